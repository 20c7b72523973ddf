"""What waits for a person, gathered from every app that has something to say."""

from importlib import import_module

from django.core.cache import cache
from django.utils import timezone

from cityloop.audit.queries import head

KEPT = 3600
"""Seconds after which a count that nobody asks for is forgotten."""

ROOMS = ("certification", "livinglabs", "consulting", "calls", "feedback", "ledger", "outbox")


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
    """How many things wait for a person: counted anew only when something was done since, or on another day.

    Whatever changes it is an action, and every action moves the head of the audit chain.
    """
    if not getattr(person, "is_authenticated", False):
        return 0
    on = timezone.localdate()
    key = f"waiting:{person.code}:{on}:{head().hash}"
    return cache.get_or_set(key, lambda: len(waiting_for(person, on)), KEPT)
