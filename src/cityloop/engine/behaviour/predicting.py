"""`predictions`: how marks go with what came of the cases later, and whether that can be told from chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata
from scipy.stats import t as student

from ..text import Text
from .shares import Shares

OUTCOME_FEW = 10
"""Below this many cases with an outcome no coefficient is given."""
SMALL = 0.3
"""A correlation nearer to nothing than this predicts nothing worth having."""
FALSE_SHARE = 0.05
"""Of the criteria said to predict, at most so many on average do not (Benjamini & Hochberg 1995)."""

VERDICTS: Mapping[str, Text] = {
    "few": Text("사례 부족", "too few cases"),
    "flat": Text("가르지 못함", "separates nobody"),
    "predicts": Text("예측함", "predicts"),
    "against": Text("반대로 움직임", "goes the other way"),
    "nothing": Text("예측하지 못함", "predicts nothing"),
    "open": Text("판단할 수 없음", "cannot be told"),
}


@dataclass(frozen=True, slots=True)
class Prediction:
    """How the shares on one criterion go with one outcome over `cases` cases that have both.

    `r` is Spearman's, `low` and `high` its 95 % interval (Bonett & Wright 2000), `p` its chance under no relation. The
    four are None where the cases are fewer than `OUTCOME_FEW`, or where one of the two does not vary.
    """

    criterion: str
    cases: int
    r: float | None
    low: float | None
    high: float | None
    p: float | None
    verdict: str


def predictions(found: Shares, outcome: Mapping[str, float]) -> tuple[Prediction, ...]:
    """Every marked criterion against `outcome`, a number by case where higher is better."""
    known = np.array([outcome.get(case, np.nan) for case in found.cases], dtype=float)
    measured = [_measured(found, place, known) for place in range(len(found.criteria))]
    tested = [one.p for one in measured if one.p is not None]
    line = _line(np.array(tested))
    return tuple(_judged(one, line) for one in measured)


def _measured(found: Shares, place: int, known: np.ndarray) -> Prediction:
    criterion, own = found.criteria[place].id, found.means[:, place]
    both = np.isfinite(own) & np.isfinite(known)
    many = int(both.sum())
    if many < OUTCOME_FEW:
        return Prediction(criterion, many, None, None, None, None, "few")
    x, y = rankdata(own[both].round(9)), rankdata(known[both])
    if x.std() == 0 or y.std() == 0:
        return Prediction(criterion, many, None, None, None, None, "flat")
    r = float(np.clip(np.corrcoef(x, y)[0, 1], -0.999999, 0.999999))
    low, high = interval(r, many)
    p = float(2 * student.sf(abs(r) * np.sqrt((many - 2) / (1 - r * r)), many - 2))
    return Prediction(criterion, many, r, low, high, p, "")


def interval(r: float, cases: int) -> tuple[float, float]:
    """The 95 % interval of Spearman's r: Fisher's z with the variance (1 + r²/2) / (n - 3).

    >>> [round(end, 3) for end in interval(0.5, 50)]
    [0.241, 0.692]
    """
    half = 1.959964 * np.sqrt((1 + r * r / 2) / (cases - 3))
    return float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half))


def _line(p: np.ndarray) -> float:
    """The largest p that still counts, of all that were tested together; nothing counts at -1."""
    ordered = np.sort(p)
    under = np.flatnonzero(ordered <= FALSE_SHARE * np.arange(1, len(p) + 1) / max(len(p), 1))
    return float(ordered[under[-1]]) if len(under) else -1.0


def _judged(one: Prediction, line: float) -> Prediction:
    if one.r is None or one.low is None or one.high is None or one.p is None:
        return one
    if one.p <= line and (one.low > 0 or one.high < 0):
        verdict = "predicts" if one.r > 0 else "against"
    elif one.low > -SMALL and one.high < SMALL:
        verdict = "nothing"
    else:
        verdict = "open"
    return Prediction(one.criterion, one.cases, one.r, one.low, one.high, one.p, verdict)
