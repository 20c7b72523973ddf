"""Looks for trouble before the start: trends that already differed, and effects before there was a cause."""

from __future__ import annotations

import numpy as np

from cityloop.engine.impossible import Impossible
from cityloop.engine.text import Text

from .cells import NEVER, Cells
from .did import did
from .placebo import permutation
from .regression import regress, trend
from .values import Check

SUSPECT = 0.1
"""A check below this p value is not passed: more is asked of a check than of an effect."""

NO_TREND = Text("시작 전 추세를 볼 기간이 부족함", "too few periods before the start to see a trend")
NO_PAST = Text("시작 전 가짜 시점을 시험할 기간이 부족함", "too few periods before the start for a placebo start")
TREND = Text(
    "시작 전 처치 단위의 추세는 다른 단위보다 기간당 {v:.3g} 다름 (p = {p:.2f})",
    "before the start the treated units' trend differed from the others' by {v:.3g} a period (p = {p:.2f})",
)
PAST = Text(
    "실제보다 이른 {t}에 시작했다고 보면 효과는 {v:.3g} (p = {p:.2f})",
    "had it started at {t}, when it had not, the effect would be {v:.3g} (p = {p:.2f})",
)


def pre_trend(cells: Cells, first: np.ndarray, *, few: bool, seed: int = 1) -> Check:
    """Whether treated units drifted away from the others before anything started.

    The difference of linear trends over the periods before the earliest start, with unit and period effects; its p
    value by permutation where treated units are `few`, else clustered by unit.

    >>> from .cells import cells_of
    >>> rows = [(u, t, float(v)) for u, vs in {"a": (5, 6, 9), "b": (3, 4, 4), "c": (3, 3, 3)}.items()
    ...         for t, v in zip("123", vs)]
    >>> check = pre_trend(cells_of(rows), np.array([2, NEVER, NEVER]), few=True)
    >>> round(check.value, 3), round(check.p, 2)
    (0.5, 1.0)
    """
    start = int(first.min())
    if start < 2:
        return Check("pre_trend", float("nan"), None, None, NO_TREND)
    past = cells.between(0, start - 1)
    seen = np.bincount(past.unit, minlength=len(past.units)) >= 2
    try:
        slope = regress(past, trend(past, first))
    except Impossible:
        return Check("pre_trend", float("nan"), None, None, NO_TREND)
    p = permutation(past, first, regressor=trend, eligible=seen, seed=seed).p if few else slope.p
    return _check("pre_trend", slope.value, p, TREND, "")


def placebo_start(cells: Cells, first: np.ndarray, window: int | None, *, few: bool, seed: int = 1) -> Check:
    """The effect that a start before the true one would show, on cells from before the true one only.

    `cells` reach back as far as there are any; the pretended start is `window` periods earlier, or halfway where the
    past is shorter than two windows.

    >>> from .cells import cells_of
    >>> rows = [(u, t, float(v)) for u, vs in {"a": (5, 6, 9), "b": (3, 4, 4), "c": (3, 3, 3)}.items()
    ...         for t, v in zip("123", vs)]
    >>> round(placebo_start(cells_of(rows), np.array([2, NEVER, NEVER]), None, few=True).value, 3)
    0.5
    """
    start = int(first.min())
    if start < 2:
        return Check("placebo_start", float("nan"), None, None, NO_PAST)
    pretended = start - window if window and start >= 2 * window else (start + 1) // 2
    begin = pretended - window if window and pretended >= window else 0
    past = cells.between(begin, start - 1)
    moved = np.where(first < NEVER, pretended - begin, NEVER)
    try:
        effect = did(past, moved)
        p = permutation(past, moved, seed=seed).p if few else effect.p
    except Impossible:
        return Check("placebo_start", float("nan"), None, None, NO_PAST)
    return _check("placebo_start", effect.value, p, PAST, cells.periods[pretended])


def _check(name: str, value: float, p: float | None, says: Text, at: str) -> Check:
    shown = float("nan") if p is None else p
    return Check(name, value, p, None if p is None else p >= SUSPECT, says.format(v=value, p=shown, t=at))
