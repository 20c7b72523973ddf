"""`behaviour`: which criteria are hard, which separate, on which assessors agree."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from ..calibration.agreement import alpha_of
from ..edition import Edition
from ..evaluation.rows import Ids
from ..text import Text
from .shares import Shares, shares
from .values import FEW, Behaviour

SAME = 1e-12
HARDLY = 0.05
"""A criterion on which fewer than this share of the cases differ from all others hardly separates them."""


def behaviour(edition: Edition, cases: Ids, assessors: Ids, criteria: Ids, marks: Any) -> tuple[Behaviour, ...]:
    """Every marked criterion of `edition`, in the order of the file; the columns as `shares` takes them.

    Item difficulty and corrected item-total correlation as in classical test theory (Lord & Novick 1968); the interval
    by Fisher (1921).

    >>> from cityloop import rulebook
    >>> goods = rulebook.load("digital-public-goods/2021-reviews")
    >>> rows = [("a", "X", "ownership", 1), ("a", "Y", "ownership", 0), ("b", "X", "ownership", 1)]
    >>> found = {b.criterion: b for b in behaviour(goods, *zip(*rows))}["ownership"]
    >>> found.cases, found.marks, found.share, found.agreement
    (2, 3, 0.75, 0.0)
    """
    return described(shares(edition, cases, assessors, criteria, marks))


def described(found: Shares) -> tuple[Behaviour, ...]:
    """The same of marks that are arrays already."""
    levels, table = found.by_level
    return tuple(_one(found, levels, table[:, place], place) for place in range(len(found.criteria)))


def _one(found: Shares, levels: np.ndarray, table: np.ndarray, place: int) -> Behaviour:
    own = found.means[:, place]
    here = np.isfinite(own)
    values = own[here]
    r, low, high = _correlation(values, _elsewhere(found, place)[here])
    agreement, alpha = _agreed(levels, table)
    return Behaviour(
        criterion=found.criteria[place].id,
        cases=len(values),
        marks=int(found.counts[:, place].sum()),
        share=float(values.mean()) if len(values) else None,
        spread=float(values.std(ddof=1)) if len(values) > 1 else None,
        agreement=agreement,
        alpha=alpha,
        discrimination=r,
        low=low,
        high=high,
        notes=tuple(_notes(values, low)),
    )


def _elsewhere(found: Shares, place: int) -> np.ndarray:
    """The mean share of each case on all other criteria it was marked on; NaN where there is none."""
    others = np.delete(found.means, place, axis=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.nanmean(others, axis=1) if others.shape[1] else np.full(len(found.cases), np.nan)


def _agreed(levels: np.ndarray, table: np.ndarray) -> tuple[float | None, float | None]:
    """The share of pairs of assessors of one case that gave the same, and that beyond chance."""
    given = table.sum(axis=1)
    pairs = int((given * (given - 1) // 2).sum())
    if not pairs:
        return None, None
    same = int((table * (table - 1) // 2).sum())
    paired = given > 1
    counts = table[paired].astype(float)
    weighted = counts / (given[paired] - 1)[:, None]
    together = counts.T @ weighted - np.diag(weighted.sum(axis=0))
    beyond = alpha_of(levels, together, "ordinal")
    return same / pairs, beyond if np.isfinite(beyond) else None


def _correlation(x: np.ndarray, y: np.ndarray) -> tuple[float | None, float | None, float | None]:
    both = np.isfinite(y)
    x, y = x[both], y[both]
    if len(x) < 4 or x.std() < SAME or y.std() < SAME:
        return None, None, None
    r = float(np.clip(np.corrcoef(x, y)[0, 1], -0.999999, 0.999999))
    half = 1.959964 / np.sqrt(len(x) - 3)
    return r, float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half))


def _notes(values: np.ndarray, low: float | None) -> list[Text]:
    if len(values) < FEW:
        return [Text("사례 {n}건으로는 판단하지 않음", "{n} cases say nothing yet").format(n=len(values))]
    if values.std() < SAME:
        return [Text("모든 사례가 같은 점수라 아무도 가르지 못함", "every case scores the same: it separates nobody")]
    apart = len(values) - int(np.unique(values.round(9), return_counts=True)[1].max())
    notes = []
    if apart < HARDLY * len(values):
        text = Text(
            "{n}건 중 {k}건만 점수가 달라 거의 가르지 못함", "only {k} of {n} cases differ: it hardly separates"
        )
        notes.append(text.format(n=len(values), k=apart))
    if low is not None and low <= 0:
        notes.append(
            Text(
                "다른 지표와 같은 방향으로 움직인다고 볼 수 없음", "not told from moving apart from the other criteria"
            )
        )
    return notes
