"""What a match takes and gives: criteria, filters, and a shortlist that knows how stable it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cityloop.engine.text import Text

DIRECTIONS = {"max": 1.0, "min": -1.0}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a city wants of a service: more of it (`max`) or less (`min`), and how much that counts.

    Weights need not add up to one; only their proportions matter. `sd` is the standard error of every service's value
    where the effect is uncertain and no better figure is given, in the criterion's unit.
    """

    name: str
    direction: str = "max"
    weight: float = 1.0
    sd: float = 0.0

    def __post_init__(self) -> None:
        if self.direction not in DIRECTIONS:
            raise ValueError(f"{self.name}: direction is 'max' or 'min', not {self.direction!r}")
        if not (0 <= self.weight < np.inf):
            raise ValueError(f"{self.name}: a weight is a number, zero or more, not {self.weight!r}")
        if not (0 <= self.sd < np.inf):
            raise ValueError(f"{self.name}: sd is a number, zero or more, not {self.sd!r}")

    @property
    def sign(self) -> float:
        return DIRECTIONS[self.direction]


@dataclass(frozen=True, slots=True)
class Refused:
    """A service that a filter kept out, and why."""

    id: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Ranked:
    """A service on the shortlist.

    `first`, `top5` and `top10` are the shares of draws in which it ranked so high (SMAA rank acceptability);
    `by_method` is its rank under each method with the stated weights. `missing` names criteria without a value.
    """

    id: str
    rank: int
    score: float
    first: float
    top5: float
    top10: float
    by_method: Mapping[str, int]
    missing: tuple[str, ...]
    reason: Text


@dataclass(frozen=True)
class Shortlist:
    """Services best first, those kept out, and what is to be known about the ranking as a whole.

    `weights` add up to one. `agreement` is the rank correlation (Spearman) of each method with the one chosen.
    `contributions` (m, n), in the order of `ranked`, is what each criterion adds to a service above the median
    service: weight × (standing − median standing), standing from 0 (worst) to 1 (best).
    """

    method: str
    higher_is_better: bool
    ranked: tuple[Ranked, ...]
    refused: tuple[Refused, ...]
    criteria: tuple[Criterion, ...]
    weights: tuple[float, ...]
    agreement: Mapping[str, float]
    contributions: np.ndarray
    draws: int
    notes: tuple[Text, ...]

    def ids(self, count: int | None = None) -> tuple[str, ...]:
        return tuple(entry.id for entry in self.ranked[:count])
