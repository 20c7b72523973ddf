"""The verb itself: fit, compare, judge every case against the cut, and name those that a person should look at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..text import Text
from .agreement import alphas
from .facets import facets_of
from .fairness import judged, raw_points
from .fitting import fit
from .model import design_of
from .values import MOST_LEVELS, Calibration, Marks

DOUBT = (0.1, 0.9)
"""A case that passes under a share of plausible panels between these is decided by who sat on its panel."""


def calibrate(marks: Marks, *, cut: float = 70.0, draws: int = 400, seed: int = 1) -> Calibration:
    """Tell severity, difficulty and standing apart, and say which decisions are luck.

    `cut`: the points of 100 at which a case passes; `draws`: plausible panels drawn with `seed`. An adjusted score
    never replaces the raw one: it puts a case on the list for moderation. Groups that no common members join are
    centred each by itself and not compared. Raises `ValueError` where there is nothing to compare: a case, assessor or
    criterion without marks, one mark value throughout, or more than 21 distinct marks on a scale.

    >>> from cityloop.engine.calibration import Marks
    >>> kind_and_strict = Marks(("a", "b"), ("kind", "strict"), ("q1", "q2"),
    ...     case=[0, 0, 0, 0, 1, 1, 1, 1], assessor=[0, 0, 1, 1, 0, 0, 1, 1], criterion=[0, 1] * 4,
    ...     mark=[1, 1, 1, 0, 1, 0, 0, 0])
    >>> found = calibrate(kind_and_strict, cut=50)
    >>> found.raw.tolist(), found.assessors.measure.round(2).tolist(), found.components
    ([75.0, 25.0], [-1.3, 1.3], 1)
    """
    _require_something(marks)
    order = _canonical(marks)
    design = design_of(order)
    found = fit(design)
    facets = facets_of(design, found)
    raw = raw_points(design)
    fair, passes = judged(design, facets, cut, draws, np.random.default_rng(seed))
    reasons = tuple(_reason(*each, cut) for each in zip(raw, fair, passes, strict=True))
    listed = [case for case, reason in enumerate(reasons) if reason is not None]
    unit = order.case * len(order.criteria) + order.criterion
    calibration = Calibration(
        assessors=facets.assessors,
        criteria=facets.criteria,
        cases=facets.cases,
        steps={scale.ends: steps for scale, steps in zip(design.scales, facets.steps, strict=True)},
        raw=raw,
        fair=fair,
        passes=passes,
        alpha=alphas(unit, order.mark),
        components=len(np.unique(found.groups.cases)),
        moderate=tuple(sorted(listed, key=lambda case: (abs(passes[case] - 0.5), case))),
        reasons=reasons,
        converged=found.converged,
    )
    return _in_given_order(calibration, marks, order)


def _require_something(marks: Marks) -> None:
    sizes = {"case": len(marks.cases), "assessor": len(marks.assessors), "criterion": len(marks.criteria)}
    for name, size in sizes.items():
        count = np.bincount(getattr(marks, name), minlength=size)
        if size == 0 or not count.all():
            raise ValueError(f"{name}: one without a single mark")
    for ends in {(a, b) for a, b in zip(marks.low, marks.high, strict=True)}:
        on = (marks.low[marks.criterion] == ends[0]) & (marks.high[marks.criterion] == ends[1])
        levels = len(np.unique(marks.mark[on]))
        if levels > MOST_LEVELS:
            raise ValueError(f"mark: {levels} distinct marks on one scale; at most {MOST_LEVELS} make a rating scale")
    if len(np.unique(marks.mark)) < 2:
        raise ValueError("mark: every mark is the same, so nothing can be told apart")


def _canonical(marks: Marks) -> Marks:
    """The same marks with names in sorted order, so that the order given changes no draw and no rounding."""
    ranks = {}
    for name, names in (("case", marks.cases), ("assessor", marks.assessors), ("criterion", marks.criteria)):
        place = sorted(range(len(names)), key=names.__getitem__)
        ranks[name] = np.argsort(place), place
    case, assessor, criterion = (ranks[name][0][getattr(marks, name)] for name in ("case", "assessor", "criterion"))
    rows = np.lexsort([criterion, assessor, case])
    by_criterion = ranks["criterion"][1]
    return Marks(
        tuple(marks.cases[k] for k in ranks["case"][1]),
        tuple(marks.assessors[k] for k in ranks["assessor"][1]),
        tuple(marks.criteria[k] for k in by_criterion),
        case[rows],
        assessor[rows],
        criterion[rows],
        marks.mark[rows],
        marks.low[by_criterion],
        marks.high[by_criterion],
        marks.weight[by_criterion],
    )


def _reason(raw: float, fair: float, passes: float, cut: float) -> Text | None:
    """Why a person should look at a case; None where there is no need."""
    shares = f"{passes:.0%}"
    if (raw >= cut) != (fair >= cut):
        return Text(
            f"위원 엄격도를 조정하면 판정이 바뀜(원점수 {raw:.1f}, 조정점수 {fair:.1f}, 기준 {cut:g}). "
            f"가능한 위원 구성의 {shares}에서 통과.",
            f"Adjusted for severity the decision would differ (raw {raw:.1f}, fair {fair:.1f}, cut {cut:g}); "
            f"it passes under {shares} of plausible panels.",
        )
    if DOUBT[0] < passes < DOUBT[1]:
        return Text(
            f"위원 구성에 따라 판정이 달라질 수 있음. 가능한 위원 구성의 {shares}에서 통과"
            f"(조정점수 {fair:.1f}, 기준 {cut:g}).",
            f"The decision depends on who sat: it passes under {shares} of plausible panels "
            f"(fair {fair:.1f}, cut {cut:g}).",
        )
    return None


def _in_given_order(found: Calibration, marks: Marks, order: Marks) -> Calibration:
    """Every array back in the order of the names given."""
    cases = _places(order.cases, marks.cases)
    back = np.argsort(cases)
    return replace(
        found,
        cases=found.cases.taken(cases),
        assessors=found.assessors.taken(_places(order.assessors, marks.assessors)),
        criteria=found.criteria.taken(_places(order.criteria, marks.criteria)),
        raw=found.raw[cases],
        fair=found.fair[cases],
        passes=found.passes[cases],
        reasons=tuple(found.reasons[place] for place in cases),
        moderate=tuple(int(back[place]) for place in found.moderate),
    )


def _places(known: tuple[str, ...], wanted: tuple[str, ...]) -> np.ndarray:
    """Where each wanted name stands among those known."""
    place = {name: position for position, name in enumerate(known)}
    return np.array([place[name] for name in wanted], dtype=int)
