"""Figures of closed cases are stored (Art. 3(2)5): once an hour, for the editions in which a case was closed since."""

from collections import defaultdict

from django.db.models import Count, Max

from cityloop.assessment.models import Case, CaseEvent, Edition
from cityloop.audit.actions import action, done
from cityloop.certification.models import RoundFigures
from cityloop.certification.queries.figures import counted
from cityloop.certification.workflow import CLOSED
from cityloop.engine.round_figures import added

AT_A_TIME = 500
"""So many cases are counted at once: their marks fit into memory however many cases there are."""


def store_figures(at) -> int:
    """Store the figures of every edition whose closed cases are not those counted last; how many editions."""
    rows = dict(RoundFigures.objects.values_list("edition_id", "cases"))
    found = [pk for pk, cases in _closed_of_schemes() if _is_behind(pk, cases, rows)]
    for edition in Edition.objects.filter(pk__in=found).order_by("pk"):
        store_figures_of(actor=None, at=at, edition=edition)
    return len(found)


@action("certification.store_figures")
def store_figures_of(*, actor, at, edition):
    """Count the closed cases of an edition and store what they came to, in place of what was stored before."""
    Edition.objects.select_for_update().only("pk").get(pk=edition.pk)
    through = CaseEvent.objects.filter(case__edition=edition).aggregate(last=Max("pk"))["last"] or 0
    numbers = list(_closed().filter(edition=edition).order_by("pk").values_list("pk", flat=True))
    parts = defaultdict(list)
    for start in range(0, len(numbers), AT_A_TIME):
        some = Case.objects.filter(pk__in=numbers[start : start + AT_A_TIME])
        for cell, found in counted(some, {edition.pk: edition}).items():
            parts[cell].append(found)
    content = [[cell.notice, cell.field, added(found).content()] for cell, found in sorted(parts.items())]
    row, _made = RoundFigures.objects.update_or_create(
        edition=edition,
        defaults={"through": through, "cases": len(numbers), "content": content, "computed_at": at},
    )
    return done(row, edition=edition.digest, cases=len(numbers))


def _closed():
    return Case.objects.filter(edition__kind=Edition.Kind.SCHEME, received_at__isnull=False, closed_at__isnull=False)


def _closed_of_schemes():
    return _closed().order_by().values_list("edition_id").annotate(n=Count("pk"))


def _is_behind(pk, cases, rows) -> bool:
    """Were cases closed, or opened again, since the figures were stored?"""
    if rows.get(pk) != cases:
        return True
    through = RoundFigures.objects.values_list("through", flat=True).get(edition=pk)
    return CaseEvent.objects.filter(pk__gt=through, case__edition=pk, after__in=CLOSED).exists()
