"""How far an effect hangs on choices that could have been otherwise: the window, and who was always measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cityloop.engine.impossible import Impossible
from cityloop.engine.text import Text

from .cells import NEVER, Cells, starts_of
from .did import did
from .values import Check

WINDOWS = Text(
    "기간을 {a}~{b}개로 달리하면 효과는 {low:.3g}에서 {high:.3g}까지로 나타남",
    "with windows of {a} to {b} periods the effect lies between {low:.3g} and {high:.3g}",
)
ONE_WINDOW = Text("다른 기간으로 다시 계산할 자료가 없음", "no other window can be computed from these measurements")
MISSING = Text(
    "측정값이 없는 칸: 처치 {t:.1%}, 비교 {o:.1%}. 빠짐없이 측정된 단위만으로는 효과가 {v:.3g}",
    "cells without a reading: treated {t:.1%}, others {o:.1%}; with units measured throughout, the effect is {v:.3g}",
)
COMPLETE = Text("측정값이 없는 칸이 없음", "no cell is without a reading")
NONE_COMPLETE = Text(
    "측정값이 없는 칸: 처치 {t:.1%}, 비교 {o:.1%}. 빠짐없이 측정된 단위만으로는 계산할 수 없음",
    "cells without a reading: treated {t:.1%}, others {o:.1%}; too few units were measured throughout to compare",
)
FAR = 0.5
"""A check is not passed where the effect changes its sign or by more than this part of itself."""


@dataclass(frozen=True, slots=True)
class Windowed:
    """The effect with a window of so many periods on each side of the start."""

    window: int
    value: float


def windowed(cells: Cells, starts: Mapping[str, str], window: int) -> tuple[Windowed, ...]:
    """The effect by difference-in-differences with half the window, three quarters, the window, and half as much again.

    >>> from .cells import cells_of
    >>> rows = [(u, str(t), v + (t >= 4) * 2.0 * (u == "a")) for u, v in (("a", 5.0), ("b", 3.0)) for t in range(8)]
    >>> [(one.window, round(one.value, 6)) for one in windowed(cells_of(rows), {"a": "4"}, 4)]
    [(2, 2.0), (3, 2.0), (4, 2.0)]
    """
    first = starts_of(cells, starts)
    begin, last = int(first.min()), len(cells.periods) - 1
    found = []
    for size in sorted({max(1, window // 2), max(1, window * 3 // 4), window, window + window // 2}):
        low, high = begin - size, int(first[first < NEVER].max()) + size - 1
        if low < 0 or high > last:
            continue
        try:
            value = did(cells.between(low, high), np.where(first < NEVER, first - low, NEVER)).value
        except (Impossible, ValueError):
            continue
        found.append(Windowed(size, value))
    return tuple(found)


def window_check(cells: Cells, starts: Mapping[str, str], window: int) -> tuple[Check, tuple[Windowed, ...]]:
    """Whether the effect keeps its sign and most of its size when the window is another."""
    found = windowed(cells, starts, window)
    if len(found) < 2:
        return Check("window", float("nan"), None, None, ONE_WINDOW), found
    values = [one.value for one in found]
    own = next((one.value for one in found if one.window == window), values[-1])
    farthest = max(values, key=lambda value: abs(value - own))
    passed = abs(farthest - own) <= FAR * abs(own)
    sizes = [one.window for one in found]
    says = WINDOWS.format(a=min(sizes), b=max(sizes), low=min(values), high=max(values))
    return Check("window", farthest, None, passed, says), found


def missing_check(cells: Cells, first: np.ndarray, own: float) -> Check:
    """Whether the effect stays where only units count that were measured in every period.

    >>> from .cells import cells_of
    >>> rows = [("a", "1", 5.0), ("a", "2", 9.0), ("b", "1", 3.0), ("b", "2", 4.0), ("c", "1", 2.0)]
    >>> check = missing_check(cells_of(rows), np.array([1, NEVER, NEVER]), 3.0)
    >>> check.passed, round(check.value, 6)
    (True, 3.0)
    """
    ever = first < NEVER
    held = np.bincount(cells.unit, minlength=len(cells.units))
    present, periods = held > 0, len(cells.periods)
    gone = [1 - held[side & present].sum() / max(1, (side & present).sum() * periods) for side in (ever, ~ever)]
    if not any(gone):
        return Check("missing", own, None, True, COMPLETE)
    whole = held == periods
    says = {"t": gone[0], "o": gone[1]}
    try:
        value = did(cells.take(whole[cells.unit]), first).value
    except (Impossible, ValueError):
        return Check("missing", float("nan"), None, None, NONE_COMPLETE.format(**says))
    passed = abs(value - own) <= FAR * abs(own)
    return Check("missing", value, None, passed, MISSING.format(v=value, **says))
