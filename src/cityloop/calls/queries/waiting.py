"""What waits for somebody in a call."""

from cityloop.calls.queries import awaiting


def waiting_for(person, on):
    """What waits for a person in calls; each slice adds its own."""
    return [*awaiting.waiting_for(person, on)]
