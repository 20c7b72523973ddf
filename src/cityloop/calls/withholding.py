"""What only the bodies in office know before the results of a round are public; what applicants see after.

Where a proposal was decided and its results are not published, it is still evaluated to everybody else: on its pages,
in lists, and in what a list is narrowed to, since a row that is missing tells as much as a word.
"""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from cityloop.assessment.queries import compiled, kept_from
from cityloop.assessment.rules import APPLICANT, DECIDING
from cityloop.calls import workflow
from cityloop.calls.models import SelectionResult
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import duties_held

DECIDED = (workflow.SELECTED, workflow.RESERVE, workflow.NOT_SELECTED)
"""States that a decision leads to; everybody but the bodies in office learns of them with the publication."""
IN_OFFICE = (Designation.Duty.SECRETARIAT, Designation.Duty.AUTHORITY)


def withhold(case, roles) -> None:
    """For all but the bodies in office the proposal is still evaluated, until the results of its round are public."""
    if not set(roles) & set(DECIDING) and case.state in DECIDED and not _public().filter(case=case).exists():
        _back(case)


def discloses(case, roles) -> bool:
    """May somebody see every mark? The applicant reads on the page of the result what the call shows."""
    selection = compiled(case.edition).selection
    if APPLICANT not in roles or set(roles) & set(DECIDING):
        return True
    return bool(selection and selection.applicants_see == "comments")


def with_told(found, person, on):
    """Proposals, each with `told`: may the person know what was decided?"""
    office = Q(pk__in=())
    for duty, scheme, part in duties_held(person, on):
        if duty in IN_OFFICE:
            office |= Q(edition__scheme=scheme, **({"profile": part} if part else {}))
    public = Exists(_public().filter(case=OuterRef("pk")))
    told = Q(public) | (office & ~kept_from(person, on))
    return found.annotate(told=ExpressionWrapper(told, output_field=BooleanField()))


def in_state(found, state: str):
    """Of proposals `with_told` those that are in a state as the person is told it."""
    if state in DECIDED:
        return found.filter(state=state, told=True)
    if state == workflow.ASSESSED:
        return found.filter(Q(state=state) | Q(state__in=DECIDED, told=False))
    return found.filter(state=state)


def as_told(case):
    """A proposal of `with_told` as the person sees it."""
    if case.state in DECIDED and not case.told:
        _back(case)
    return case


def _back(case) -> None:
    case.state, case.closed_at, case.due_on = workflow.ASSESSED, None, None


def _public():
    return SelectionResult.objects.filter(round__published_at__isnull=False)
