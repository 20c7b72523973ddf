"""Committees: which somebody may see, and who is in office on a day."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from cityloop.assessment.models import Assessor
from cityloop.assessment.queries import compiled
from cityloop.certification.models import Committee, CommitteeMember
from cityloop.organisations.models import Designation, Person
from cityloop.organisations.queries import in_force, schemes_in_duty


def committees_visible_to(person, on):
    """Committees of the schemes that the person's operating body runs, and those the person sits or sat on."""
    if not getattr(person, "pk", None):
        return Committee.objects.none()
    schemes = schemes_in_duty(person, Designation.Duty.OPERATING_BODY, on)
    mine = CommitteeMember.objects.filter(person=person).values("committee_id")
    found = Committee.objects.filter(Q(scheme__in=schemes) | Q(pk__in=mine))
    return found.select_related("edition").defer("edition__content")


def committee_or_404(person, on, pk: int) -> Committee:
    """One committee that the person may see; not theirs is not found."""
    return get_object_or_404(committees_visible_to(person, on), pk=pk)


def in_office(committee, on):
    """The terms that run on a day and were not ended by a dismissal, in the order of appointment."""
    found = CommitteeMember.objects.filter(in_force(on), committee=committee, dismissal=None)
    return found.select_related("person")


def term_of(committee, person, on) -> CommitteeMember | None:
    """The person's term in a committee on a day, if any."""
    return in_office(committee, on).filter(person=person).first() if getattr(person, "pk", None) else None


def chair_of(committee, on) -> CommitteeMember | None:
    """The member elected last, while in office; nobody where the term has ended."""
    latest = committee.chairs.select_related("member__person").last()
    members = {one.person_id: one for one in in_office(committee, on)}
    return members.get(latest.member.person_id) if latest else None


def committee_for(case, on) -> Committee | None:
    """The committee that deliberates on a case: the newest for its scheme, of its field where there is one."""
    found = Committee.objects.filter(
        scheme=case.edition.scheme, profile__in=("", case.profile), formed_at__date__lte=on
    )
    return found.order_by("profile", "formed_at").last()


def seats_of(committee):
    """What the edition says of the committee: at most how many, how many from the field, for how long."""
    return compiled(committee.edition).panel


def could_sit(committee, on):
    """People who could be appointed: the scheme's pool of assessors, less those in office."""
    sitting = in_office(committee, on).values("person_id") if committee.pk else []
    pool = Assessor.objects.filter(in_force(on), scheme=committee.scheme).values("person_id")
    return Person.objects.filter(pk__in=pool).exclude(pk__in=sitting).order_by("pk")


def election_of(committee, on) -> tuple[int, dict[int, int], int]:
    """The round of the election under way, who voted for whom (by the voter's id), and how many are in office."""
    elected = committee.chairs.count()
    votes = list(committee.chair_votes.all())
    here = max((vote.round for vote in votes), default=0)
    decided = committee.chairs.filter(round=here).exists()
    cast = {vote.voter_id: vote.candidate_id for vote in votes if vote.round == here}
    members = [one.pk for one in in_office(committee, on)]
    over = decided or (here and all(pk in cast for pk in members))
    if over or not here:
        return max(here, elected) + 1, {}, len(members)
    return here, cast, len(members)


def has_committees(person, on) -> bool:
    """Does the person run a scheme, or sit on a committee?"""
    if schemes_in_duty(person, Designation.Duty.OPERATING_BODY, on):
        return True
    return CommitteeMember.objects.filter(person=person).exists()
