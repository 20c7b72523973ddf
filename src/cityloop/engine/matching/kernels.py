"""TOPSIS, weighted sum and VIKOR over a table of services × criteria, one weight vector or many at once.

Each kernel is prepared once from the table (what does not depend on weights) and then applied to weights of shape
(n, k), giving scores (m, k). Rows are worked through in blocks that stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .promethee import net_flows

Scorer = Callable[[np.ndarray], np.ndarray]
BLOCK = 4096
ROUNDING = 1e-12


def normalised(weights: np.ndarray) -> np.ndarray:
    """Weights (n,) or (n, k) scaled to add up to one. Raises `ValueError` where one is negative or all are zero.

    >>> normalised([2, 6]).tolist()
    [0.25, 0.75]
    """
    weights = np.asarray(weights, dtype=float)
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError("weights are finite and zero or more")
    total = weights.sum(axis=0)
    if np.any(total == 0):
        raise ValueError("at least one weight is above zero")
    return weights / total


def standings(table: np.ndarray, signs: np.ndarray) -> np.ndarray:
    """Each value's place between the worst (0) and the best (1) of its column; 1 throughout a constant column.

    `table` (m, n), `signs` (n,) +1 where more is better and -1 where less is.

    >>> standings(np.array([[1.0, 5.0], [3.0, 5.0], [2.0, 5.0]]), np.array([-1, 1])).tolist()
    [[1.0, 1.0], [0.0, 1.0], [0.5, 1.0]]
    """
    low, high = table.min(axis=0), table.max(axis=0)
    best, spread = np.where(signs > 0, high, low), high - low
    scale = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 0)
    return 1.0 - np.abs(table - best) * scale


def weighted_sum(table: np.ndarray, signs: np.ndarray) -> Scorer:
    """Simple additive weighting of standings between worst and best; higher is better, between 0 and 1.

    >>> score = weighted_sum(np.array([[10.0, 1.0], [20.0, 3.0]]), np.array([1, -1]))
    >>> score(np.array([0.25, 0.75])).tolist()
    [0.75, 0.25]
    """
    places = standings(table, signs)
    return lambda weights: places @ weights


def topsis(table: np.ndarray, signs: np.ndarray) -> Scorer:
    """Relative closeness to the ideal service; higher is better, between 0 and 1.

    Hwang & Yoon (1981) with the vector norm: columns are divided by their Euclidean length. A service at equal
    distance from both ends, as when all columns are constant, scores 0.5.

    >>> score = topsis(np.array([[3.0, 4.0], [4.0, 3.0]]), np.array([1, 1]))
    >>> score(np.array([0.8, 0.2])).round(3).tolist()
    [0.2, 0.8]
    """
    found = Topsis.of(table, signs)
    return lambda weights: found.closeness(table, found.factors(weights))


@dataclass(frozen=True, slots=True)
class Topsis:
    """What TOPSIS takes from a whole table: the best and the worst of every criterion, and its length."""

    best: np.ndarray
    worst: np.ndarray
    scale: np.ndarray

    @classmethod
    def of(cls, table: np.ndarray, signs: np.ndarray) -> Topsis:
        low, high = table.min(axis=0), table.max(axis=0)
        squared = np.einsum("ij,ij->j", table, table)
        scale = np.divide(1.0, squared, out=np.zeros_like(squared), where=squared > 0)
        return cls(np.where(signs > 0, high, low), np.where(signs > 0, low, high), scale)

    def factors(self, weights: np.ndarray) -> np.ndarray:
        """What the squared distances are multiplied by, for weights (n,) or (n, k)."""
        return (weights.T**2 * self.scale).T

    def closeness(self, rows: np.ndarray, factors: np.ndarray) -> np.ndarray:
        """How near rows of the table stand to the best, against the worst: 0 to 1."""
        closeness = np.empty((len(rows), *factors.shape[1:]))
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            to_best = np.sqrt(np.square(block - self.best) @ factors)
            to_worst = np.sqrt(np.square(block - self.worst) @ factors)
            both = to_best + to_worst
            closeness[start : start + BLOCK] = np.divide(to_worst, both, out=np.full_like(both, 0.5), where=both > 0)
        return closeness

    def squares(self, table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Squared distances to the best and to the worst by criterion; what is missing (NaN) counts as the best."""
        filled = np.where(np.isnan(table), self.best, table)
        return np.square(filled - self.best), np.square(filled - self.worst)


def vikor(table: np.ndarray, signs: np.ndarray, v: float = 0.5) -> Scorer:
    """The compromise measure Q; lower is better, between 0 and 1.

    Opricovic & Tzeng (2004): S adds weighted distances from the best, R is the largest of them, and Q weighs the
    places of S and R between their best and worst by `v` and 1 - `v`. A measure that is equal for all adds nothing.

    >>> score = vikor(np.array([[1.0, 9.0], [3.0, 5.0], [5.0, 1.0]]), np.array([1, 1]))
    >>> score(np.array([0.6, 0.4])).round(3).tolist()
    [1.0, 0.25, 0.167]
    """
    distances = 1.0 - standings(table, signs)

    def score(weights: np.ndarray) -> np.ndarray:
        group = distances @ weights
        regret = np.zeros_like(group)
        for column, weight in zip(distances.T, np.atleast_1d(weights), strict=True):
            np.maximum(regret, np.multiply.outer(column, weight), out=regret)
        return v * _place(group) + (1 - v) * _place(regret)

    return score


def _place(measure: np.ndarray) -> np.ndarray:
    """Between the least (0) and the greatest (1) of each column; a spread of rounding error is none."""
    least = measure.min(axis=0)
    spread = measure.max(axis=0) - least
    return (measure - least) * np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > ROUNDING)


def promethee2(table: np.ndarray, signs: np.ndarray) -> Scorer:
    """PROMETHEE II net flow with the usual preference function; higher is better, between -1 and 1.

    >>> score = promethee2(np.array([[1.0, 9.0], [3.0, 5.0], [5.0, 5.0]]), np.array([1, 1]))
    >>> score(np.array([0.5, 0.5])).tolist()
    [0.0, -0.25, 0.25]
    """

    def flows(j: int) -> np.ndarray:
        return net_flows(signs[j] * table[:, j])

    kept: list[np.ndarray] = []

    def score(weights: np.ndarray) -> np.ndarray:
        if weights.ndim == 1 and not kept:  # once only: no table of flows beside the table itself
            total = np.zeros(len(table))
            for j, weight in enumerate(weights):
                total += weight * flows(j)
            return total
        if not kept:
            kept.append(np.column_stack([flows(j) for j in range(len(signs))]))
        return kept[0] @ weights

    return score


METHODS: dict[str, Callable[[np.ndarray, np.ndarray], Scorer]] = {
    "topsis": topsis,
    "promethee2": promethee2,
    "vikor": vikor,
    "weighted_sum": weighted_sum,
}
LOWER_IS_BETTER = frozenset({"vikor"})
