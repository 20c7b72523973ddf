"""What a roadmap is made from and what it is: services, limits, wishes; a year for each service, or a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cityloop.engine.text import Text


@dataclass(frozen=True)
class Services:
    """What could be done: arrays of shape (n,), in the order of `ids`.

    `capex` falls in the first year, `opex` in every later one, `staff` is bound from the first year on, `benefit` is
    what the service is worth when it starts in the first year of all, `year_min` the earliest year it can start.
    """

    ids: tuple[str, ...]
    capex: np.ndarray
    opex: np.ndarray
    staff: np.ndarray
    benefit: np.ndarray
    year_min: np.ndarray

    def __post_init__(self) -> None:
        if len(set(self.ids)) < len(self.ids):
            raise ValueError("a service is listed twice")
        for name in ("capex", "opex", "staff", "benefit"):
            array = getattr(self, name)
            if np.shape(array) != (len(self.ids),):
                raise ValueError(f"{name} has shape {np.shape(array)}, not {(len(self.ids),)}")
            if not np.isfinite(array).all() or (array < 0).any():
                raise ValueError(f"{name} holds a number that is negative or not finite")
        if np.shape(self.year_min) != (len(self.ids),) or (self.year_min < 1).any():
            raise ValueError("year_min holds a whole number from 1 on for every service")


@dataclass(frozen=True)
class Limits:
    """What can be spent: `budgets` and `staff` by year (y,), `budget` over all years, `discount` by first year (y,).

    None means no limit, and a discount of one throughout.
    """

    budgets: tuple[float, ...]
    budget: float | None = None
    staff: tuple[float, ...] | None = None
    discount: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        if not self.budgets:
            raise ValueError("a roadmap has at least one year")
        for name in ("staff", "discount"):
            values = getattr(self, name)
            if values is not None and len(values) != len(self.budgets):
                raise ValueError(f"{name} has {len(values)} years, the budgets have {len(self.budgets)}")
        numbers = [*self.budgets, self.budget or 0.0, *(self.staff or ()), *(self.discount or ())]
        if not all(np.isfinite(number) and number >= 0 for number in numbers):
            raise ValueError("limits and discounts are finite numbers, zero or more")

    @property
    def years(self) -> int:
        return len(self.budgets)


@dataclass(frozen=True)
class Links:
    """How services depend on each other, as pairs of positions.

    `precedence` (before, after): before starts no later than after, where after is chosen. `exclusions` (a, b): at most
    one. `synergies` (a, b) with `bonus`: worth so much more where both are chosen, in whatever year.
    """

    precedence: tuple[tuple[int, int], ...] = ()
    exclusions: tuple[tuple[int, int], ...] = ()
    synergies: tuple[tuple[int, int], ...] = ()
    bonus: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if len(self.bonus) != len(self.synergies):
            raise ValueError("every synergy has one bonus")
        for name in ("precedence", "exclusions", "synergies"):
            if any(a == b for a, b in getattr(self, name)):
                raise ValueError(f"{name} links a service with itself")


@dataclass(frozen=True)
class Task:
    """Services, limits, links, and what somebody insists on, by position.

    `required` services start in whatever year; `pinned` ones in the year given, or never (0).
    """

    services: Services
    limits: Limits
    links: Links = Links()
    required: frozenset[int] = frozenset()
    pinned: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if any(not 0 <= year <= self.limits.years for year in self.pinned.values()):
            raise ValueError("a service is pinned to a year of the roadmap, or to 0")

    @property
    def wanted(self) -> frozenset[int]:
        """Services that must be there, in whatever year or in a given one."""
        return self.required | {i for i, year in self.pinned.items() if year}

    @property
    def discount(self) -> np.ndarray:
        return np.array(self.limits.discount or (1.0,) * self.limits.years)


@dataclass(frozen=True, slots=True)
class Use:
    """One limit: how much of it is used, and what one unit more would be worth in the linear relaxation."""

    id: str
    name: Text
    used: float
    limit: float
    price: float

    @property
    def binding(self) -> bool:
        return self.limit - self.used <= 1e-9 * max(1.0, self.limit)


@dataclass(frozen=True)
class Roadmap:
    """The years found, the value, and how far from the best possible that can be.

    `years` (n,) is the first year of each service, 0 where it is not chosen. `objective` and `feasible` are recomputed
    from the data, whatever a solver said; `bound` is proven; `gap` is (bound - objective) / bound. `reasons` are in the
    order of the services. `stopped` says that the time ran out, or somebody ended the search, before the gap was
    reached.
    """

    years: np.ndarray
    objective: float
    bound: float
    gap: float
    stopped: bool
    uses: tuple[Use, ...]
    reasons: tuple[Text, ...]
