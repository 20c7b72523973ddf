"""Which comparisons contradict the others, and what would fit them: for whoever said them to think again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .weights import BEARABLE, ahp

NOTABLE = 1.5
"""A comparison is named where it is off by this factor from what the others say."""
SCALE = (1, 2, 3, 4, 5, 6, 7, 8, 9)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Of two criteria: how many times as important the first was said to be, and what all other comparisons say.

    `ratio` is the inconsistency that is left when this one comparison is changed to what the others say.
    """

    first: int
    second: int
    said: float
    fits: float
    ratio: float

    @property
    def off(self) -> float:
        """By which factor the statement misses, one or more."""
        return max(self.said / self.fits, self.fits / self.said)


def ahp_contradictions(comparisons: np.ndarray, most: int = 3) -> tuple[Contradiction, ...]:
    """The comparisons whose change would mend most, the worst first; none where the ratio is bearable.

    `fits` is the geometric mean over every third criterion k of (first over k) times (k over second): what the
    comparisons besides this one say of it, within the scale of nine.

    >>> matrix = np.array([[1, 3, 1 / 9], [1 / 3, 1, 3], [9, 1 / 3, 1]])
    >>> worst = ahp_contradictions(matrix)[0]
    >>> (worst.first, worst.second), round(worst.said, 2), worst.fits, abs(round(worst.ratio, 6))
    ((0, 2), 0.11, 9.0, 0.0)
    """
    matrix = np.asarray(comparisons, dtype=float)
    if (ahp(matrix).inconsistency or 0.0) <= BEARABLE:
        return ()
    n = len(matrix)
    found = [_of(matrix, i, j) for i in range(n) for j in range(i + 1, n)]
    named = [one for one in found if one.off >= NOTABLE]
    return tuple(sorted(named, key=lambda one: (round(one.ratio, 9), -one.off, one.first, one.second))[:most])


def _of(matrix: np.ndarray, i: int, j: int) -> Contradiction:
    others = [k for k in range(len(matrix)) if k not in (i, j)]
    told = float(np.exp(np.mean(np.log(matrix[i, others] * matrix[others, j]))))
    fits = round(min(max(told, 1 / SCALE[-1]), float(SCALE[-1])), 12)
    mended = matrix.copy()
    mended[i, j], mended[j, i] = fits, 1 / fits
    return Contradiction(i, j, float(matrix[i, j]), fits, max(float(ahp(mended).inconsistency or 0.0), 0.0))


def best_worst_contradictions(
    best_to_others: Sequence[float], others_to_worst: Sequence[float], most: int = 3
) -> tuple[Contradiction, ...]:
    """Criteria of which the two statements do not fit each other, the worst first.

    Best over j times j over worst should be best over worst (Rezaei 2015). `first` is the best, `second` the
    criterion; `said` is best over it, `fits` what its statement against the worst leaves room for, within 1 to 9.
    `ratio` is the distance |best over j × j over worst − best over worst| relative to its largest possible value.

    >>> found = best_worst_contradictions([1, 2, 8, 8], [8, 4, 6, 1])
    >>> [(one.second, one.said, round(one.fits, 2)) for one in found]
    [(2, 8.0, 1.33)]
    """
    up, down = np.asarray(best_to_others, dtype=float), np.asarray(others_to_worst, dtype=float)
    best, worst = int(np.argmin(up)), int(np.argmin(down))
    whole = float(up[worst])
    largest = max(whole * whole - whole, 1.0)
    found = []
    for j in range(len(up)):
        if j in (best, worst):
            continue
        fits = min(max(whole / float(down[j]), SCALE[0]), SCALE[-1])
        ratio = abs(float(up[j] * down[j]) - whole) / largest
        found.append(Contradiction(best, j, float(up[j]), fits, ratio))
    if down[best] != whole:
        found.append(Contradiction(best, worst, whole, float(down[best]), abs(float(down[best]) - whole) / largest))
    named = [one for one in found if one.ratio > BEARABLE and one.off >= NOTABLE]
    return tuple(sorted(named, key=lambda one: (-one.ratio, one.second))[:most])
