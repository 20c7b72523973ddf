"""Meetings of committees: which somebody may see, who presides, and what waits to be put on an agenda."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from cityloop.assessment.models import Case, Challenge
from cityloop.certification import workflow
from cityloop.certification.models import AgendaItem, CommitteeMember, Matter, Meeting
from cityloop.certification.queries.committees import chair_of, committees_visible_to, in_office


def meetings_visible_to(person, on):
    """Meetings of the committees that the person may see."""
    found = Meeting.objects.filter(committee__in=committees_visible_to(person, on))
    return found.select_related("committee__edition").defer("committee__edition__content")


def meeting_or_404(person, on, pk: int) -> Meeting:
    """One meeting that the person may see; not theirs is not found."""
    return get_object_or_404(meetings_visible_to(person, on), pk=pk)


def presiding(meeting) -> CommitteeMember | None:
    """Who presides: the chair; where the chair has not signed in, the member present who is in office the longest."""
    on = timezone.localdate(meeting.meets_at)
    present = set(meeting.attendances.values_list("member_id", flat=True))
    chair = chair_of(meeting.committee, on)
    if chair is None or chair.pk in present:
        return chair if chair and chair.pk in present else None
    members = sorted(in_office(meeting.committee, on), key=lambda one: (one.since, one.pk))
    return next((one for one in members if one.pk in present), None)


def to_deliberate(committee):
    """Cases that wait for the committee and are on no agenda."""
    waiting = AgendaItem.objects.filter(kind=AgendaItem.Kind.DELIBERATION, result="").values("case_id")
    found = Case.objects.filter(state=workflow.DELIBERATION, edition__scheme=committee.scheme).exclude(pk__in=waiting)
    found = found.select_related("edition", "applicant").defer("edition__content").order_by("changed_at", "pk")
    return found.filter(profile=committee.profile) if committee.profile else found


def to_decide(committee):
    """Challenges that wait for the committee and are on no agenda."""
    waiting = AgendaItem.objects.filter(kind=AgendaItem.Kind.CHALLENGE, result="").values("challenge_id")
    found = Challenge.objects.filter(state=Challenge.State.FILED, case__edition__scheme=committee.scheme)
    found = found.exclude(pk__in=waiting).select_related("case__edition", "member", "party")
    found = found.defer("case__edition__content").filter(case__closed_at=None)
    return found.filter(case__profile=committee.profile) if committee.profile else found


def to_consider(committee):
    """Other matters that wait for the committee and are on no agenda; what had no quorum waits again."""
    still = (AgendaItem.Result.NO_QUORUM, AgendaItem.Result.DROPPED)
    settled = AgendaItem.objects.filter(kind=AgendaItem.Kind.MATTER).exclude(result__in=still).values("matter_id")
    return Matter.objects.filter(committee=committee).exclude(pk__in=settled)


def matters_of(committee) -> list[tuple[Matter, AgendaItem | None]]:
    """Every matter that was put to the committee, the newest first, with the item where it stands or was decided."""
    found = committee.matters.prefetch_related("agenda_items__meeting").order_by("-at", "-pk")
    return [(matter, max(matter.agenda_items.all(), key=lambda item: item.pk, default=None)) for matter in found]


def has_begun(meeting, at) -> bool:
    """Has the hour of a meeting come, or has a member signed in?"""
    return at >= meeting.meets_at or meeting.attendances.exists()


def deliberation_of(case) -> AgendaItem | None:
    """What the committee decided last on a case, if it did."""
    decided = (AgendaItem.Result.PASSES, AgendaItem.Result.FAILS, AgendaItem.Result.RETURNED)
    found = AgendaItem.objects.filter(case=case, kind=AgendaItem.Kind.DELIBERATION, result__in=decided)
    return found.select_related("meeting__minutes", "outcome").order_by("meeting__closed_at", "pk").last()
