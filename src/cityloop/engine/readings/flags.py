"""What is wrong with a reading: one word each, the same however the file is cut into batches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

FLAGS = (
    "ok", "ambiguous", "empty", "unreadable", "no_time", "no_such_hour", "foreign_unit", "impossible", "repeated",
    "conflict", "reset", "stuck", "ahead",
)  # fmt: skip
"""By number. `ok` and `ambiguous` (a single reading in the hour that comes twice) are kept, the others set aside."""

KEPT = (0, 1)
OK, AMBIGUOUS, EMPTY, UNREADABLE, NO_TIME, NO_HOUR, FOREIGN, IMPOSSIBLE, REPEATED, CONFLICT, RESET, STUCK = range(12)
AHEAD = 12


@dataclass(frozen=True, slots=True)
class Limits:
    """What the protocol says of one reading: its possible range, after how many equal ones a sensor is stuck
    (0: never), whether it is a counter that only goes up, and the world time after which nothing was read yet."""

    least: float = -np.inf
    most: float = np.inf
    stuck_after: int = 0
    counter: bool = False
    until: float = np.inf


@dataclass
class Carried:
    """What one batch leaves for the next: the last reading that counted and how often it came in a row, by unit."""

    unit: int = -1
    value: float = np.nan
    run: int = 0


def flagged(
    unit: np.ndarray, at: np.ndarray, value: np.ndarray, flag: np.ndarray, limits: Limits, carried: Carried
) -> tuple[np.ndarray, np.ndarray]:
    """The flags and the values of readings sorted by unit and moment; whole moments only, never half of one.

    `flag` holds what was wrong with a row by itself. A moment with one value several times keeps the first; with
    different values it keeps none. A counter's values become what was counted since the reading before; where it went
    down it was reset, and that reading is set aside.

    >>> flag, value = flagged(np.array([0, 0, 0, 0]), np.array([1, 1, 2, 2]), np.array([5.0, 5.0, 6.0, 7.0]),
    ...                       np.zeros(4, dtype=np.int8), Limits(), Carried())
    >>> [FLAGS[one] for one in flag]
    ['ok', 'repeated', 'conflict', 'conflict']
    """
    flag, value = flag.copy(), value.copy()
    flag[(flag <= AMBIGUOUS) & (at > limits.until)] = AHEAD
    out = (flag <= AMBIGUOUS) & ((value < limits.least) | (value > limits.most))
    flag[out] = IMPOSSIBLE
    _same_moment(unit, at, value, flag)
    kept = np.flatnonzero(flag <= AMBIGUOUS)
    if kept.size:
        if limits.counter:
            _counted(unit, value, flag, kept, carried)
        elif limits.stuck_after:
            _stuck(unit, value, flag, kept, limits.stuck_after, carried)
    return flag, value


def _same_moment(unit: np.ndarray, at: np.ndarray, value: np.ndarray, flag: np.ndarray) -> None:
    kept = np.flatnonzero(flag <= AMBIGUOUS)
    if kept.size < 2:
        return
    new = np.concatenate([[True], (np.diff(unit[kept]) != 0) | (np.diff(at[kept]) != 0)])
    if new.all():
        return
    group = np.cumsum(new) - 1
    first = value[kept][new][group]
    differs = np.zeros(group[-1] + 1, dtype=bool)
    differs[group[value[kept] != first]] = True
    flag[kept[~new & ~differs[group]]] = REPEATED
    flag[kept[differs[group]]] = CONFLICT


def _counted(unit: np.ndarray, value: np.ndarray, flag: np.ndarray, kept: np.ndarray, carried: Carried) -> None:
    """A counter's first reading has nothing before it, and counts as set back too."""
    before = np.concatenate([[carried.value], value[kept][:-1]])
    same = np.concatenate([[unit[kept[0]] == carried.unit], np.diff(unit[kept]) == 0])
    carried.unit, carried.value = int(unit[kept[-1]]), float(value[kept[-1]])
    risen = value[kept] - before
    flag[kept[~same | (risen < 0)]] = RESET
    value[kept] = risen


def _stuck(
    unit: np.ndarray, value: np.ndarray, flag: np.ndarray, kept: np.ndarray, most: int, carried: Carried
) -> None:
    own = value[kept]
    new = np.concatenate([[True], (np.diff(unit[kept]) != 0) | (np.diff(own) != 0)])
    starts = np.flatnonzero(new)
    place = np.arange(kept.size) - starts[np.cumsum(new) - 1] + 1
    if unit[kept[0]] == carried.unit and own[0] == carried.value:
        place[: starts[1] if starts.size > 1 else None] += carried.run
    carried.unit, carried.value, carried.run = int(unit[kept[-1]]), float(own[-1]), int(place[-1])
    flag[kept[place > most]] = STUCK
