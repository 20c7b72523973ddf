"""What a case would get from others: its fair score, and the share of plausible panels under which it passes.

A plausible panel is drawn, without repetition, from the assessors that the case can be compared under, as many as
marked it; it marks the same criteria. Its points vary with who sits on it, with how sure the standing of the case is,
and with the chance in every mark. Sources: Linacre (1989) on fair averages; Livingston and Lewis (1995), Journal of
Educational Measurement 32, on the consistency of decisions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from .facets import Facets
from .model import Design, probabilities

GRID = np.linspace(-12.0, 12.0, 241)


@dataclass(frozen=True)
class Curve:
    """For one set of criteria, at each distance of `GRID` between standing and severity: points, and their variance."""

    points: np.ndarray
    variance: np.ndarray

    def at(self, distance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Points of 100 and variance at these distances, of any shape."""
        return np.interp(distance, GRID, self.points), np.interp(distance, GRID, self.variance)


def raw_points(design: Design) -> np.ndarray:
    """Points of 100 as marked, floats (cases,): the weighted mean over criteria of the mean mark of each."""
    marks = design.marks
    cases, criteria, _ = design.sizes
    cell = marks.case * criteria + marks.criterion
    part = (marks.mark - marks.low[marks.criterion]) / (marks.high - marks.low)[marks.criterion]
    count = np.bincount(cell, minlength=cases * criteria).reshape(cases, criteria)
    total = np.bincount(cell, part, cases * criteria).reshape(cases, criteria)
    weight = marks.weight * (count > 0)
    with np.errstate(invalid="ignore"):
        return 100 * (weight * total / np.maximum(count, 1)).sum(axis=1) / weight.sum(axis=1)


def patterns(design: Design) -> tuple[np.ndarray, np.ndarray]:
    """The distinct sets of criteria that cases are marked on, bools (sets, criteria), and the set of each case."""
    marks = design.marks
    cases, criteria, _ = design.sizes
    asked = np.zeros((cases, criteria), dtype=bool)
    asked[marks.case, marks.criterion] = True
    return np.unique(asked, axis=0, return_inverse=True)


def curve(design: Design, facets: Facets, asked: np.ndarray) -> Curve:
    """The expected points of a case marked on the criteria `asked`, bools (criteria,), by one assessor."""
    marks = design.marks
    weight = marks.weight * asked / max(float((marks.weight * asked).sum()), 1e-300)
    points, variance = np.zeros(len(GRID)), np.zeros(len(GRID))
    for criterion in np.flatnonzero(asked):
        scale = int(design.scale_of[criterion])
        low, high = design.scales[scale].ends
        part = 100 * (design.scales[scale].levels - low) / (high - low)
        chance = probabilities(GRID - facets.criteria.measure[criterion], facets.steps[scale])
        mean = part @ chance
        points += weight[criterion] * mean
        variance += weight[criterion] ** 2 * (part**2 @ chance - mean**2)
    return Curve(points, np.maximum(variance, 0.0))


def judged(
    design: Design, facets: Facets, cut: float, draws: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """The fair points and the share of plausible panels that pass, both floats (cases,)."""
    marks = design.marks
    cases, _, assessors = design.sizes
    seats = np.bincount(np.unique(marks.case * assessors + marks.assessor) // assessors, minlength=cases)
    home = np.zeros(cases, dtype=int)
    home[marks.case] = facets.assessors.group[marks.assessor]
    sets, set_of = patterns(design)
    fair, passes = np.zeros(cases), np.zeros(cases)
    curves = [curve(design, facets, asked) for asked in sets]
    for group, size in sorted(set(zip(home.tolist(), seats.tolist(), strict=True))):
        severity = facets.assessors.measure[facets.assessors.group == group]
        panels = severity[random.random((draws, len(severity))).argsort(axis=1)[:, :size]]
        luck = random.standard_normal(draws)
        for case in np.flatnonzero((home == group) & (seats == size)):
            shape, standing = curves[set_of[case]], facets.cases.measure[case]
            fair[case] = shape.at(standing)[0]
            likely = standing + facets.cases.se[case] * luck
            points, variance = shape.at(likely[:, None] - panels)
            spread = np.sqrt(variance.mean(axis=1) / size) + 1e-9
            passes[case] = ndtr((points.mean(axis=1) - cut) / spread).mean()
    return fair, passes
