"""Days by which a step of a case should be done (the edition's `steps`): who is told when one comes near or passes."""

from datetime import timedelta

from django.utils import timezone

from cityloop.assessment import letters
from cityloop.assessment.models import Case, Edition
from cityloop.assessment.queries.marks import open_seats
from cityloop.certification import workflow
from cityloop.certification.due.reminding import told_each
from cityloop.organisations.models import Designation, Person
from cityloop.organisations.queries import officers

SOON = timedelta(days=3)
"""How long before the day assessors are reminded: the habit of the office, in no law."""
OF_THE_OPERATOR = (
    *(workflow.SUBMITTED, workflow.ACCEPTED, workflow.EVALUATION, workflow.DELIBERATION),
    *(workflow.REVIEW, workflow.REPORT, workflow.SUPPLEMENT),
)
CERTIFIER, OPERATING_BODY = Designation.Duty.CERTIFIER, Designation.Duty.OPERATING_BODY


def supplements_late(*, on, at) -> list[str]:
    """The applicant has not supplemented in time (Art. 9(5), 13(4))."""
    return told_each(
        _due(workflow.SUPPLEMENT).filter(due_on__lt=on),
        "supplement_overdue",
        _day,
        lambda case: letters.applicants(case, at),
        at,
    )


def assessors_soon(*, on, at) -> list[str]:
    """Marks are due within days and not handed in."""
    found = _due(workflow.EVALUATION).filter(due_on__gte=on, due_on__lte=on + SOON)
    return told_each(found, "marks_due", _day, _still_marking, at)


def assessors_late(*, on, at) -> list[str]:
    """Marks are overdue."""
    return told_each(_due(workflow.EVALUATION).filter(due_on__lt=on), "marks_overdue", _day, _still_marking, at)


def steps_late(*, on, at) -> list[str]:
    """A step is overdue: the officers whose turn it is are told; the inbox shows it as overdue by itself."""
    theirs = told_each(
        _due(*OF_THE_OPERATOR).filter(due_on__lt=on), "step_overdue", _day, _officers(OPERATING_BODY, at), at
    )
    late = _due(workflow.DECISION).filter(due_on__lt=on)
    return theirs + told_each(late, "step_overdue", _day, _officers(CERTIFIER, at), at)


def _due(*states):
    """Open cases in some states; a replay of a public record reminds nobody."""
    found = Case.objects.filter(edition__kind=Edition.Kind.SCHEME, record="", closed_at=None, state__in=states)
    return found.select_related("edition", "applicant", "opened_by").defer("edition__content").order_by("pk")


def _day(case) -> str:
    return str(case.due_on)


def _still_marking(case):
    return Person.objects.filter(pk__in=open_seats(case).values("person_id")).order_by("pk")


def _officers(duty, at):
    return lambda case: officers(duty, case.edition.scheme, timezone.localdate(at)).order_by("pk")
