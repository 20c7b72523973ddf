"""What is due in living labs, once an hour: votes that have closed are counted."""

from cityloop.livinglabs.actions import count_ballot
from cityloop.livinglabs.queries.ballots import closed_uncounted
from cityloop.outbox.due import register_due


def count_closed(*, on, at) -> list[str]:
    """Every vote that has closed is counted; none waits for somebody to press a button."""
    return [f"{one.code}: {count_ballot(actor=None, at=at, ballot=one).cast}" for one in closed_uncounted(at)]


def register() -> None:
    """Tell the hourly job; called once, when the room is ready."""
    register_due("livinglabs.count_closed", count_closed)
