"""The parts of a framework: indicators by which a city is described, and the fields and problems of services."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..text import Text
from .kinds import Count, Currency, Id, NotNegative, Number, Positive, Wording


@dataclass(frozen=True, kw_only=True)
class Titled:
    """A code and its title: a level of data quality."""

    id: Id
    title: Text


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of categories inside an area."""

    id: Id
    area: Id
    title: Text


@dataclass(frozen=True, kw_only=True)
class Category:
    """A category of indicators inside a group."""

    id: Id
    group: Id
    title: Text


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """An indicator as numerator / denominator × scale, in words."""

    numerator: Wording
    denominator: Wording
    scale: Positive = 1


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of several figures that one indicator asks for."""

    id: Id
    title: Text
    direction: Literal["higher", "lower", "none"] | None = None
    quality_class: Count | None = None


@dataclass(frozen=True, kw_only=True)
class Band:
    """A band of goal distance: a value belongs to the first whose limit it keeps; the last has none."""

    name: Id = field(metadata={"key": "is"})
    limit: Number | None = None


@dataclass(frozen=True, kw_only=True)
class Outlay:
    """What is paid out besides people's time: from and to, in one currency."""

    least: NotNegative = field(metadata={"key": "from"})
    most: NotNegative = field(metadata={"key": "to"})
    currency: Currency


@dataclass(frozen=True, kw_only=True)
class Effort:
    """A way to come to know an indicator, and its price: person-days (least, most) and an outlay.

    `shared`: done once, it answers every indicator that is known in this way, as one survey asks many questions.
    """

    id: Id
    title: Text
    days: tuple[NotNegative, NotNegative]
    outlay: Outlay | None = None
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A figure that describes a city. `direction` none means that neither more nor less is better."""

    id: Id
    title: Text
    direction: Literal["higher", "lower", "none"]
    code: str | None = None
    theme: Id | None = None
    category: Id | None = None
    level: Literal["core", "advanced"] | None = None
    unit: Wording | None = None
    logic: Literal["input", "output", "outcome", "impact"] | None = None
    quality_class: Count | None = None
    sdg: tuple[Count, ...] = ()
    ratio: Ratio | None = None
    formula: Ratio | None = None
    parts: tuple[Part, ...] = ()
    goal: Number | None = None
    weight: Positive = 1
    bands: tuple[Band, ...] = ()
    effort: Id | None = None


@dataclass(frozen=True, kw_only=True)
class PeerBasis:
    """The indicators by which a city's peers are chosen, beside the region: of its population, of its income a head."""

    population: Id | None = None
    income: Id | None = None


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of smart-city services, numbered as the Decree numbers it."""

    id: Id
    number: Count
    title: Text


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A city problem, the fields whose services answer it and the indicators on which it shows."""

    id: Id
    title: Text
    fields: tuple[Id, ...]
    indicators: tuple[Id, ...] = ()
