"""Where weights come from: what people say (AHP, best-worst, swing) or what the values show (entropy, CRITIC)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from cityloop.engine.text import Text

from .kernels import standings

RANDOM_INDEX = (0.0, 0.0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59)
"""Mean consistency index of random reciprocal matrices of 1 to 15 criteria (Saaty 2008)."""

BEARABLE = 0.1
"""Saaty's rule: a consistency ratio above this asks for the comparisons to be made again."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights that add up to one; `inconsistency` is 0 where the statements agree (None where there are none)."""

    values: np.ndarray
    inconsistency: float | None = None
    note: Text | None = None


def ahp(comparisons: np.ndarray) -> Weights:
    """Weights from pairwise comparisons (n, n): entry i, j says how many times as important i is as j.

    The principal eigenvector of the reciprocal matrix; `inconsistency` is the consistency ratio (Saaty 1980), for up
    to 15 criteria. Raises `ValueError` where the matrix is not positive and reciprocal.

    >>> weights = ahp(np.array([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]))
    >>> weights.values.round(3).tolist(), abs(weights.inconsistency) < 1e-9
    ([0.571, 0.286, 0.143], True)
    """
    matrix = np.asarray(comparisons, dtype=float)
    n = len(matrix)
    if matrix.shape != (n, n) or not (np.isfinite(matrix).all() and (matrix > 0).all()):
        raise ValueError("comparisons are a square matrix of positive numbers")
    if not np.allclose(matrix * matrix.T, 1, rtol=1e-2):
        raise ValueError("comparisons are reciprocal: entry j, i is one over entry i, j")
    if n > len(RANDOM_INDEX):
        raise ValueError(f"at most {len(RANDOM_INDEX)} criteria can be compared in pairs, not {n}")
    values, vectors = np.linalg.eig(matrix)
    top = int(np.argmax(values.real))
    weights = np.abs(vectors[:, top].real)
    index = (values[top].real - n) / (n - 1) if n > 2 else 0.0
    ratio = float(index / RANDOM_INDEX[n - 1]) if n > 2 else 0.0
    return Weights(weights / weights.sum(), ratio, _again(ratio))


def _again(ratio: float) -> Text | None:
    if ratio <= BEARABLE:
        return None
    return Text(
        "비교가 서로 어긋남(비일관성 {r:.2f} > 0.10): 다시 비교하십시오",
        "the comparisons contradict each other ({r:.2f} > 0.10): compare again",
    ).format(r=ratio)


def best_worst(best_to_others: Sequence[float], others_to_worst: Sequence[float]) -> Weights:
    """Weights from how much the best criterion outweighs each, and how much each outweighs the worst (1 to 9).

    The linear best-worst method (Rezaei 2016): the weights whose ratios miss the statements by the least possible
    `inconsistency`, found by linear programming. Where several criteria share a 1, the first counts as the best or
    worst. Raises `ValueError` for statements below 1 or without a best (1 among
    `best_to_others`) or worst (1 among `others_to_worst`) criterion.

    >>> weights = best_worst([1, 2, 4], [4, 2, 1])
    >>> weights.values.round(3).tolist(), round(abs(weights.inconsistency), 6)
    ([0.571, 0.286, 0.143], 0.0)
    """
    up, down = np.asarray(best_to_others, dtype=float), np.asarray(others_to_worst, dtype=float)
    if up.shape != down.shape or up.ndim != 1 or not (np.isfinite(up).all() and np.isfinite(down).all()):
        raise ValueError("both lists have one number for every criterion")
    if up.min(initial=1) < 1 or down.min(initial=1) < 1 or 1 not in up or 1 not in down:
        raise ValueError("statements are 1 or more, with a 1 at the best and at the worst criterion")
    n, best, worst = len(up), int(np.argmin(up)), int(np.argmin(down))
    eye = np.eye(n)
    misses = np.vstack([eye[best] - up[:, None] * eye, eye - down[:, None] * eye[worst]])
    rows = np.vstack([np.column_stack([side * misses, -np.ones(2 * n)]) for side in (1, -1)])
    whole = np.append(np.ones(n), 0.0)[None, :]
    found = linprog(np.append(np.zeros(n), 1.0), A_ub=rows, b_ub=np.zeros(4 * n), A_eq=whole, b_eq=[1.0])
    return Weights(found.x[:n], float(found.x[n]), _again(float(found.x[n])))


def swing(points: Sequence[float]) -> Weights:
    """Weights from points for moving each criterion from its worst to its best value, 100 for the most wanted move.

    Von Winterfeldt & Edwards (1986). Raises `ValueError` for negative points or none at all.

    >>> swing([100, 60, 40]).values.tolist()
    [0.5, 0.3, 0.2]
    """
    given = np.asarray(points, dtype=float)
    if not np.isfinite(given).all() or (given < 0).any() or given.sum() <= 0:
        raise ValueError("points are zero or more, and at least one is above zero")
    return Weights(given / given.sum())


def entropy(table: np.ndarray) -> Weights:
    """More weight to criteria whose values (m, n) are spread less evenly (Shannon entropy; Zeleny 1982).

    Values must be zero or more, since shares of the column sum are taken; missing ones are left out. A constant
    column gets nothing. Raises `ValueError` for negative values, or where no column varies.

    >>> entropy(np.array([[1.0, 5.0], [3.0, 5.0]])).values.tolist()
    [1.0, 0.0]
    """
    if (table < 0).any():
        raise ValueError("entropy weights need values that are zero or more; use CRITIC instead")
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = table / np.nansum(table, axis=0)
        terms = np.where(shares > 0, shares * np.log(shares), 0.0)
        known = (~np.isnan(table)).sum(axis=0)
        spread = np.where(known > 1, 1 + terms.sum(axis=0) / np.log(known), 0.0)
    return _shared(np.where(_constant(table), 0.0, np.nan_to_num(spread)))


def critic(table: np.ndarray, signs: np.ndarray) -> Weights:
    """More weight to criteria that vary and that other criteria do not repeat.

    CRITIC (Diakoulaki, Mavrotas & Papayannakis 1995): the standard deviation of standings between worst and best,
    times the sum of one minus the correlation with every other criterion. Missing values stand at the median; a
    constant column gets nothing. Raises `ValueError` where no column varies.

    >>> table = np.array([[1.0, 9.0, 5.0], [2.0, 8.0, 5.0], [4.0, 6.0, 5.0]])
    >>> critic(table, np.array([1, 1, 1])).values.round(3).tolist()
    [0.5, 0.5, 0.0]
    """
    varies = ~_constant(table)
    if not varies.any():
        return _shared(np.zeros(table.shape[1]))
    kept = table[:, varies]
    places = standings(np.where(np.isnan(kept), np.nanmedian(kept, axis=0), kept), signs[varies])
    conflict = (1 - np.atleast_2d(np.corrcoef(places, rowvar=False))).sum(axis=0)
    content = np.zeros(table.shape[1])
    content[varies] = places.std(axis=0, ddof=1) * (conflict if varies.sum() > 1 else 1.0)
    return _shared(content)


def _constant(table: np.ndarray) -> np.ndarray:
    """Columns without two different values."""
    high = np.where(np.isnan(table), -np.inf, table).max(axis=0)
    return ~(high > np.where(np.isnan(table), np.inf, table).min(axis=0))


def _shared(content: np.ndarray) -> Weights:
    content = np.clip(content, 0, None)
    if content.sum() <= 0:
        raise ValueError("no criterion separates the services, so their values cannot give weights")
    return Weights(content / content.sum())
