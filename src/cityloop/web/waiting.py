"""What waits for a person, gathered from every app that has something to say."""

from importlib import import_module

from django.utils import timezone

ROOMS = ("certification", "consulting", "calls", "feedback", "outbox")


def waiting_for(person, on=None):
    """Everything that waits for a person, the most urgent first.

    Each room answers `queries.waiting_for(person, on)` with `organisations.waiting.Waiting` values.
    """
    if not getattr(person, "is_authenticated", False):
        return []
    on = on or timezone.localdate()
    found = [item for room in ROOMS for item in import_module(f"cityloop.{room}.queries").waiting_for(person, on)]
    return sorted(found, key=lambda item: (item.due is None, item.due, item.since))


def count_waiting(person) -> int:
    """How many things wait for a person."""
    return len(waiting_for(person))
