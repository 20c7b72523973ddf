"""What waits for somebody in a call."""

from cityloop.calls.queries import awaiting
from cityloop.calls.queries.choosing_inbox import of_selection
from cityloop.calls.queries.inbox import of_proposals
from cityloop.calls.queries.notices import of_notices
from cityloop.calls.queries.voting_inbox import of_votes


def waiting_for(person, on):
    """What waits for a person in calls; each slice adds its own."""
    if not getattr(person, "pk", None):
        return []
    return [
        *of_notices(person, on),
        *of_proposals(person, on),
        *of_selection(person, on),
        *of_votes(person, on),
        *awaiting.waiting_for(person, on),
    ]
