"""The many-facet Rasch model on arrays: probabilities, sums by element, and the null space of what can be compared.

ln(P(mark k) / P(mark k-1)) = standing(case) - difficulty(criterion) - severity(assessor) - step k of the scale.
Source: Linacre (1989), "Many-Facet Rasch Measurement"; Andrich (1978) for the rating scale.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .values import Marks

CHUNK = 8_192
"""Observations worked on at once, so that they stay in the cache."""


@dataclass(frozen=True)
class Scale:
    """One rating scale: its ends, the distinct marks given on it (categories), and which observations are on it."""

    ends: tuple[float, float]
    levels: np.ndarray
    rows: np.ndarray | slice


@dataclass(frozen=True)
class Design:
    """The marks as categories. `category` ints (o,); `scale_of` ints (criteria,); sizes of the facets.

    The parameters besides the standings stand in one vector: difficulties, severities, then the steps of each scale.
    """

    marks: Marks
    scales: tuple[Scale, ...]
    scale_of: np.ndarray
    category: np.ndarray

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Cases, criteria, assessors."""
        return len(self.marks.cases), len(self.marks.criteria), len(self.marks.assessors)

    @property
    def first_step(self) -> np.ndarray:
        """Where the steps of each scale begin in the vector; the last entry is its length."""
        _, criteria, assessors = self.sizes
        return criteria + assessors + np.concatenate([[0], np.cumsum([len(s.levels) - 1 for s in self.scales])])


def design_of(marks: Marks) -> Design:
    """Criteria with the same ends share a scale; marks that nobody gave are not categories."""
    ends = sorted({(float(a), float(b)) for a, b in zip(marks.low, marks.high, strict=True)})
    scale_of = np.array([ends.index((float(a), float(b))) for a, b in zip(marks.low, marks.high, strict=True)])
    category, scales = np.zeros(len(marks), np.int64), []
    for number, pair in enumerate(ends):
        rows = np.flatnonzero(scale_of[marks.criterion] == number)
        levels, category[rows] = np.unique(marks.mark[rows], return_inverse=True)
        scales.append(Scale(pair, levels, rows if len(ends) > 1 else slice(None)))
    return Design(marks, tuple(scales), scale_of, category)


def probabilities(distance: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """The chance of each category, floats (categories, o), at `distance` floats (o,) from a scale with these steps.

    >>> probabilities(np.array([0.0]), np.array([0.0])).tolist()
    [[0.5], [0.5]]
    """
    category = np.arange(len(steps) + 1.0)
    chance = np.multiply.outer(category, distance)
    chance -= np.concatenate([[0.0], np.cumsum(steps)])[:, None]
    chance -= chance.max(axis=0)
    np.exp(chance, out=chance)
    chance /= chance.sum(axis=0)
    return chance


@dataclass(frozen=True)
class Moments:
    """What the model expects of every observation: mean, variance and third central moment, each (o,).

    For each scale, over its own observations: `above` (steps, …), the chance to reach at least each step, and
    `with_above` (steps, …), its covariance with the category.
    """

    mean: np.ndarray
    variance: np.ndarray
    third: np.ndarray
    above: tuple[np.ndarray, ...]
    with_above: tuple[np.ndarray, ...]


def moments(design: Design, standing: np.ndarray, rest: np.ndarray) -> Moments:
    """The moments of all observations at these parameters."""
    marks, first = design.marks, design.first_step
    criteria = design.sizes[1]
    distance = standing[marks.case] - rest[marks.criterion] - rest[criteria + marks.assessor]
    flat = np.zeros((3, len(marks)))
    above, with_above = [], []
    for number, scale in enumerate(design.scales):
        own = distance[scale.rows]
        table = np.empty((1 + 2 * len(scale.levels), len(own)))
        for begin in range(0, len(own), CHUNK):
            piece = slice(begin, begin + CHUNK)
            table[:, piece] = _moments_of(own[piece], rest[first[number] : first[number + 1]])
        steps = len(scale.levels) - 1
        flat[:, scale.rows] = table[:3]
        above.append(table[3 : 3 + steps])
        with_above.append(table[3 + steps :])
    return Moments(flat[0], flat[1], flat[2], tuple(above), tuple(with_above))


def _moments_of(distance: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Mean, variance, third moment, the chance to reach each step, the covariance of each: (3 + 2 steps, o)."""
    chance = probabilities(distance, steps)
    category = np.arange(len(chance), dtype=float)
    reached = np.triu(np.ones((len(chance), len(chance))))[1:]
    mean, square, cube, *rest = np.vstack([category, category**2, category**3, reached, reached * category]) @ chance
    above, times = np.array(rest).reshape(2, len(steps), len(distance))
    third = cube + mean * (2 * mean * mean - 3 * square)
    return np.vstack([mean, square - mean * mean, third, above, times - mean * above])


def crossings(design: Design, found: Moments) -> np.ndarray:
    """The information that each case shares with each other parameter, floats (cases, parameters)."""
    marks, first = design.marks, design.first_step
    cases, criteria, assessors = design.sizes
    table = np.zeros((cases, int(first[-1])))
    table[:, :criteria] = _sums(marks.case, marks.criterion, found.variance, (cases, criteria))
    table[:, criteria : criteria + assessors] = _sums(marks.case, marks.assessor, found.variance, (cases, assessors))
    for number, scale in enumerate(design.scales):
        for step, shared in enumerate(found.with_above[number]):
            table[:, first[number] + step] = np.bincount(marks.case[scale.rows], shared, cases)
    return table


def within(design: Design, found: Moments) -> np.ndarray:
    """The information about the parameters besides the standings, floats (parameters, parameters)."""
    marks, first = design.marks, design.first_step
    _, criteria, assessors = design.sizes
    size, person = int(first[-1]), criteria + np.arange(assessors)
    table = np.zeros((size, size))
    table[:criteria, person] = _sums(marks.criterion, marks.assessor, found.variance, (criteria, assessors))
    table[np.arange(criteria), np.arange(criteria)] = np.bincount(marks.criterion, found.variance, criteria)
    table[person, person] = np.bincount(marks.assessor, found.variance, assessors)
    for number, scale in enumerate(design.scales):
        steps = np.arange(first[number], first[number + 1])
        above, with_above = found.above[number], found.with_above[number]
        for place, shared in zip(steps, with_above, strict=True):
            table[:criteria, place] = np.bincount(marks.criterion[scale.rows], shared, criteria)
            table[person, place] = np.bincount(marks.assessor[scale.rows], shared, assessors)
        table[np.ix_(steps, steps)] = np.triu(np.tile(above.sum(axis=1), (len(steps), 1)) - above @ above.T)
    return np.triu(table) + np.triu(table, 1).T


def _sums(row: np.ndarray, column: np.ndarray, weight: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    return np.bincount(row * shape[1] + column, weight, shape[0] * shape[1]).reshape(shape)
