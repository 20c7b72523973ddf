"""What waits for somebody in a call."""


def waiting_for(person, on):
    """What waits for a person in calls; each slice adds its own."""
    return []
