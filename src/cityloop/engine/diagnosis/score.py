"""One number for a whole city, for whoever insists: never without the interval that says how little it means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .values import Diagnosis

DRAWS = 2_000
LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Score:
    """The mean percentile over the indicators, 0 to 100, and where 90 % of the draws lie.

    `least` and `most` are what no draw can leave: every missing value at its worst, or at its best.
    """

    value: float
    low: float
    high: float
    least: float
    most: float
    draws: int
    seed: int


def score(found: Diagnosis, *, seed: int, draws: int = DRAWS) -> Score | None:
    """The weighted mean of the percentiles with its interval; None where no indicator has one.

    Three things that nobody knows are drawn anew each time, together: which indicators somebody else would have
    asked (a bootstrap over the indicators), how they would have weighed them (the framework's weights times draws of
    an exponential, which is a uniform draw of weights where all are equal), and the values that are missing (even
    between the bounds of each finding: 0 to 100 where the city's own value is missing).

    >>> from .diagnose import diagnose
    >>> from .peers import named_peers
    >>> from .values import Indicator, Observations
    >>> seen = Observations(("a", "b", "c"), ("x", "y"), np.array([[2.0, 1.0], [1.0, 2.0], [0.0, 3.0]]))
    >>> asked = [Indicator("x", "t", "higher"), Indicator("y", "t", "higher")]
    >>> found = score(diagnose("a", seen, asked, named_peers(["b", "c"])), seed=1)
    >>> found.value, found.low, found.high, found.least
    (50.0, 0.0, 100.0, 50.0)
    """
    merit = [finding for finding in found.findings if finding.weight > 0 and finding.direction]
    if found.overall.mean is None:
        return None
    weights = np.array([finding.weight for finding in merit])
    low, high = (np.array([getattr(finding, end) for finding in merit]) for end in ("low", "high"))
    known = np.array([np.nan if finding.percentile is None else finding.percentile for finding in merit])
    drawn = _draws(np.random.default_rng(seed), weights, low, high, known, draws)
    ends = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    overall = found.overall
    return Score(overall.mean, float(ends[0]), float(ends[1]), overall.low, overall.high, draws, seed)


def _draws(
    rng: np.random.Generator, weights: np.ndarray, low: np.ndarray, high: np.ndarray, known: np.ndarray, draws: int
) -> np.ndarray:
    shape = (draws, len(weights))
    chosen = rng.multinomial(len(weights), np.full(len(weights), 1 / len(weights)), size=draws)
    weighed = chosen * weights * rng.exponential(size=shape)
    values = np.where((low == high) & ~np.isnan(known), known, low + (high - low) * rng.random(shape))
    return (weighed * values).sum(axis=1) / weighed.sum(axis=1)
