"""What a diagnosis takes and gives: indicators, observations, peers, findings, themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from cityloop.engine.text import Text

QUALITY_LEVELS = ("measured", "survey", "higher_level", "assumption", "personal", "untraceable")
"""The six levels of data quality, best first (U4SSC collection methodology); the last is not a value at all."""


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of an indicator's scale, as the framework publishes it; the worst band has no limit."""

    name: str
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing measured. `direction` is `higher` or `lower` (better), or None where nobody said which.

    `goal` is the published target and `floor` the value that counts as no progress at all, both in `unit`; `bands`
    run from best to worst. `weight` counts inside the theme's sum.
    """

    id: str
    theme: str = ""
    direction: str | None = None
    goal: float | None = None
    floor: float | None = None
    bands: tuple[Band, ...] = ()
    weight: float = 1.0
    unit: str = ""

    def __post_init__(self) -> None:
        if self.direction not in ("higher", "lower", None):
            raise ValueError(f"{self.id}: direction is 'higher', 'lower' or None, not {self.direction!r}")
        if not self.weight >= 0:
            raise ValueError(f"{self.id}: a weight is zero or more, not {self.weight!r}")


@dataclass(frozen=True)
class Observations:
    """Values of cities × indicators; NaN where nobody measured. `years` (NaN: not said) and `quality` ("": not said)
    have the same shape, or are None where the source gives neither.
    """

    cities: tuple[str, ...]
    indicators: tuple[str, ...]
    values: np.ndarray
    years: np.ndarray | None = None
    quality: np.ndarray | None = None

    def __post_init__(self) -> None:
        shape = (len(self.cities), len(self.indicators))
        for name in ("values", "years", "quality"):
            array = getattr(self, name)
            if array is not None and np.shape(array) != shape:
                raise ValueError(f"{name} has shape {np.shape(array)}, not cities x indicators {shape}")
        if len(set(self.cities)) < shape[0] or len(set(self.indicators)) < shape[1]:
            raise ValueError("a city or an indicator is named twice")
        if np.isinf(self.values).any():
            raise ValueError("a value is infinite")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a city is compared on when peers are chosen; None where it is not stated.

    `income` is a class ("upper middle") or an amount per head; `observed` counts the indicators that have a value.
    """

    city: str
    population: float | None = None
    region: str | None = None
    income: str | float | None = None
    observed: int = 0


@dataclass(frozen=True, slots=True)
class Peer:
    """A city to be compared with, and why it was taken."""

    city: str
    reason: Text


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The peers, nearest first, and the rule by which they were taken."""

    peers: tuple[Peer, ...]
    rule: Text

    @property
    def cities(self) -> tuple[str, ...]:
        return tuple(peer.city for peer in self.peers)


@dataclass(frozen=True, slots=True)
class Finding:
    """One indicator of one city. Percentiles run from 0 (worst of all) to 100 (best), whatever the direction.

    `percentile` is None without a value; `low` and `high` hold it whatever the missing values turn out to be.
    `achieved` is the way from the floor to the goal, 0 to 100. `band` is the framework's, else that of the goal.
    """

    indicator: str
    theme: str
    direction: str | None
    value: float | None
    peer_median: float | None
    percentile: float | None
    low: float
    high: float
    band: str | None
    achieved: float | None
    peers_with_value: int
    year: int | None
    quality: str | None
    weight: float
    note: Text


@dataclass(frozen=True, slots=True)
class ThemeSummary:
    """A theme as cumulative sums and counts, which add up over themes; a mean is taken once, at the end.

    `total` is the sum of weight × percentile over the indicators that have one and `weight` the sum of those weights;
    `low_total`, `high_total` and `whole_weight` run over all indicators, missing ones included.
    """

    theme: str
    total: float
    weight: float
    count: int
    missing: int
    low_total: float
    high_total: float
    whole_weight: float

    @property
    def mean(self) -> float | None:
        return self.total / self.weight if self.weight else None

    @property
    def low(self) -> float | None:
        return self.low_total / self.whole_weight if self.whole_weight else None

    @property
    def high(self) -> float | None:
        return self.high_total / self.whole_weight if self.whole_weight else None


@dataclass(frozen=True)
class Diagnosis:
    """A city against its peers: one finding per indicator, a sum per theme, and the sum of it all."""

    city: str
    peers: PeerGroup
    findings: tuple[Finding, ...]
    themes: tuple[ThemeSummary, ...]
    overall: ThemeSummary
    notes: tuple[Text, ...] = field(default=())

    def weakest(self, count: int = 5) -> tuple[Finding, ...]:
        """The indicators on which the city stands lowest among its peers; those without a percentile never count."""
        known = [finding for finding in self.findings if finding.percentile is not None]
        return tuple(sorted(known, key=lambda finding: (finding.percentile, finding.indicator))[:count])


def as_float(value: float) -> float | None:
    """A number as a plain float, None for NaN."""
    return None if np.isnan(value) else float(value)


def find(names: Sequence[str], name: str, what: str) -> int:
    """Where `name` stands in `names`. Raises `KeyError` that names it."""
    try:
        return list(names).index(name)
    except ValueError:
        raise KeyError(f"{what} {name!r} is not among the observations") from None
