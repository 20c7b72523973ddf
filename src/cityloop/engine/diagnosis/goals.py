"""How far along the way to its goal a value is, and in which band that puts it."""

from __future__ import annotations

import math

from cityloop.engine.text import Text

from .values import Indicator

GOAL_BANDS = ((95.0, "reached"), (66.0, "near"), (33.0, "halfway"), (-math.inf, "far"))
"""Goal-distance practice: at least 95 %, 66 to 95 %, 33 to 66 %, below 33 % of the way."""

BAND_TITLES = {
    "reached": Text("목표 달성", "goal reached"),
    "near": Text("목표 근접", "near the goal"),
    "halfway": Text("목표 진행 중", "on the way"),
    "far": Text("목표와 거리 있음", "far from the goal"),
}


def achieved(value: float, indicator: Indicator, worst: float) -> float | None:
    """Percent of the way from the floor to the goal, kept within 0 and 100; None without a goal or a direction.

    100 (value - floor) / (goal - floor), the usual goal-distance formula. `worst`, the worst value among the city
    and its peers, stands in where the framework states no floor; without either (NaN) there is no way to measure. A
    value that meets the goal is at 100.

    >>> pm25 = Indicator("pm25", direction="lower", goal=10)
    >>> achieved(15, pm25, worst=30), achieved(8, pm25, worst=30)
    (75.0, 100.0)
    """
    if indicator.goal is None or indicator.direction is None:
        return None
    sign = 1 if indicator.direction == "higher" else -1
    if sign * value >= sign * indicator.goal:
        return 100.0
    floor = worst if indicator.floor is None else indicator.floor
    if math.isnan(floor):
        return None
    if sign * (value - floor) <= 0:
        return 0.0
    return min(100.0, 100 * (value - floor) / (indicator.goal - floor))


def band(value: float, indicator: Indicator, done: float | None) -> str | None:
    """The framework's band of a value, else the goal-distance band of `done` percent, else None.

    A value belongs to the first band whose limit it keeps (lower: value <= limit, higher: value >= limit).

    >>> from .values import Band
    >>> pm25 = Indicator("pm25", direction="lower", bands=(Band("green", 10), Band("yellow", 17.5), Band("red")))
    >>> band(17.5, pm25, None), band(18, pm25, None), band(5, Indicator("x", direction="lower", goal=4), 80.0)
    ('yellow', 'red', 'near')
    """
    if indicator.bands and indicator.direction:
        sign = 1 if indicator.direction == "higher" else -1
        keeps = (b.name for b in indicator.bands if b.limit is None or sign * value >= sign * b.limit)
        return next(keeps, None)
    return None if done is None else next(name for least, name in GOAL_BANDS if done >= least)
