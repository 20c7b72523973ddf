"""Why a service stands where it does: what lifts it, what holds it back, what is not known, how stable that is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cityloop.engine.text import Text, joined, same

from .stability import Acceptability
from .values import Criterion

NOTABLE = 0.02
"""A criterion is named when it moves the weighted standing by this much against the median service."""


def reasons(
    criteria: Sequence[Criterion], contributions: np.ndarray, missing: np.ndarray, stable: Acceptability
) -> list[Text]:
    """One text per service; `contributions` and `missing` are (m, n), in the order of the services.

    >>> one = Acceptability(np.array([0.62]), np.array([1.0]), np.array([1.0]), 100)
    >>> cost, effect, reach = Criterion("cost", "min"), Criterion("effect"), Criterion("reach")
    >>> reasons([cost, effect, reach], np.array([[-0.2, 0.3, 0.0]]), np.array([[False, False, True]]), one)[0].en
    'lifted by effect; held back by cost; no data on reach; first in 62 % of draws'
    """
    order = np.argsort(-contributions, axis=1, kind="stable")
    return [
        _reason(criteria, contributions[i], order[i], missing[i], float(stable.first[i]), float(stable.top5[i]))
        for i in range(len(contributions))
    ]


def _reason(
    criteria: Sequence[Criterion],
    contribution: np.ndarray,
    order: np.ndarray,
    missing: np.ndarray,
    first: float,
    top5: float,
) -> Text:
    ups = [criteria[j].name for j in order[:2] if contribution[j] >= NOTABLE]
    downs = [criteria[j].name for j in order[::-1][:2] if contribution[j] <= -NOTABLE]
    blanks = [criterion.name for criterion, gone in zip(criteria, missing, strict=True) if gone]
    parts = []
    if ups:
        parts.append(Text("강점: {c}", "lifted by {c}").format(c=same(", ".join(ups))))
    if downs:
        parts.append(Text("약점: {c}", "held back by {c}").format(c=same(", ".join(downs))))
    if not ups and not downs:
        parts.append(Text("모든 기준에서 중간", "near the middle on every criterion"))
    if blanks:
        parts.append(Text("자료 없음: {c}", "no data on {c}").format(c=same(", ".join(blanks))))
    parts.append(_stability(first, top5))
    return joined(parts, "; ")


def _stability(first: float, top5: float) -> Text:
    if first >= 0.005:
        return Text("반복 계산의 {p:.0f}%에서 1위", "first in {p:.0f} % of draws").format(p=100 * first)
    return Text("반복 계산의 {p:.0f}%에서 5위 이내", "among the first five in {p:.0f} % of draws").format(p=100 * top5)
