"""What an applicant must not know before the results of a round are public, and what of the marks they see after."""

from django.db.models import Exists, OuterRef

from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import APPLICANT
from cityloop.calls import workflow
from cityloop.calls.models import SelectionResult

DECIDED = (workflow.SELECTED, workflow.RESERVE, workflow.NOT_SELECTED)
"""States that a decision leads to; the applicant learns of them with the publication."""


def withhold(case, roles) -> None:
    """For its applicant the proposal is still evaluated, until the results of its round are public."""
    if set(roles) == {APPLICANT} and case.state in DECIDED and not _public().filter(case=case).exists():
        _back(case)


def discloses(case, roles) -> bool:
    """May somebody see every mark? The applicant reads on the page of the result what the call shows."""
    selection = compiled(case.edition).selection
    return set(roles) != {APPLICANT} or bool(selection and selection.applicants_see == "comments")


def with_told(found):
    """Proposals, each with `told`: is its result public?"""
    return found.annotate(told=Exists(_public().filter(case=OuterRef("pk"))))


def as_told(case):
    """A proposal of `with_told` as its applicant sees it."""
    if case.state in DECIDED and not case.told:
        _back(case)
    return case


def _back(case) -> None:
    case.state, case.closed_at, case.due_on = workflow.ASSESSED, None, None


def _public():
    return SelectionResult.objects.filter(round__published_at__isnull=False)
