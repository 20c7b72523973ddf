"""Krippendorff's alpha: agreement beyond chance, for any number of assessors and with marks missing.

Source: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania.
"""

from __future__ import annotations

import numpy as np

LEVELS = ("nominal", "ordinal", "interval")


def alpha(unit: np.ndarray, mark: np.ndarray, level: str = "ordinal") -> float:
    """Agreement on `mark`, floats (o,), inside each `unit`, ints (o,): 1 perfect, 0 as by chance.

    `level`: `nominal` (equal or not), `ordinal` (by rank) or `interval` (by squared difference). Units with a single
    mark count for nothing. NaN where nothing can be said: no unit with two marks, or one value throughout.

    >>> alpha(np.array([0, 0, 1, 1]), np.array([1, 1, 2, 2]), "nominal")
    1.0
    >>> round(alpha(np.array([0, 0, 1, 1]), np.array([1, 2, 2, 1]), "nominal"), 6)
    -0.5
    """
    if level not in LEVELS:
        raise ValueError(f"level {level!r}: one of {', '.join(LEVELS)} is needed")
    together = coincidences(np.asarray(unit), np.asarray(mark, float))
    return alpha_of(np.unique(mark), together, level)


def alphas(unit: np.ndarray, mark: np.ndarray) -> dict[str, float]:
    """Alpha at every level, from one count."""
    together = coincidences(np.asarray(unit), np.asarray(mark, float))
    return {level: alpha_of(np.unique(mark), together, level) for level in LEVELS}


def coincidences(unit: np.ndarray, mark: np.ndarray) -> np.ndarray:
    """How often two values meet in a unit, a pair weighing 1 / (marks in the unit - 1): floats (values, values)."""
    _, unit = np.unique(unit, return_inverse=True)
    values, mark = np.unique(mark, return_inverse=True)
    many = len(values)
    counts = (
        np.bincount(unit * many + mark, minlength=(unit.max(initial=-1) + 1) * many).reshape(-1, many).astype(float)
    )
    marks = counts.sum(axis=1)
    paired = marks > 1
    counts, marks = counts[paired], marks[paired]
    weighted = counts / (marks - 1)[:, None]
    return counts.T @ weighted - np.diag(weighted.sum(axis=0))


def alpha_of(values: np.ndarray, together: np.ndarray, level: str) -> float:
    """Agreement from what met: `values` in order, and the coincidences of each with each."""
    frequency = together.sum(axis=1)
    apart = _difference(values, frequency, level)
    by_chance = float(frequency @ apart @ frequency)
    if by_chance <= 0:
        return float("nan")
    return 1.0 - float(frequency.sum() - 1) * float((together * apart).sum()) / by_chance


def _difference(values: np.ndarray, frequency: np.ndarray, level: str) -> np.ndarray:
    """The squared difference between any two values at this level of measurement."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "interval":
        return (values[:, None] - values) ** 2
    rank = np.cumsum(frequency) - frequency / 2
    return (rank[:, None] - rank) ** 2
