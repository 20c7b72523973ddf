"""`effort`: how long it takes to mark a criterion, from the moments at which marks were saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..evaluation.rows import Ids, coded

PAUSE = 30 * 60
"""Seconds after which somebody did something else: a longer gap between two saved marks is no time of marking."""
FEWEST = 5
"""Below this many timed marks nothing is said."""


@dataclass(frozen=True, slots=True)
class Effort:
    """The minutes from one saved mark to the next: how many could be timed, the median and the middle half.

    The minutes are None where fewer than `FEWEST` could be timed.
    """

    criterion: str
    timed: int
    minutes: float | None
    quick: float | None
    slow: float | None


def effort(sheets: Ids, criteria: Ids, seconds: Any, names: Sequence[str]) -> tuple[Effort, ...]:
    """For each criterion of `names` how long it took; a row is one saved mark, `seconds` when it was saved.

    Timed is the first save of a criterion on a sheet, from the save before it on that sheet. Marks saved together
    share a moment and time nothing, nor does the first one, or one after a pause of more than `PAUSE`.

    >>> found = effort(["s"] * 7, list("abcdefg"), [0, 60, 120, 180, 180, 5000, 5120], "b")
    >>> found[0].timed, found[0].minutes
    (1, None)
    """
    (_, sheet), (ids, criterion) = coded(sheets), coded(criteria)
    seconds = np.asarray(seconds, dtype=float)
    order = np.lexsort([np.arange(len(seconds)), seconds, sheet])
    sheet, criterion, seconds = sheet[order].astype(np.int64), criterion[order].astype(np.int64), seconds[order]
    gap = np.diff(seconds, prepend=seconds[:1])
    follows = np.diff(sheet, prepend=-1) == 0
    alone = _alone(sheet, seconds)
    first = np.zeros(len(seconds), dtype=bool)
    first[np.unique(sheet * max(len(ids), 1) + criterion, return_index=True)[1]] = True
    timed = first & follows & alone & (gap > 0) & (gap <= PAUSE)
    place = {id: at for at, id in enumerate(ids)}
    return tuple(_one(name, gap[timed & (criterion == place.get(name, -1))] / 60) for name in names)


def _alone(sheet: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    """Whether nothing else was saved on the same sheet at the same moment."""
    if not len(seconds):
        return np.zeros(0, dtype=bool)
    starts = (np.diff(sheet, prepend=-1) != 0) | (np.diff(seconds, prepend=np.nan) != 0)
    run = np.cumsum(starts) - 1
    return np.bincount(run)[run] == 1


def _one(name: str, minutes: np.ndarray) -> Effort:
    if len(minutes) < FEWEST:
        return Effort(name, len(minutes), None, None, None)
    quick, middle, slow = np.percentile(minutes, [25, 50, 75]).tolist()
    return Effort(name, len(minutes), middle, quick, slow)
