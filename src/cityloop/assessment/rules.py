"""May they? On a case: what somebody is to it follows from memberships, designations and duties on the day."""

from cityloop.assessment.models import Duty, Party
from cityloop.assessment.offices import OFFICES
from cityloop.organisations.models import Membership
from cityloop.organisations.queries import Affiliations, schemes_in_duty

APPLICANT = "applicant"
LEAD = "lead"
INVITED = "invited"
OPERATOR = "operator"
ASSESSOR = "assessor"
COMMITTEE = "committee"
EXAMINER = "examiner"
REVIEWER = "reviewer"
CERTIFIER = "certifier"
HEARER = "hearer"
ROLES = (APPLICANT, LEAD, INVITED, OPERATOR, ASSESSOR, EXAMINER, COMMITTEE, REVIEWER, CERTIFIER, HEARER)
"""What somebody can be to a case. Of a joint application everybody's people are APPLICANT; those of the organisation
that leads it may also do what the table leaves to the LEAD, and those of one that was asked may answer (INVITED):
both are asked of `holds`, and never among the roles of a page."""
DECIDING = (OPERATOR, CERTIFIER)
BY_DUTY = {
    ASSESSOR: Duty.Kind.EVALUATE,
    EXAMINER: Duty.Kind.EXAMINE,
    COMMITTEE: Duty.Kind.DELIBERATE,
    REVIEWER: Duty.Kind.REVIEW,
    HEARER: Duty.Kind.APPEAL,
}

LOOK_BACK_YEARS = 3
"""How far back an employer counts as a conflict: Notice 2021-223 Art. 5(1)5."""


def roles_on(case, person, on, known=None) -> frozenset[str]:
    """What a person is to a case on a day; nothing for a stranger.

    `known` are their `Affiliations` that day, where they were read already; so for all that is asked here.
    """
    if not getattr(person, "pk", None):
        return frozenset()
    known = known or Affiliations(person, on)
    duty = Duty.objects.filter(case=case, person=person, released_at=None).values_list("duty", flat=True).first()
    together = list(joint(case))
    held = {
        APPLICANT: _belongs(case, together, known),
        **{role: duty == kind for role, kind in BY_DUTY.items()},
        **{role: in_office(case, role, known) for role in DECIDING},
    }
    found = {role for role, holds in held.items() if holds}
    if found & set(DECIDING) and _sides(case, together) & known.since(look_back(on)):
        found -= set(DECIDING)
    if OPERATOR in found and is_entered(case):
        found.add(APPLICANT)
    return frozenset(found)


def holds(case, person, on, role: str, known=None) -> bool:
    """Does the person hold one role on the case? As `roles_on`, asking only what is needed."""
    if not getattr(person, "pk", None):
        return False
    known = known or Affiliations(person, on)
    if role in (LEAD, APPLICANT) and enters(case, person, on, known):
        return True
    if role == LEAD:
        return case.applicant_id in known.organisations
    if role == INVITED:
        return invited(case, person, on, known) is not None
    if role == APPLICANT:
        return _belongs(case, list(joint(case)), known)
    if role in DECIDING:
        return in_office(case, role, known) and own_party(case, person, on) is None
    return Duty.objects.filter(case=case, person=person, duty=BY_DUTY[role], released_at=None).exists()


def is_entered(case) -> bool:
    """Did the application come on paper or by mail, and is its dossier open: does an officer fill it in?"""
    return getattr(case, "reception", None) is not None and case.dossiers.filter(frozen_at=None).exists()


def enters(case, person, on, known=None) -> bool:
    """Does the person, for the body that runs the case, fill in and hand in what came on paper? (decision 0015)"""
    known = known or Affiliations(person, on)
    return is_entered(case) and in_office(case, OPERATOR, known) and own_party(case, person, on) is None


def in_office(case, role: str, known) -> bool:
    """Is somebody an officer of the body that has this office in the case's procedure, whatever their interest?"""
    office = OFFICES[case.edition.kind]
    return known.serves(office.runs if role == OPERATOR else office.decides, case.edition.scheme, case.profile)


def operates(person, edition, on, part: str | None = None) -> bool:
    """Is the person an officer of the body that runs rounds under an edition, of a track or field where named?"""
    return edition.scheme in schemes_in_duty(person, OFFICES[edition.kind].runs, on, part=part)


def runs_pool(person, scheme: str, on) -> bool:
    """Is the person an officer of a body that keeps the pool of assessors of a scheme or programme?"""
    return scheme in schemes_in_duty(person, tuple(office.runs for office in OFFICES.values()), on)


def _belongs(case, together, known) -> bool:
    """Does somebody belong to whoever applies: the lead, or a joint applicant that has agreed?"""
    agreed = {one.organisation_id for one in together if one.answer == Party.Answer.AGREED}
    return bool(known.organisations & {case.applicant_id, *agreed})


def parts_of_person(case, person, on) -> set[str] | None:
    """The parts of the form that are a person's to fill; None for all of them, as the lead's people have."""
    mine = Affiliations(person, on).organisations
    if case.applicant_id in mine:
        return None
    held = joint(case).filter(organisation__in=mine, answer=Party.Answer.AGREED).values_list("parts", flat=True)
    if not held and enters(case, person, on):
        return None
    return None if None in held else {part for parts in held for part in parts}


def joint(case):
    """Those who were asked to apply together with the lead, and were not let go."""
    return Party.objects.filter(case=case, withdrawn_at=None)


def invited(case, person, on, known=None):
    """The invitation to apply together that waits for the person's organisation, or None."""
    known = known or Affiliations(person, on)
    return joint(case).filter(organisation__in=known.organisations, answer=Party.Answer.WAITING).first()


def own_party(case, person, on):
    """The place of a person in a party to the case, now or within the look-back; None for whoever has no interest."""
    return employed_by_party(case, [person], on).first()


def parties(case) -> set[int]:
    """Ids of the organisations whose interest a case is: all who apply, and the service's provider."""
    return parties_of([case])[case.pk]


def parties_of(cases) -> dict[int, set[int]]:
    """`parties` of some cases, by case, in one query."""
    together = {case.pk: [] for case in cases}
    for one in Party.objects.filter(case__in=cases, withdrawn_at=None):
        together[one.case_id].append(one)
    return {case.pk: _sides(case, together[case.pk]) for case in cases}


def _sides(case, together) -> set[int]:
    """The organisations on whose side a case is, given who was asked to apply together."""
    provider = {case.service.provider_id} if case.service and case.service.provider_id else set()
    asked = {one.organisation_id for one in together if one.answer != Party.Answer.DECLINED}
    return {case.applicant_id} | provider | asked


def look_back(on):
    """The first day on which an employer still counts as a conflict."""
    return on.replace(year=on.year - LOOK_BACK_YEARS, day=min(on.day, 28))


def employed_by_party(case, people, on):
    """Memberships, now or within the look-back, of these people in a party to the case."""
    return employed_by(parties(case), people, on)


def employed_by(organisations, people, on):
    """Memberships, now or within the look-back, of these people in any of the organisations."""
    found = Membership.objects.filter(person__in=people, organisation__in=organisations, since__lte=on)
    return found.exclude(until__lt=look_back(on)).select_related("person", "organisation")


def runs_without_committee(edition) -> bool:
    """Does the (compiled) edition state no quorum, so that there is no committee to deliberate?"""
    return edition.panel is None
