"""One criterion over many cases at once: aggregated marks and shares, as numpy arrays.

A plane holds the marks on one criterion, shape (seats, cases): NaN where a seat gave none, `NA_CODE` for NA,
`UNUSABLE` for a mark that cannot be used. The same rules as `criteria` and `shares`, which judge one case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..edition import Criterion
from .marks import LARGEST, TINY, scale
from .shares import method_for

NA_CODE = -np.inf
UNUSABLE = np.inf


@dataclass(frozen=True)
class Tally:
    """What a plane comes to, arrays over cases: the aggregated `value` (NaN where there is none), how many NA, how
    many numbers, and whether something was unusable."""

    value: np.ndarray
    numbers: np.ndarray
    not_applicable: np.ndarray
    unusable: np.ndarray

    @property
    def mostly_na(self) -> np.ndarray:
        """Where strictly more than half of those who answered said NA."""
        return self.not_applicable > self.numbers


def tally(criterion: Criterion, plane: np.ndarray, method: str) -> Tally:
    """Put the marks of each case together.

    >>> from cityloop import rulebook
    >>> goods = rulebook.load("digital-public-goods/2021-reviews")
    >>> tally(goods.criteria[0], np.array([[1, 1], [1, 0], [np.nan, np.nan]]), "majority").value
    array([1., 0.])
    """
    method = method_for(criterion, method)
    finite = np.isfinite(plane)
    if finite.all():
        numbers = np.full(plane.shape[1], len(plane))
        none = np.zeros(plane.shape[1], dtype=int)
        usable = np.asarray(_usable(criterion, plane).all(axis=0))
        return Tally(_together(method, plane, None, numbers), numbers, none, ~usable)
    numbers = finite.sum(axis=0)
    unusable = (plane == UNUSABLE).any(axis=0) | (finite & ~_usable(criterion, plane)).any(axis=0)
    return Tally(_together(method, plane, finite, numbers), numbers, (plane == NA_CODE).sum(axis=0), unusable)


def shares(criterion: Criterion, value: np.ndarray) -> np.ndarray:
    """The share of its weight that each value earns; NaN stays NaN. As `shares.share_of`, over an array."""
    if criterion.marked:
        return np.clip(value / criterion.highest, 0, 1)
    if not criterion.points:
        return np.clip(value, 0, 1)
    points = np.array(sorted(criterion.points), dtype=float)
    if criterion.between == "line":
        return np.interp(value, points[:, 0], points[:, 1])
    return _step_shares(criterion, points, value)


def _step_shares(criterion: Criterion, points: np.ndarray, value: np.ndarray) -> np.ndarray:
    x, y = points[:, 0], points[:, 1]
    if criterion.direction == "lower":
        best = np.append(np.maximum.accumulate(y[::-1])[::-1], y.min())
        found = best[np.searchsorted(x, value, side="left")]
    else:
        best = np.insert(np.maximum.accumulate(y), 0, y.min())
        found = best[np.searchsorted(x, value, side="right")]
    return np.where(np.isnan(value), np.nan, found)


def _usable(criterion: Criterion, plane: np.ndarray) -> np.ndarray:
    """Which finite marks are on the criterion's scale; any number that is not absurd for a measurement."""
    if criterion.kind == "formula":
        return np.zeros(plane.shape, dtype=bool)
    allowed = np.array(scale(criterion), dtype=float)
    if not allowed.size:
        return np.abs(plane) <= LARGEST
    steps = np.diff(allowed)
    with np.errstate(invalid="ignore"):
        if np.ptp(steps) <= TINY:
            position = (plane - allowed[0]) / steps[0]
            nearest = np.rint(position)
            inside = (nearest >= 0) & (nearest < len(allowed))
            return inside & (np.abs(position - nearest) * steps[0] <= TINY)
        above = np.searchsorted(allowed, plane).clip(1, len(allowed) - 1)
        return np.minimum(np.abs(plane - allowed[above]), np.abs(plane - allowed[above - 1])) <= TINY


def _together(method: str, plane: np.ndarray, finite: np.ndarray | None, numbers: np.ndarray) -> np.ndarray:
    """The aggregated value of each case; NaN where it has no number. `finite` None means that every mark is there."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if method in ("median", "majority"):
            return _by_rank(method, plane if finite is None else np.where(finite, plane, np.inf), numbers)
        if method == "unanimous":
            least = plane.min(axis=0) if finite is None else np.where(finite, plane, np.inf).min(axis=0)
            return np.where(numbers > 0, least, np.nan)
        return _by_mean(method, plane, finite, numbers)


def _by_mean(method: str, plane: np.ndarray, finite: np.ndarray | None, numbers: np.ndarray) -> np.ndarray:
    total = plane.sum(axis=0) if finite is None else np.where(finite, plane, 0).sum(axis=0)
    if method == "mean":
        return total / numbers
    high = plane.max(axis=0) if finite is None else np.where(finite, plane, -np.inf).max(axis=0)
    low = plane.min(axis=0) if finite is None else np.where(finite, plane, np.inf).min(axis=0)
    return np.where(numbers >= 3, (total - high - low) / (numbers - 2), total / numbers)


def _by_rank(method: str, plane: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    ordered = np.sort(plane, axis=0)

    def at(position: Any) -> np.ndarray:
        return np.take_along_axis(ordered, np.clip(position, 0, len(plane) - 1)[None], axis=0)[0]

    if method == "majority":
        value = at(numbers - 1 - numbers // 2)
    else:
        value = (at((numbers - 1) // 2) + at(numbers // 2)) / 2
    return np.where(numbers > 0, value, np.nan)
