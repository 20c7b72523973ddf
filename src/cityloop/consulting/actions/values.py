"""Values of indicators are taken in, a whole file at a time or not at all."""

import hashlib
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours
from cityloop.consulting.models import City, Coverage, IndicatorImport, IndicatorValue
from cityloop.consulting.queries.values import cells_of, current
from cityloop.consulting.rules import acts_for_city
from cityloop.consulting.sheet import Sheet, read_sheet

SAID = 3
BATCH = 2_000


@action("consulting.import_indicators")
def import_indicators(*, actor, at, edition, name, content, source, city=None, simulated=False):
    """Take in a CSV file (bytes) of values under a framework's edition; what stands there already is not added again.

    A city's own people give values of their `city`; `actor=None` is an import of a public source for any city.
    Raises `Refused` with the first cells at fault; then nothing is taken in.
    """
    on = timezone.localdate(at)
    if actor and not (city and acts_for_city(actor, city, on)):
        raise not_yours()
    cities = [city] if city else City.objects.all()
    sheet = read_sheet(content, edition=edition, cities=cities, on=on)
    _require_faultless(sheet)
    known = cells_of(edition, {cell.city.pk for cell in sheet.cells})
    fresh = [cell for cell in sheet.cells if cell.content != known.get(cell.place)]
    taken = IndicatorImport.objects.create(
        edition=edition,
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        source=source,
        simulated=simulated,
        person=actor,
        at=at,
        cells=len(sheet.cells),
        added=len(fresh),
    )
    IndicatorValue.objects.bulk_create((_value(cell, taken) for cell in fresh), batch_size=BATCH)
    _fold(edition, {cell.city.pk for cell in fresh}, at)
    return done(taken, file=name, sha256=taken.sha256, cells=taken.cells, added=taken.added, source=source)


def _require_faultless(sheet: Sheet) -> None:
    if not sheet.troubles:
        return
    raise Refused(
        _("No value was taken in."),
        " ".join(str(trouble) for trouble in sheet.troubles[:SAID]),
        _("Mend the %(count)s cells at fault and give the whole file again.") % {"count": len(sheet.troubles)},
    )


def _value(cell, taken: IndicatorImport) -> IndicatorValue:
    return IndicatorValue(
        city=cell.city,
        edition=taken.edition,
        indicator=cell.indicator,
        year=cell.year,
        status=cell.status,
        value=cell.value,
        quality=cell.quality,
        taken_from=taken,
        line=cell.line,
        at=taken.at,
    )


def _fold(edition, cities: set[int], at) -> None:
    """Store how much of the framework each of these cities knows now."""
    asked = len(compiled(edition).indicators)
    rows = IndicatorValue.objects.filter(edition=edition, city__in=cities).order_by("city", "at", "pk")
    for city, values in groupby(rows, key=lambda row: row.city_id):
        counting = [value.status for value in current(values).values()]
        counts = {status: counting.count(status) for status in IndicatorValue.Status.values}
        folded = {**counts, "indicators": asked, "changed_at": at}
        Coverage.objects.update_or_create(city_id=city, edition=edition, defaults=folded)
