"""What the rooms above know about services, for the pages that show services. Each registers what it can tell.

The directory lies below certification, living labs and consulting and never asks upward; they tell it, once, how.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cityloop.catalogue.models import Service


@dataclass(frozen=True)
class Fact:
    """One thing that is known: `label` says what, `value` how much, `note` how surely; `href` opens its source."""

    label: str
    value: str = ""
    note: str = ""
    href: str = ""
    share: float | None = None  # of the whole, where it is a part of something
    simulated: bool = False


Tell = Callable[[Sequence[Service], date], Mapping[int, Sequence[Fact]]]


@dataclass(frozen=True)
class Issued:
    """Who certified a service and from when: what the certificate says, for linked data."""

    on: date
    issuer: Mapping[str, str]  # `ko`, `en`; nothing where it is not known
    address: str


@dataclass(frozen=True)
class Section:
    """What one room knows under one heading: facts of each service by its key."""

    id: str
    title: str
    facts: Mapping[int, Sequence[Fact]] = field(default_factory=dict)


_TELLERS: dict[str, tuple[str, Tell]] = {}


def register_knowledge(id: str, title, tell: Tell) -> None:
    """Let a room tell what it knows: `tell(services, on)` gives facts by the key of a service. Called when it is ready.

    `title` is translated when it is shown. The order of registration is the order on the page.
    """
    _TELLERS[id] = (title, tell)


def known_of(services: Sequence[Service], on: date) -> list[Section]:
    """What all rooms know of these services; headings under which nothing is known are left out."""
    sections = [Section(id, str(title), tell(services, on)) for id, (title, tell) in _TELLERS.items()]
    return [section for section in sections if any(section.facts.values())]


_ISSUERS: list[Callable[[Sequence[Service]], Mapping[int, Issued]]] = []


def register_issuer(tell: Callable[[Sequence[Service]], Mapping[int, Issued]]) -> None:
    """Let the room that issues certificates tell of the one that a service has: `tell(services)` by key of service."""
    _ISSUERS[:] = [tell]


def issued(services: Sequence[Service]) -> dict[int, Issued]:
    """Who certified these services, and from when; those without a certificate of ours are left out."""
    return {pk: one for tell in _ISSUERS for pk, one in tell(services).items()}


_OFFERS: list[Callable] = []


def register_offer(offer: Callable) -> None:
    """Let a room above offer a person a way on: `offer(person, on)` gives pairs of label and address."""
    _OFFERS.append(offer)


def offers_for(person, on: date) -> list[tuple[str, str]]:
    """What the rooms above offer a person in the directory."""
    return [pair for offer in _OFFERS for pair in offer(person, on)] if person.is_authenticated else []
