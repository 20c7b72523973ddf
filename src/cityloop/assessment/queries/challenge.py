"""Challenges of members: who can be challenged, until when, and what is still to be decided."""

from django.utils import timezone

from cityloop.assessment.models import Challenge, Duty
from cityloop.assessment.queries.edition import compiled


def challengeable(case):
    """Duties whose holders a party may challenge: members of the panel who were not released."""
    return case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None).select_related("person").order_by("pk")


def last_day_to_challenge(case):
    """The last day for a challenge where the edition's steps set a time for it, from the first seating; else None."""
    span = compiled(case.edition).steps.get("challenge")
    seated = case.events.filter(action="seat_panel").order_by("at").first() if span else None
    return span.after(timezone.localdate(seated.at)) if seated else None


def open_challenges(case):
    """Challenges on a case that wait for the committee."""
    return case.challenges.filter(state=Challenge.State.FILED).select_related("member", "party")
