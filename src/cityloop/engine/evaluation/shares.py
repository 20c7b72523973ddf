"""From marks to one mark, and from a mark or a value to the share of a criterion's weight that it earns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..edition import Criterion
from .marks import TINY


def aggregated(method: str, marks: Sequence[float]) -> float:
    """One mark from several, by `mean`, `median`, `trimmed_mean`, `majority` or `unanimous`. `marks` is not empty.

    The trimmed mean drops exactly one highest and one lowest of three or more. The majority's mark is the highest
    that strictly more than half gave at least; the unanimous one the highest that all gave at least.

    >>> aggregated("trimmed_mean", [0, 3, 3, 4, 4]), aggregated("trimmed_mean", [0, 4])
    (3.3333333333333335, 2.0)
    >>> aggregated("majority", [1, 1, 0, 0]), aggregated("majority", [1, 1, 0]), aggregated("unanimous", [1, 1, 0])
    (0, 1, 0)
    """
    if method == "median":
        ordered = sorted(marks)
        return (ordered[(len(marks) - 1) // 2] + ordered[len(marks) // 2]) / 2
    if method == "majority":
        return sorted(marks, reverse=True)[len(marks) // 2]
    if method == "unanimous":
        return min(marks)
    if method == "trimmed_mean" and len(marks) >= 3:
        return (sum(marks) - max(marks) - min(marks)) / (len(marks) - 2)
    return sum(marks) / len(marks)


def method_for(criterion: Criterion, method: str) -> str:
    """How marks on this criterion are put together under an edition that uses `method`.

    A binary criterion is met by strictly more than half, unless the edition asks for all; readings of a measurement
    are never a vote, so that where the edition votes their median counts.
    """
    if criterion.kind == "binary":
        return "unanimous" if method == "unanimous" else "majority"
    if criterion.kind == "rubric":
        return method
    return method if method in ("mean", "median", "trimmed_mean") else "median"


def share_of(criterion: Criterion, value: float) -> float:
    """The share, from 0 to 1, of the weight that an aggregated mark or a value earns.

    A mark earns mark / highest mark. A value earns by the listed points, flat outside them; without points (a
    formula) it is the share itself.

    >>> from cityloop import rulebook
    >>> complaints = rulebook.load("smart-city-service/2026").criterion("effect.complaints")
    >>> complaints.points, share_of(complaints, 15), share_of(complaints, 1)
    (((20, 0), (10, 0.5), (2, 1)), 0.25, 1.0)
    """
    if criterion.marked:
        return min(max(value / criterion.highest, 0.0), 1.0)
    if not criterion.points:
        return min(max(value, 0.0), 1.0)
    return _reached(criterion, value) if criterion.between == "step" else _on_the_line(criterion, value)


def is_met(share: float) -> bool:
    """Whether a gate is met: by the whole share."""
    return share >= 1 - TINY


def _on_the_line(criterion: Criterion, value: float) -> float:
    points = sorted(criterion.points)
    if value <= points[0][0]:
        return float(points[0][1])
    for (x0, y0), (x1, y1) in pairwise(points):
        if value <= x1:
            return y0 + (value - x0) * ((y1 - y0) / (x1 - x0))
    return float(points[-1][1])


def _reached(criterion: Criterion, value: float) -> float:
    """The share of the best listed point that the value reaches; of the worst one where it reaches none."""
    lower = criterion.direction == "lower"
    shares = [y for x, y in criterion.points if (value <= x if lower else value >= x)]
    return float(max(shares, default=min(y for _, y in criterion.points)))
