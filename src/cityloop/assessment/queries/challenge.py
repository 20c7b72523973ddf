"""Challenges of members: who can be challenged, until when, and what is still to be decided."""

from django.utils import timezone

from cityloop.assessment.models import Challenge, Duty
from cityloop.assessment.queries.edition import compiled

SITTING = (Duty.Kind.EVALUATE, Duty.Kind.DELIBERATE)


def challengeable(case):
    """Duties whose holders a party may challenge: those who evaluate or deliberate and were not released."""
    return case.duties.filter(duty__in=SITTING, released_at=None).select_related("person").order_by("pk")


def last_day_to_challenge(case, member=None):
    """The last day for a challenge where the edition's steps set a time for it; else None.

    It runs from the first seating. For a `member` who only deliberates, from the day on which the case was laid
    before them; without a member, for the one who has the most time.
    """
    span = compiled(case.edition).steps.get("challenge")
    seated = case.events.filter(action="seat_panel").order_by("at").first() if span else None
    if seated is None:
        return None
    later = case.duties.filter(duty=Duty.Kind.DELIBERATE, released_at=None)
    later = later.filter(person=member) if member else later
    moments = [seated.at, *later.values_list("given_at", flat=True)]
    return span.after(timezone.localdate(max(moments)))


def open_challenges(case):
    """Challenges on a case that wait for the committee."""
    return case.challenges.filter(state=Challenge.State.FILED).select_related("member", "party")
