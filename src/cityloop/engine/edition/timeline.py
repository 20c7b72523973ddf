"""Which edition is in force on a day, and for which profiles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .edition import Edition

_STANDING = ("in_force", "mock", "retired", "draft")


def state_on(edition: Edition, day: date, profile: str | None = None) -> str:
    """`draft`, `mock`, `in_force` or `retired` on a day, for a profile or, without one, for the furthest profile.

    The latest stage that has begun and concerns the profile decides; before the first an edition is a draft. An
    edition without a timeline, such as a framework, is always in force.

    >>> from cityloop import rulebook
    >>> service = rulebook.load("smart-city-service/2026")
    >>> state_on(service, date(2026, 7, 1), "transport"), state_on(service, date(2026, 7, 1), "environment_energy")
    ('in_force', 'mock')
    """
    if not edition.timeline:
        return "in_force"
    if profile is None and edition.profiles:
        states = {_state(edition, day, one.id) for one in edition.profiles}
        return next(state for state in _STANDING if state in states)
    return _state(edition, day, profile)


def in_force_on(editions: Iterable[Edition], id: str, day: date, profile: str | None = None) -> Edition | None:
    """The edition of `id` in force on a day: of several the one whose stage began last; None where there is none.

    >>> from cityloop import rulebook
    >>> in_force_on(rulebook.editions("call"), "k-city-network", date(2025, 3, 1)).edition
    '2025'
    """
    standing = [one for one in editions if one.id == id and state_on(one, day, profile) == "in_force"]
    return max(standing, key=lambda one: (_began(one, day, profile), one.edition), default=None)


def _state(edition: Edition, day: date, profile: str | None) -> str:
    begun = [stage for stage in edition.timeline if stage.since <= day and _concerns(stage.profiles, profile)]
    return max(begun, key=lambda stage: stage.since).state if begun else "draft"


def _began(edition: Edition, day: date, profile: str | None) -> date:
    begun = (stage.since for stage in edition.timeline if stage.since <= day and _concerns(stage.profiles, profile))
    return max(begun, default=date.min)


def _concerns(profiles: tuple[str, ...], profile: str | None) -> bool:
    return not profiles or profile is None or profile in profiles
