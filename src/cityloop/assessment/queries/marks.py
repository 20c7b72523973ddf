"""Marks that count, and who may see whose."""

from django.db.models import Exists, OuterRef

from cityloop.assessment.models import Duty, Mark, MarkSheet
from cityloop.assessment.rules import ASSESSOR


def sheet_of(case, person) -> MarkSheet | None:
    """The person's latest sheet on a case."""
    return case.sheets.filter(person=person).order_by("-round").first()


def counting_marks(sheets) -> dict[int, dict[str, Mark]]:
    """By sheet, by criterion: the last mark of each, which is the one that counts."""
    marks = {sheet.pk: {} for sheet in sheets}
    for mark in Mark.objects.filter(sheet__in=list(marks)).order_by("pk"):
        marks[mark.sheet_id][mark.criterion] = mark
    return marks


def latest_sheets(case):
    """Each assessor's sheet of the last round that they were asked for."""
    later = MarkSheet.objects.filter(case=OuterRef("case"), person=OuterRef("person"), round__gt=OuterRef("round"))
    return case.sheets.filter(~Exists(later))


def counted_sheets(case):
    """Sheets that were handed in by assessors who were not released since: what an outcome is computed from.

    Of several rounds of one assessor the last counts, once it is handed in.
    """
    seats = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None).values("person_id")
    found = latest_sheets(case).filter(submitted_at__isnull=False, person_id__in=seats)
    return found.select_related("person", "case").order_by("pk")


def open_seats(case):
    """Seats of the panel whose marks are still awaited: not released and not handed in."""
    handed_in = latest_sheets(case).filter(submitted_at__isnull=False).values("person_id")
    seats = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None)
    return seats.exclude(person_id__in=handed_in)


def everyone_handed_in(case) -> bool:
    """Has every seated assessor handed in?"""
    seats = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None)
    return seats.exists() and not open_seats(case).exists()


def may_see_all_marks(case, roles, closed_evaluation: bool) -> bool:
    """Marks are seen by others only once the evaluation is over; before that each assessor sees their own.

    Of those who may see the case the applicant waits until it is closed.
    """
    if not closed_evaluation:
        return ASSESSOR in roles and everyone_handed_in(case)
    return bool(roles - {"applicant"}) or case.closed_at is not None
