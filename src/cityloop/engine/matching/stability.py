"""How often a service would rank so high if the weights, or the effects, were a little different (SMAA)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .kernels import LOWER_IS_BETTER, METHODS
from .leading import leading_scores

CELLS_AT_ONCE = 4_000_000
"""Scores held in memory at once while drawing."""
LONG = 2_000
"""From so many services on it pays to find out first who can lead at all."""


@dataclass(frozen=True, slots=True)
class Acceptability:
    """Shares of draws, (m,) each: ranked first, among the first five, among the first ten. Ties share the best rank."""

    first: np.ndarray
    top5: np.ndarray
    top10: np.ndarray
    draws: int

    def of(self, rows: Sequence[int]) -> Acceptability:
        """The shares of some services, in this order."""
        return Acceptability(self.first[rows], self.top5[rows], self.top10[rows], self.draws)


def draw_weights(weights: np.ndarray, draws: int, rng: np.random.Generator, trust: float = 1.0) -> np.ndarray:
    """Weight vectors around the stated ones, (n, draws), each adding up to one; a weight of zero stays zero.

    Dirichlet with mean `weights` and concentration `trust` × (number of weights above zero). With equal weights and
    trust 1 every weight vector is equally likely, the classical SMAA of Lahdelma, Hokkanen & Salminen (1998); a
    greater trust keeps closer to what was stated.

    >>> drawn = draw_weights(np.array([0.5, 0.5, 0.0]), 4, np.random.default_rng(1))
    >>> drawn.shape, drawn[2].tolist(), drawn.sum(axis=0).round(12).tolist()
    ((3, 4), [0.0, 0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0])
    """
    drawn = np.zeros((len(weights), draws))
    above = weights > 0
    shape = trust * above.sum() * weights[above] / weights.sum()
    drawn[above] = rng.dirichlet(shape, size=draws).T
    return drawn


def acceptability(
    table: np.ndarray,
    signs: np.ndarray,
    weights: np.ndarray,
    *,
    method: str = "topsis",
    draws: int = 1000,
    seed: int = 1,
    trust: float = 1.0,
    sd: np.ndarray | None = None,
    progress: Callable[[int], bool] | None = None,
) -> Acceptability:
    """Rank acceptability over weights and, where a value is missing or has a standard error, over effects as well.

    `table` (m, n) may hold NaN: in each draw such a cell takes the value of another service, chosen at random from
    its column. `sd` (m, n) are standard errors of normal, independent cells. `progress` is told the number of draws
    done and stops the run by returning False; the shares are then of the draws done. Method: SMAA-2, Lahdelma &
    Salminen (2001).

    >>> table = np.array([[1.0, 0.0], [0.0, 1.0], [0.1, 0.1]])
    >>> sure = acceptability(table, np.array([1, 1]), np.array([0.5, 0.5]), draws=200, method="weighted_sum")
    >>> float(sure.first[:2].sum()), float(sure.first[2]), sure.top5.tolist()
    (1.0, 0.0, [1.0, 1.0, 1.0])
    """
    if draws < 1:
        raise ValueError(f"at least one draw is needed, not {draws}")
    rng = np.random.default_rng(seed)
    counts, done = np.zeros((3, len(table)), dtype=np.int64), 0
    for rows, scores in _draws(table, signs, weights, method, draws, trust, sd, rng):
        counts[:, rows] += _counts(-scores if method in LOWER_IS_BETTER else scores)
        done += scores.shape[1]
        if progress is not None and progress(done) is False:
            break
    first, top5, top10 = counts / done
    return Acceptability(first, top5, top10, done)


def _draws(
    table: np.ndarray,
    signs: np.ndarray,
    weights: np.ndarray,
    method: str,
    draws: int,
    trust: float,
    sd: np.ndarray | None,
    rng: np.random.Generator,
) -> Iterator[tuple[np.ndarray | slice, np.ndarray]]:
    """Rows and their scores (rows, batch) until all draws are done.

    Of a long table only those rows that can be among the first ten; else all of them, one draw at a time where the
    table itself is uncertain.
    """
    exact = sd is None or not sd.any()
    if method == "topsis" and exact and len(table) >= LONG:
        yield from leading_scores(table, signs, draw_weights(weights, draws, rng, trust), rng)
        return
    certain = exact and not np.isnan(table).any()
    batch = max(1, CELLS_AT_ONCE // max(1, len(table))) if certain else 1
    score = METHODS[method](table, signs) if certain else None
    drawn = draw_weights(weights, draws, rng, trust)
    for start in range(0, draws, batch):
        scorer = score or METHODS[method](_perturbed(table, sd, rng), signs)
        yield slice(None), scorer(drawn[:, start : start + batch])


def _perturbed(table: np.ndarray, sd: np.ndarray | None, rng: np.random.Generator) -> np.ndarray:
    drawn = table.copy()
    if sd is not None:
        drawn += sd * rng.standard_normal(table.shape)
    for column in drawn.T:
        missing = np.isnan(column)
        if missing.any():
            column[missing] = rng.choice(column[~missing], missing.sum())
    return drawn


def _counts(scores: np.ndarray) -> np.ndarray:
    """In how many draws (columns) each row reaches the score of the 1st, 5th and 10th, (3, m)."""
    m = len(scores)
    places = [max(m - place, 0) for place in (1, 5, 10)]
    limits = np.partition(scores, sorted(set(places)), axis=0)[places]
    return np.stack([(scores >= limit).sum(axis=1) for limit in limits])
