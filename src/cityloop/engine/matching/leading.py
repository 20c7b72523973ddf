"""Which services can be among the first ten of a draw, so that only these are scored exactly (TOPSIS).

Closeness rises with the ratio of the two squared distances, to the worst over to the best. For a draw let L be the
tenth greatest ratio of some services: whoever has less than L is not among the first ten of all. Whether a service
reaches it in any draw is the sign of one product of matrices, counted in single precision with a margin far above its
rounding; a missing value is taken to be the best there is. So nobody is left out who could be counted.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .kernels import Topsis

FIRST = 10
MARGIN = 1e-3
TRIED, TAKEN = 24, 40
BLOCK = 512
DRAWS_AT_ONCE = 50


class Field:
    """All services against each other: what stays the same from draw to draw."""

    def __init__(self, found: Topsis, table: np.ndarray, tried: np.ndarray):
        """`table` (m, n) may hold NaN; `tried` (n, k) are factors of draws in which somebody is to stand high."""
        to_best, to_worst = found.squares(table)
        certain = np.flatnonzero(~np.isnan(table).any(axis=1))
        self.size, self.all = len(table), len(certain) <= FIRST
        high = _high(to_best[certain], to_worst[certain], tried)
        self.to_best, self.to_worst = to_best[certain[high]], to_worst[certain[high]]
        self.sides = np.ascontiguousarray(np.hstack([to_worst, -to_best]).T, dtype=np.float32)

    def contenders(self, factors: np.ndarray) -> np.ndarray:
        """Rows that may be among the first ten of a draw, by `factors` (n, k): indices, ascending.

        >>> table = np.array([[float(i), float(i)] for i in range(40)])
        >>> found = Topsis.of(table, np.array([1, 1]))
        >>> factors = found.factors(np.array([[0.5], [0.5]]))
        >>> Field(found, table, factors).contenders(factors).tolist()
        [30, 31, 32, 33, 34, 35, 36, 37, 38, 39]
        """
        if self.all:
            return np.arange(self.size)
        limit = self._tenth(factors)
        both = np.vstack([factors, factors * limit * (1 - MARGIN)])
        both = (both / both.max(axis=0)).astype(np.float32).T
        reach = np.zeros(self.size, dtype=bool)
        for start in range(0, self.size, BLOCK):
            reach[start : start + BLOCK] = (both @ self.sides[:, start : start + BLOCK]).max(axis=0) >= 0
        return np.flatnonzero(reach)

    def _tenth(self, factors: np.ndarray) -> np.ndarray:
        """The tenth greatest ratio of each draw among services that stand high, (k,): no more than that of all."""
        ratios = _ratio(self.to_best, self.to_worst, factors)
        place = max(len(ratios) - FIRST, 0)
        return np.partition(ratios, place, axis=0)[place]


def _high(to_best: np.ndarray, to_worst: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """Services that stand high in a few of the draws, the few being spread over all."""
    few = factors[:, np.linspace(0, factors.shape[1] - 1, TRIED, dtype=int)]
    taken = min(TAKEN, len(to_best))
    if not taken:
        return np.arange(0)
    ratios = _ratio(to_best, to_worst, few)
    return np.unique(np.argpartition(-ratios, taken - 1, axis=0)[:taken])


def _ratio(to_best: np.ndarray, to_worst: np.ndarray, factors: np.ndarray) -> np.ndarray:
    return (to_worst @ factors) / np.maximum(to_best @ factors, np.finfo(float).tiny)


def leading_scores(
    table: np.ndarray, signs: np.ndarray, drawn: np.ndarray, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows and their scores (rows, batch), batch after batch; whoever is left out is not among the first ten.

    A missing cell takes in each draw the value of another service, in the order in which `stability` draws them.
    """
    missing = np.isnan(table)
    if not missing.any():
        found = Topsis.of(table, signs)
        factors = found.factors(drawn)
        rows = Field(found, table, factors).contenders(factors)
        for start in range(0, drawn.shape[1], DRAWS_AT_ONCE):
            yield rows, found.closeness(table[rows], factors[:, start : start + DRAWS_AT_ONCE])
        return
    columns = [_Column(table[:, j], missing[:, j]) for j in range(table.shape[1])]
    known = np.where(missing, np.nanmin(table, axis=0), table)
    found = Topsis.of(known, signs)
    field = Field(found, table, found.factors(drawn))
    for start in range(0, drawn.shape[1], DRAWS_AT_ONCE):
        weights = drawn[:, start : start + DRAWS_AT_ONCE]
        yield _batch(found, field, table, missing, columns, weights, rng)


class _Column:
    """The known values of a criterion and where it has none."""

    def __init__(self, column: np.ndarray, missing: np.ndarray):
        self.known, self.gaps = column[~missing], np.flatnonzero(missing)
        self.squared, self.total = self.known**2, float((column[~missing] ** 2).sum())

    def length(self, pick: np.ndarray) -> float:
        """The squared length of the column with what was picked for its gaps."""
        return self.total + float(self.squared[pick].sum())

    def draw(self, rng: np.random.Generator) -> np.ndarray:
        """Which of the known values each gap takes."""
        return rng.integers(0, len(self.known), size=len(self.gaps)) if len(self.gaps) else self.gaps


def _batch(
    found: Topsis,
    field: Field,
    table: np.ndarray,
    missing: np.ndarray,
    columns: list[_Column],
    weights: np.ndarray,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Some draws: what each gap takes, who can lead then, and the scores of those."""
    picks = [[column.draw(rng) for column in columns] for _draw in range(weights.shape[1])]
    lengths = np.array([[c.length(pick) for c, pick in zip(columns, row, strict=True)] for row in picks]).T
    factors = weights**2 * np.divide(1.0, lengths, out=np.zeros(weights.shape), where=lengths > 0)
    rows = field.contenders(factors)
    scores = np.empty((len(rows), weights.shape[1]))
    places = [np.searchsorted(column.gaps, rows) for column in columns]
    holes = [np.flatnonzero(missing[rows, j]) for j in range(table.shape[1])]
    values = table[rows].copy()
    for k, row in enumerate(picks):
        for j, (column, pick) in enumerate(zip(columns, row, strict=True)):
            values[holes[j], j] = column.known[pick[places[j][holes[j]]]]
        scores[:, k] = found.closeness(values, factors[:, k])
    return rows, scores
