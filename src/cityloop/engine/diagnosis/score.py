"""One number for a whole city, for whoever insists: never without the interval that says how little it means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .values import Diagnosis, Finding

DRAWS = 2_000
LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Score:
    """The mean percentile over the indicators, 0 to 100, and where 90 % of the draws lie.

    `least` and `most` assume nothing: every missing value at its worst, or at its best.
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

    Drawn anew each time, together: which of the known indicators somebody else would have asked (a bootstrap), how they
    would have weighed them (the framework's weights times draws of an exponential, which is a uniform draw of weights
    where all are equal), and where each would stand if the peers' missing values were known (even between the bounds
    of its finding). What the city itself does not know is not guessed: `least` and `most` say what it could do.

    >>> from .diagnose import diagnose
    >>> from .peers import named_peers
    >>> from .values import Indicator, Observations
    >>> seen = Observations(("a", "b", "c"), ("x", "y"), np.array([[2.0, 1.0], [1.0, 2.0], [0.0, 3.0]]))
    >>> asked = [Indicator("x", "t", "higher"), Indicator("y", "t", "higher")]
    >>> found = score(diagnose("a", seen, asked, named_peers(["b", "c"])), seed=1)
    >>> found.value, found.low, found.high, found.least
    (50.0, 0.0, 100.0, 50.0)
    """
    known = [one for one in found.findings if one.weight > 0 and one.direction and one.percentile is not None]
    if not known:
        return None
    overall = found.overall
    drawn = _draws(np.random.default_rng(seed), known, draws)
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    value = overall.total / overall.weight
    least, most = (total / overall.whole_weight for total in (overall.low_total, overall.high_total))
    return Score(value, min(float(low), value), max(float(high), value), least, most, draws, seed)


def _draws(rng: np.random.Generator, known: list[Finding], draws: int) -> np.ndarray:
    count, shape = len(known), (draws, len(known))
    weights, low, high = (np.array([getattr(one, name) for one in known]) for name in ("weight", "low", "high"))
    places = np.array([one.percentile for one in known], dtype=float)
    chosen = rng.multinomial(count, np.full(count, 1 / count), size=draws)
    weighed = chosen * weights * rng.exponential(size=shape)
    values = np.where(low == high, places, low + (high - low) * rng.random(shape))
    return (weighed * values).sum(axis=1) / weighed.sum(axis=1)
