"""Figures of closed cases are stored (Art. 3(2)5): once an hour, for the editions in which a case was closed since."""

from collections import defaultdict

from django.db.models import Count, Max

from cityloop.assessment.models import Case, CaseEvent, Edition
from cityloop.audit.actions import action, done
from cityloop.certification.models import RoundFigures
from cityloop.certification.queries.figures import Cell, counted, stored_figures
from cityloop.engine.round_figures import Figures, added

AT_A_TIME = 500
"""So many cases are counted at once: their marks fit into memory however many cases there are."""


def store_figures(at) -> int:
    """Store the figures of every edition whose closed cases are not those counted last; how many editions.

    They are counted before anything is locked: what is closed meanwhile is counted by the page, and the next time.
    """
    behind = 0
    for edition in Edition.objects.filter(pk__in=_closed().order_by().values("edition_id")).order_by("pk"):
        if (found := _counted_since(edition)) is not None:
            store_figures_of(actor=None, at=at, edition=edition, **found)
            behind += 1
    return behind


@action("certification.store_figures")
def store_figures_of(*, actor, at, edition, through, cases, content):
    """Store what the closed cases of an edition came to, in place of what was stored before."""
    row, _made = RoundFigures.objects.update_or_create(
        edition=edition, defaults={"through": through, "cases": cases, "content": content, "computed_at": at}
    )
    return done(row, edition=edition.digest, cases=cases)


def _counted_since(edition) -> dict | None:
    """The figures of an edition as they should be stored; None where those stored say it already.

    Cases closed since are added to what is stored; where one was opened again, all are counted anew.
    """
    through = CaseEvent.objects.filter(case__edition=edition).aggregate(last=Max("pk"))["last"] or 0
    stored, since = stored_figures({edition.pk: edition})
    parts, rows = defaultdict(list), _closed().filter(edition=edition)
    total = rows.aggregate(n=Count("pk"))["n"]
    if row := stored.get(edition.pk):
        rows = rows.filter(pk__in=since)
        for notice, profile, content in row.content:
            parts[Cell(edition.pk, notice, profile)].append(Figures.of(content))
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    if row and not numbers:
        return None
    for start in range(0, len(numbers), AT_A_TIME):
        some = Case.objects.filter(pk__in=numbers[start : start + AT_A_TIME])
        for cell, found in counted(some, {edition.pk: edition}).items():
            parts[cell].append(found)
    content = [[cell.notice, cell.field, added(found).content()] for cell, found in sorted(parts.items())]
    return {"through": through, "cases": total, "content": content}


def _closed():
    return Case.objects.filter(edition__kind=Edition.Kind.SCHEME, received_at__isnull=False, closed_at__isnull=False)
