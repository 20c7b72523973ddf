"""What a call's order of proposals is made from: ranking points and the values that decide ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..edition import Edition
from .outcome import Outcome


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """Compares as a proposal ranks: by ranking points, then by the points on each tie-breaking criterion in turn."""

    points: float
    ties: tuple[float, ...] = ()


def standing(edition: Edition, outcome: Outcome) -> Standing:
    """Where an outcome stands under the edition's `selection`.

    Ranking points are the points of each criterion times its `rank_weights` (1 where none is named); they count for
    the order only, never against the cut. `ties` has the points of the edition's tie-breaking criteria that belong
    to the outcome's track, in their order. Both are rounded to nine decimals, so that equal points tie.

    >>> from cityloop import rulebook
    >>> from cityloop.engine.evaluation import evaluate
    >>> call = rulebook.load("horizon-like/2026")
    >>> marks = {"excellence.overall": 4, "impact.overall": 5, "implementation.overall": 3}
    >>> standing(call, evaluate(call, marks))
    Standing(points=14.5, ties=(5.0, 4.0))
    """
    return standing_of(edition, {node.id: node.points for node in outcome.criteria.values()}, outcome.points)


def standing_of(edition: Edition, points: Mapping[str, float], total: float | None = None) -> Standing:
    """As `standing`, from the points of each criterion as they were stored."""
    selection = edition.selection
    if selection is None:
        return Standing(round(sum(points.values()) if total is None else total, 9))
    weighted = sum((value or 0.0) * selection.rank_weights.get(id, 1) for id, value in points.items())
    ties = (round(points[id] or 0.0, 9) for id in selection.ties if id in points)
    return Standing(round(weighted, 9), tuple(ties))
