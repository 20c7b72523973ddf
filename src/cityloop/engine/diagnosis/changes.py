"""What changed since the year before: each indicator beside its own last value, and among the same peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .standing import SAME, standing
from .values import Indicator, as_float


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator in two years. `turn` is `better`, `worse` or `same`, or `moved` where no direction is stated.

    `place` and `place_before` are percentiles among the same values of the same peers, None without a peer's value.
    """

    indicator: str
    year: int
    year_before: int
    value: float
    before: float
    turn: str
    place: float | None
    place_before: float | None

    @property
    def difference(self) -> float:
        return self.value - self.before

    @property
    def share(self) -> float | None:
        """The difference in percent of the earlier value; None where that is zero."""
        return 100 * self.difference / abs(self.before) if self.before else None


def changes(
    series: Mapping[str, Mapping[int, float]], indicators: Sequence[Indicator], peers: Mapping[str, Sequence[float]]
) -> tuple[Change, ...]:
    """The latest value of every indicator beside the one of the latest year before it, in the order of `indicators`.

    `series` are the city's values by indicator and year, `peers` what the peers have now. An indicator with values of
    fewer than two years is left out: without a year, nothing is said to have changed.

    >>> air = Indicator("pm25", "air", "lower")
    >>> found = changes({"pm25": {2023: 22.0, 2025: 18.0, 2020: 30.0}}, [air], {"pm25": [20.0, 17.0]})[0]
    >>> found.year_before, found.turn, found.place_before, found.place, round(found.share, 1)
    (2023, 'better', 0.0, 50.0, -18.2)
    """
    found = []
    for indicator in indicators:
        years = sorted(series.get(indicator.id, ()))
        if len(years) < 2:
            continue
        before, now = (series[indicator.id][year] for year in years[-2:])
        place_before, place = _places([before, now], indicator, peers.get(indicator.id, ()))
        turn = _turn(before, now, indicator.direction)
        found.append(Change(indicator.id, years[-1], years[-2], now, before, turn, place, place_before))
    return tuple(found)


def _places(values: Sequence[float], indicator: Indicator, peers: Sequence[float]) -> tuple[float | None, ...]:
    """The percentile of each value among the peers."""
    if not len(peers) or indicator.direction is None:
        return (None,) * len(values)
    sign = np.array([-1.0 if indicator.direction == "lower" else 1.0])
    column = np.array(peers, dtype=float)[:, None]
    return tuple(as_float(standing(np.array([value]), column, sign).percentile[0]) for value in values)


def _turn(before: float, now: float, direction: str | None) -> str:
    if abs(now - before) <= SAME * abs(before):
        return "same"
    if direction is None:
        return "moved"
    return "better" if (now > before) == (direction == "higher") else "worse"
