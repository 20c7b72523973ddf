"""From a fit to facets: centred measures, standard errors, and fit statistics.

Fit: Wright and Masters (1982), "Rating Scale Analysis": information-weighted (infit) and plain (outfit) mean squares.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .fitting import Fit
from .groups import Groups, centred
from .model import Design
from .values import Facet


@dataclass(frozen=True)
class Facets:
    """All facets on one gauge: mean severity 0 in each group of assessors, mean difficulty 0, mean step 0."""

    cases: Facet
    criteria: Facet
    assessors: Facet
    steps: tuple[np.ndarray, ...]


def facets_of(design: Design, found: Fit) -> Facets:
    """Measures, errors and fit of every element."""
    marks, groups = design.marks, found.groups
    cases, criteria, assessors = design.sizes
    size = len(found.rest)
    gauge = _gauge(design, groups)
    rest = gauge @ found.rest
    own_case = np.zeros(cases, int)
    own_case[marks.case] = np.arange(len(marks))
    shift = -(gauge - np.eye(size))
    follow = shift[marks.criterion[own_case]] + shift[criteria + marks.assessor[own_case]]
    for_step = np.zeros((cases, size))
    scale = design.scale_of[marks.criterion[own_case]]
    for number, each in enumerate(design.scales):
        if len(each.levels) > 1:
            for_step[scale == number] = shift[design.first_step[number]]
    leaning = found.lean - follow - for_step
    standing = found.standing - (follow + for_step) @ found.rest
    spread = (gauge @ found.covariance * gauge).sum(axis=1)
    se = np.sqrt(np.maximum(spread, 0.0))
    se_case = np.sqrt(1 / found.information + (leaning @ found.covariance * leaning).sum(axis=1))
    person = slice(criteria, criteria + assessors)
    return Facets(
        _facet(design, found, marks.case, standing, se_case, groups.cases),
        _facet(design, found, marks.criterion, rest[:criteria], se[:criteria], groups.criteria),
        _facet(design, found, marks.assessor, rest[person], se[person], groups.assessors),
        tuple(rest[a:b] for a, b in zip(design.first_step[:-1], design.first_step[1:], strict=True)),
    )


def _gauge(design: Design, groups: Groups) -> np.ndarray:
    """The linear map that centres severities and difficulties by group and steps by scale, (parameters, parameters)."""
    criteria = design.sizes[1]
    size, first = int(design.first_step[-1]), design.first_step
    steps = np.eye(size)
    for number in range(len(design.scales)):
        own = np.arange(first[number], first[number + 1])
        if len(own):
            steps[np.ix_(own, own)] -= 1 / len(own)
            steps[np.ix_(np.flatnonzero(design.scale_of == number), own)] += 1 / len(own)
    centre = np.eye(size)
    for label, start in ((groups.criteria, 0), (groups.assessors, criteria)):
        same = label[:, None] == label
        place = start + np.arange(len(label))
        centre[np.ix_(place, place)] -= same / same.sum(axis=1, keepdims=True)
    return centre @ steps


def _facet(
    design: Design, found: Fit, element: np.ndarray, measure: np.ndarray, se: np.ndarray, group: np.ndarray
) -> Facet:
    size = len(measure)
    apart = (design.category - found.moments.mean) ** 2
    variance = np.maximum(found.moments.variance, 1e-12)
    count = np.bincount(element, minlength=size)
    infit = np.bincount(element, apart, size) / np.bincount(element, variance, size)
    outfit = np.bincount(element, apart / variance, size) / count
    separation, reliability = _separation(measure, se, group)
    return Facet(measure, se, infit, outfit, group, count, separation, reliability)


def _separation(measure: np.ndarray, se: np.ndarray, group: np.ndarray) -> tuple[float, float]:
    """How many standard errors the true measures spread, and the share of their variance that is known.

    The variance of what an estimate leans on is that of the estimates and that of their errors, added.
    """
    free = len(measure) - len(np.unique(group))
    if free < 1:
        return float("nan"), float("nan")
    known, error = float((centred(measure, group) ** 2).sum()) / free, max(float(np.mean(se**2)), 1e-12)
    return float(np.sqrt(known / error)), known / (known + error)
