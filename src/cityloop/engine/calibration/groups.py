"""What the marks can tell apart: elements that every unseen direction moves alike can be compared, others cannot.

Source: the subsets of Linacre (1989), found here from the null space of the information, which also sees what a graph
of cases and assessors does not: a criterion marked by one specialist alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .model import Design


@dataclass(frozen=True)
class Groups:
    """Which elements can be compared: equal numbers can. Ints (cases,), (criteria,), (assessors,)."""

    cases: np.ndarray
    criteria: np.ndarray
    assessors: np.ndarray


def groups_of(design: Design, blind: np.ndarray) -> Groups:
    """The groups that the unseen directions `blind`, floats (parameters, k), leave."""
    marks = design.marks
    cases, criteria, assessors = design.sizes
    trace = blind @ np.random.default_rng(0).standard_normal(blind.shape[1])
    by_criterion, by_assessor = trace[:criteria], trace[criteria : criteria + assessors]
    by_case, first_step = np.zeros(cases), trace[np.minimum(design.first_step[:-1], len(trace) - 1)]
    has_steps = np.array([len(scale.levels) > 1 for scale in design.scales])
    step = np.where(has_steps, first_step, 0.0)[design.scale_of[marks.criterion]]
    by_case[marks.case] = by_criterion[marks.criterion] + by_assessor[marks.assessor] + step
    return Groups(_alike(by_case), _alike(by_criterion), _alike(by_assessor))


def _alike(trace: np.ndarray, near: float = 1e-6) -> np.ndarray:
    """Numbers for values that are equal but for rounding, in order of first appearance."""
    order = np.argsort(trace, kind="stable")
    jump = np.concatenate([[0], np.cumsum(np.diff(trace[order]) > near)]) if len(trace) else np.zeros(0, int)
    label = np.empty(len(trace), dtype=int)
    label[order] = jump
    _, first, place = np.unique(label, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[place]


def centred(values: np.ndarray, group: np.ndarray) -> np.ndarray:
    """The values less the mean of their group.

    >>> centred(np.array([1.0, 3.0, 7.0]), np.array([0, 0, 1])).tolist()
    [-1.0, 1.0, 0.0]
    """
    return values - (np.bincount(group, values) / np.maximum(np.bincount(group), 1))[group]
