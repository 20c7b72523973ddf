"""Values of indicators are handed in, looked at, and taken in: all files of a set, or nothing."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.files import keep, read
from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.consulting.models import City, Coverage, IndicatorImport, IndicatorValue, ValuesDraft
from cityloop.consulting.previewing import preview
from cityloop.consulting.queries.values import cells_of, values_of_all
from cityloop.consulting.rules import acts_for_city
from cityloop.consulting.sheet import Sheet, read_sheets
from cityloop.rulebook.mapping import mappings_from

SAID = 3
BATCH = 2_000
MOST_FILES = 10
LONGEST_NAME = 200
FORM = "form.csv"

State = ValuesDraft.State


@action("consulting.import_indicators")
def import_indicators(*, actor, at, edition, name, content, source, city=None, simulated=False):
    """Take in a file (bytes) of values under a framework's edition; what stands there already is not added again.

    A city's own people give values of their `city`; `actor=None` is an import of a public source for any city.
    Raises `Refused` with the first cells at fault; then nothing is taken in.
    """
    on = timezone.localdate(at)
    if actor and not (city and acts_for_city(actor, city, on)):
        raise not_yours()
    cities = [city] if city else City.objects.all()
    sheet = read_sheets([(name, content)], edition=edition, cities=cities, on=on)
    (taken,) = _take(sheet, [(name, content)], edition=edition, source=source, actor=actor, at=at, simulated=simulated)
    return done(taken, file=name, sha256=taken.sha256, cells=taken.cells, added=taken.added, source=source)


@action("consulting.hand_in_values")
def hand_in_values(*, actor, at, city, edition, files: Sequence[tuple[str, bytes]], source):
    """Keep files of values to be looked at; nothing of them is taken in. What the person had handed in is dropped."""
    _require_own(actor, city, at)
    require(
        0 < len(files) <= MOST_FILES,
        _("Nothing was handed in."),
        _("There were %(count)s files.") % {"count": len(files)},
        _("Choose from 1 to %(most)s files.") % {"most": MOST_FILES},
    )
    waiting = ValuesDraft.objects.select_for_update().filter(city=city, edition=edition, person=actor)
    waiting.filter(state=State.WAITING).update(state=State.DROPPED)
    kept = [{"name": name, "sha256": keep(content)} for name, content in _distinct(files)]
    draft = ValuesDraft.objects.create(city=city, edition=edition, source=source, files=kept, person=actor, at=at)
    return done(draft, city=city.code, framework=edition.scheme, files=kept, source=source)


@action("consulting.state_value")
def state_value(*, actor, at, city, edition, indicator, source, **said):
    """Give one value, or say that it was asked for or does not apply; `said` are texts, as the columns of a file.

    It is read, checked and appended as a file of one line is.
    """
    _require_own(actor, city, at)
    content = _file_of_one(city=city.code, indicator=indicator, **said)
    sheet = read_sheets([(FORM, content)], edition=edition, cities=[city], on=timezone.localdate(at))
    _require_faultless(sheet)
    keep(content)
    (taken,) = _take(
        sheet, [(FORM, content)], edition=edition, source=source, actor=actor, at=at, simulated=_simulated(city)
    )
    require(
        taken.added > 0,
        _("Nothing was changed."),
        _("This stands on record already."),
        _("Change the value, its year, status, quality or remark."),
    )
    return done(taken, city=city.code, indicator=indicator, source=source, **said)


@action("consulting.take_in_values")
def take_in_values(*, actor, at, draft, seen):
    """Take in the files of a draft; `seen` is the digest of the preview that the person looked at.

    Refused where a cell is at fault, and where what stands on record has changed since they looked.
    """
    draft = _own_waiting(actor, draft, at)
    city, edition = draft.city, draft.edition
    files = [(file["name"], read(file["sha256"])) for file in draft.files]
    shown = preview(files, city=city, edition=edition, on=timezone.localdate(at))
    _require_faultless(shown.sheet)
    require(
        shown.digest == seen,
        _("No value was taken in."),
        _("What is on record has changed since you looked."),
        _("Look at the preview again: it shows what stands now."),
    )
    taken = _take(
        shown.sheet, files, edition=edition, source=draft.source, actor=actor, at=at, simulated=_simulated(city)
    )
    draft.state = State.TAKEN_IN
    draft.save(update_fields=["state"])
    added = sum(one.added for one in taken)
    return done(draft, city=city.code, files=draft.files, added=added, source=draft.source)


@action("consulting.drop_values")
def drop_values(*, actor, at, draft):
    """Let go of files that were handed in; nothing of them was taken in."""
    draft = _own_waiting(actor, draft, at)
    draft.state = State.DROPPED
    draft.save(update_fields=["state"])
    return done(draft, city=draft.city.code)


def _file_of_one(**said) -> bytes:
    """The file that says what a form says."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(said)
    writer.writerow(said.values())
    return file.getvalue().encode()


