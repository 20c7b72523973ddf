"""Marks that count, and who may see whose."""

from django.db.models import Exists, OuterRef

from cityloop.assessment.models import Duty, Mark, MarkSheet
from cityloop.assessment.rules import ASSESSOR, EXAMINER


def sheet_of(case, person) -> MarkSheet | None:
    """The person's latest sheet on a case."""
    return case.sheets.filter(person=person).order_by("-round").first()


def counting_marks(sheets) -> dict[int, dict[str, Mark]]:
    """By sheet, by criterion: the last mark of each, which is the one that counts."""
    marks = {sheet.pk: {} for sheet in sheets}
    for mark in Mark.objects.filter(sheet__in=list(marks)).order_by("pk"):
        marks[mark.sheet_id][mark.criterion] = mark
    return marks


def counted_sheets(case):
    """What an outcome is computed from: of each assessor not released since, the latest sheet that was handed in."""
    seats = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None).values("person_id")
    return latest_submitted(case.sheets.filter(person_id__in=seats))


def counted_before(case, round: int):
    """The sheets that counted before a round was opened."""
    seats = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None).values("person_id")
    return latest_submitted(case.sheets.filter(person_id__in=seats, round__lt=round), round)


def latest_submitted(sheets, before: int | None = None):
    """Of some sheets the latest that each assessor handed in on each case (before a round, where one is named)."""
    later = MarkSheet.objects.filter(
        case=OuterRef("case"), person=OuterRef("person"), submitted_at__isnull=False, round__gt=OuterRef("round")
    )
    later = later if before is None else later.filter(round__lt=before)
    return sheets.filter(~Exists(later), submitted_at__isnull=False).select_related("person", "case").order_by("pk")


def open_seats(case):
    """Seats of the panel whose marks are still awaited: not released, and a sheet of some round not handed in."""
    sheets = case.sheets.filter(person=OuterRef("person"))
    seats = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None)
    return seats.filter(Exists(sheets.filter(submitted_at=None)) | ~Exists(sheets))


def everyone_handed_in(case) -> bool:
    """Has every seated assessor handed in?"""
    seats = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None)
    return seats.exists() and not open_seats(case).exists()


def may_see_all_marks(case, roles, closed_evaluation: bool) -> bool:
    """Marks are seen by others only once the evaluation is over; before that each assessor sees their own.

    Of those who may see the case the applicant and an evaluation body wait until it is closed.
    """
    if not closed_evaluation:
        return ASSESSOR in roles and everyone_handed_in(case)
    return bool(roles - {"applicant", EXAMINER}) or case.closed_at is not None
