"""How the criteria of an edition behaved over the marks so far: which are hard, which separate, which agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .edition import Criterion, Edition
from .text import Text

Shares = Mapping[str, Mapping[str, float]]
"""By criterion, by case: a mean share."""

FEW = 10
"""Below this many cases nothing is said of a criterion but the counts."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One criterion over all cases that were marked on it.

    `share`: mean of marks divided by the highest mark, so low is hard. `spread`: standard deviation of the cases'
    shares. `agreement`: share of pairs of assessors of one case who gave the same mark. `discrimination`: correlation
    of the case's share here with its share on everything else, with its 95 % interval (`low`, `high`) by Fisher's z.
    None where it is not defined: nobody marked, one case, no pair, no variation.
    """

    criterion: str
    cases: int
    marks: int
    share: float | None
    spread: float | None
    agreement: float | None
    discrimination: float | None
    low: float | None
    high: float | None
    notes: tuple[Text, ...]


def behaviour(
    edition: Edition,
    cases: Sequence[str],
    assessors: Sequence[str],
    criteria: Sequence[str],
    marks: Sequence[float],
) -> tuple[Behaviour, ...]:
    """Every marked criterion of `edition`, in the order of the file. The columns are of one length: a row is one mark.

    Of two rows for the same case, assessor and criterion the later counts; rows of unknown criteria and marks that are
    no number are left out. Item difficulty and corrected item-total correlation as in classical test theory (Lord &
    Novick 1968); the interval by Fisher (1921).

    >>> from cityloop import rulebook
    >>> goods = rulebook.load("digital-public-goods/2021-reviews")
    >>> rows = [("a", "X", "ownership", 1), ("a", "Y", "ownership", 0), ("b", "X", "ownership", 1)]
    >>> found = {b.criterion: b for b in behaviour(goods, *zip(*rows))}["ownership"]
    >>> found.cases, found.marks, found.share, found.agreement
    (2, 3, 0.75, 0.0)
    """
    counting: dict[tuple[str, str, str], float] = {}
    for case, assessor, criterion, mark in zip(cases, assessors, criteria, marks, strict=True):
        known = edition.criterion(criterion)
        if known is not None and known.marked and mark is not None and np.isfinite(mark):
            counting[case, assessor, criterion] = float(mark) / (known.highest or 1)
    shares = _shares(counting)
    return tuple(_one(criterion, counting, shares) for criterion in edition.criteria if criterion.marked)


def _shares(counting: Mapping[tuple[str, str, str], float]) -> dict[str, dict[str, float]]:
    """By criterion, by case: the mean share over assessors."""
    sums: dict[str, dict[str, list[float]]] = {}
    for (case, _assessor, criterion), share in counting.items():
        sums.setdefault(criterion, {}).setdefault(case, []).append(share)
    return {criterion: {case: float(np.mean(values)) for case, values in of.items()} for criterion, of in sums.items()}


def _one(criterion: Criterion, counting: Mapping[tuple[str, str, str], float], shares: Shares) -> Behaviour:
    own = shares.get(criterion.id, {})
    values = np.array(list(own.values()))
    size = sum(key[2] == criterion.id for key in counting)
    agreement = _agreement([(case, share) for (case, _, of), share in counting.items() if of == criterion.id])
    rest = [(share, _elsewhere(case, criterion.id, shares)) for case, share in own.items()]
    r, low, high = _correlation([pair for pair in rest if pair[1] is not None])
    return Behaviour(
        criterion=criterion.id,
        cases=len(values),
        marks=size,
        share=float(values.mean()) if len(values) else None,
        spread=float(values.std(ddof=1)) if len(values) > 1 else None,
        agreement=agreement,
        discrimination=r,
        low=low,
        high=high,
        notes=tuple(_notes(values, low)),
    )


def _elsewhere(case: str, criterion: str, shares: Shares) -> float | None:
    """The case's mean share on all other criteria it was marked on."""
    others = [of[case] for name, of in shares.items() if name != criterion and case in of]
    return float(np.mean(others)) if others else None


def _agreement(rows: list[tuple[str, float]]) -> float | None:
    by_case: dict[str, list[float]] = {}
    for case, share in rows:
        by_case.setdefault(case, []).append(share)
    pairs = same = 0
    for given in by_case.values():
        _, counts = np.unique(given, return_counts=True)
        pairs += len(given) * (len(given) - 1) // 2
        same += int((counts * (counts - 1) // 2).sum())
    return same / pairs if pairs else None


def _correlation(pairs: list[tuple[float, float]]) -> tuple[float | None, float | None, float | None]:
    if len(pairs) < 4:
        return None, None, None
    x, y = np.array(pairs).T
    if x.std() < 1e-12 or y.std() < 1e-12:
        return None, None, None
    r = float(np.clip(np.corrcoef(x, y)[0, 1], -0.999999, 0.999999))
    half = 1.959964 / np.sqrt(len(pairs) - 3)
    return r, float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half))


def _notes(values: np.ndarray, low: float | None) -> list[Text]:
    if len(values) < FEW:
        return [Text("사례 {n}건으로는 판단하지 않음", "{n} cases say nothing yet").format(n=len(values))]
    if values.std() < 1e-12:
        return [Text("모든 사례가 같은 점수라 아무도 가르지 못함", "every case scores the same: it separates nobody")]
    if low is not None and low <= 0:
        return [
            Text(
                "다른 지표와 같은 방향으로 움직인다고 볼 수 없음", "not told from moving apart from the other criteria"
            )
        ]
    return []
