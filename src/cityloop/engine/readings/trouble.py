"""What no single reading shows: a sensor that drifts away from the others, one whose scale changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

LEAST_PERIODS = 6
FOLD = 50
"""A mean so many times that of the period before is no change of the air but of the scale."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How far a unit moved away from the middle of the others over the time looked at, in the outcome's unit."""

    unit: str
    moved: float
    straight: float


def drifting(means: Mapping[str, Mapping[int, float]], share: float = 0.25, straight: float = 0.8) -> tuple[Drift, ...]:
    """Units whose distance from the median of all goes steadily one way: by `share` of the median or more, along a
    line that explains `straight` of it or more.

    >>> steady = {name: {period: 10.0 + (period % 2) for period in range(12)} for name in "abcd"}
    >>> away = {period: 10.0 + (period % 2) + 0.5 * period for period in range(12)}
    >>> [found.unit for found in drifting({**steady, "e": away})]
    ['e']
    """
    if len(means) < 3:
        return ()
    periods = sorted({period for one in means.values() for period in one})
    middle = {p: float(np.median([one[p] for one in means.values() if p in one])) for p in periods}
    found = []
    for unit, one in means.items():
        own = np.array(sorted(one))
        if own.size < LEAST_PERIODS:
            continue
        away = np.array([one[p] - middle[p] for p in own.tolist()])
        if np.ptp(away) == 0:
            continue
        slope, level = np.polyfit(own - own[0], away, 1)
        explained = 1 - np.var(away - level - slope * (own - own[0])) / np.var(away)
        moved = slope * float(own[-1] - own[0])
        usual = abs(float(np.median([middle[p] for p in own.tolist()]))) or 1.0
        if abs(moved) >= share * usual and explained >= straight:
            found.append(Drift(unit, float(moved), float(explained)))
    return tuple(found)


def jumping(means: Mapping[str, Mapping[int, float]], fold: float = FOLD) -> tuple[tuple[str, int], ...]:
    """Units and periods whose mean is `fold` times that of the period before, or as small a part of it.

    >>> jumping({"a": {1: 40.0, 2: 0.041, 3: 0.04}, "b": {1: 3.0, 2: 5.0}})
    (('a', 2),)
    """
    found = []
    for unit, one in means.items():
        periods = sorted(one)
        for earlier, later in pairwise(periods):
            low, high = sorted((abs(one[earlier]), abs(one[later])))
            if low > 0 and high / low >= fold:
                found.append((unit, later))
    return tuple(found)
