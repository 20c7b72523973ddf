"""May they? On a case: what somebody is to it follows from memberships, designations and duties on the day."""

from cityloop.assessment.models import Duty
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import acts_for, schemes_in_duty

APPLICANT = "applicant"
OPERATOR = "operator"
ASSESSOR = "assessor"
REVIEWER = "reviewer"
CERTIFIER = "certifier"
HEARER = "hearer"
ROLES = (APPLICANT, OPERATOR, ASSESSOR, REVIEWER, CERTIFIER, HEARER)
BY_DUTY = {ASSESSOR: Duty.Kind.EVALUATE, REVIEWER: Duty.Kind.REVIEW, HEARER: Duty.Kind.APPEAL}

LOOK_BACK_YEARS = 3
"""How far back an employer counts as a conflict: Notice 2021-223 Art. 5(1)5."""


def roles_on(case, person, on) -> frozenset[str]:
    """What a person is to a case on a day; nothing for a stranger."""
    if not getattr(person, "pk", None):
        return frozenset()
    scheme = case.edition.scheme
    duty = Duty.objects.filter(case=case, person=person, released_at=None).values_list("duty", flat=True).first()
    held = {
        APPLICANT: acts_for(person, case.applicant, on),
        OPERATOR: scheme in schemes_in_duty(person, Designation.Duty.OPERATING_BODY, on),
        **{role: duty == kind for role, kind in BY_DUTY.items()},
        CERTIFIER: scheme in schemes_in_duty(person, Designation.Duty.CERTIFIER, on),
    }
    return frozenset(role for role, holds in held.items() if holds)


def holds(case, person, on, role: str) -> bool:
    """Does the person hold one role on the case? As `roles_on`, asking only what is needed."""
    if not getattr(person, "pk", None):
        return False
    if role == APPLICANT:
        return acts_for(person, case.applicant, on)
    if role in (OPERATOR, CERTIFIER):
        duty = Designation.Duty.OPERATING_BODY if role == OPERATOR else Designation.Duty.CERTIFIER
        return case.edition.scheme in schemes_in_duty(person, duty, on)
    return Duty.objects.filter(case=case, person=person, duty=BY_DUTY[role], released_at=None).exists()


def parties(case) -> set[int]:
    """Ids of the organisations whose interest a case is: the applicant and the service's provider."""
    provider = case.service.provider_id if case.service else None
    return {case.applicant_id, *([provider] if provider else [])}


def look_back(on):
    """The first day on which an employer still counts as a conflict."""
    return on.replace(year=on.year - LOOK_BACK_YEARS, day=min(on.day, 28))


def employed_by_party(case, people, on):
    """Memberships, now or within the look-back, of these people in a party to the case."""
    found = Membership.objects.filter(person__in=people, organisation__in=parties(case), since__lte=on)
    return found.exclude(until__lt=look_back(on)).select_related("person", "organisation")


def runs_without_committee(edition) -> bool:
    """Does the (compiled) edition state no quorum, so that there is no committee to deliberate?"""
    return edition.panel is None