def _distinct(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The files, those of one name told apart by their number."""
    seen: Counter = Counter()
    named = []
    for name, content in files:
        name = name.replace("\0", "")[:LONGEST_NAME] or FORM
        seen[name] += 1
        named.append((name if seen[name] == 1 else f"{seen[name]} · {name}", content))
    return named


def _simulated(city) -> bool:
    """Are the city's values made up? They are where the city is, or the office that acts for it."""
    return city.simulated or bool(city.organisation and city.organisation.simulated)


def _require_own(actor, city, at) -> None:
    if not acts_for_city(actor, city, timezone.localdate(at)):
        raise not_yours()


def _own_waiting(actor, draft, at) -> ValuesDraft:
    _require_own(actor, draft.city, at)
    draft = ValuesDraft.objects.select_for_update(of=("self",)).select_related("city", "edition").get(pk=draft.pk)
    if draft.person_id != actor.pk:
        raise not_yours()
    require(
        draft.state == State.WAITING,
        _("Nothing was changed."),
        _("These files were dealt with already: %(state)s.") % {"state": draft.get_state_display()},
        _("Hand in the files again if something is missing."),
    )
    return draft


def _take(sheet: Sheet, files, *, edition, source, actor, at, simulated) -> list[IndicatorImport]:
    """Append what the files say and nobody has said before, under one entry for each file."""
    _require_faultless(sheet)
    known = cells_of(edition, {cell.city.pk for cell in sheet.cells})
    taken = []
    for name, content in files:
        cells = [cell for cell in sheet.cells if cell.file == name]
        fresh = [cell for cell in cells if cell.content != known.get(cell.place)]
        entry = IndicatorImport.objects.create(
            edition=edition,
            name=name,
            sha256=hashlib.sha256(content).hexdigest(),
            source=source,
            simulated=simulated,
            person=actor,
            at=at,
            cells=len(cells),
            added=len(fresh),
        )
        IndicatorValue.objects.bulk_create((_value(cell, entry) for cell in fresh), batch_size=BATCH)
        taken.append(entry)
    _fold_everywhere(edition, {cell.city.pk for cell in sheet.cells}, at)
    return taken


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
        note=cell.note,
        taken_from=taken,
        line=cell.line,
        at=taken.at,
    )


def _fold_everywhere(edition, cities: set[int], at) -> None:
    """Store what is known now under this edition, and under those that read its values by a mapping."""
    fold(edition, cities, at)
    for mapping in mappings_from(f"{edition.scheme}/{edition.edition}"):
        scheme, _slash, number = mapping.target.partition("/")
        for other in Edition.objects.filter(kind=Edition.Kind.FRAMEWORK, scheme=scheme, edition=number):
            fold(other, cities, at)


def fold(edition, cities: Iterable[int], at) -> None:
    """Store how much of the framework each of these cities knows now, and by what its peers are chosen."""
    framework = compiled(edition)
    asked, basis = len(framework.indicators), framework.peers
    rows = [
        _coverage(city, edition, asked, basis, values, at)
        for city, values in values_of_all(list(cities), edition).items()
        if values
    ]
    changed = [field.name for field in Coverage._meta.fields if field.name not in ("id", "city", "edition")]
    Coverage.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["city", "edition"], update_fields=changed
    )


def _coverage(city: int, edition, asked: int, basis, values, at) -> Coverage:
    counting = [value.status for value in values.values()]
    counts = {status: counting.count(status) for status in IndicatorValue.Status.values}
    amounts = {
        name: values[indicator].value if (indicator := getattr(basis, name)) in values else None
        for name in ("population", "income")
    }
    return Coverage(city_id=city, edition=edition, indicators=asked, changed_at=at, **counts, **amounts)
