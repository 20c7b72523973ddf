"""Joint estimation of all facets by Newton's method, standings eliminated first, with standard errors.

Warm's (1989, Psychometrika 54) correction for every element keeps those with only highest or only lowest marks finite
and takes out most of the bias of joint maximum likelihood; a wide prior does the same for steps and for marks that
separate. What the marks cannot tell apart (the null space of the information) is held still and reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .model import Design, Moments, crossings, moments, within

PRIOR = 0.04
"""The precision of a prior of 5 logits on every parameter: little beside real marks, and an end to what runs away."""
LONGEST_STEP, SETTLED, MOST_ROUNDS = 1.5, 1e-6, 200


@dataclass(frozen=True)
class Fit:
    """`standing` (cases,), `rest` (parameters,), and what their errors come from.

    `covariance` (parameters, parameters) of what can be estimated, `blind` (parameters, k): the directions that cannot;
    `information` (cases,) about each standing; `lean` (cases, parameters): how standings follow the rest.
    """

    standing: np.ndarray
    rest: np.ndarray
    moments: Moments
    covariance: np.ndarray
    blind: np.ndarray
    information: np.ndarray
    lean: np.ndarray
    converged: bool


def fit(design: Design) -> Fit:
    """Estimate everything; `converged` is False where it did not settle within the rounds allowed."""
    cases = design.sizes[0]
    standing, rest = np.zeros(cases), np.zeros(int(design.first_step[-1]))
    blind, converged = None, False
    for _ in range(MOST_ROUNDS):
        found = moments(design, standing, rest)
        information, lean, inside = _information(design, found)
        reduced = inside - lean.T @ (information[:, None] * lean)
        blind = _blind(design, found) if blind is None else blind
        for_cases, for_rest = _slopes(design, found, standing, rest)
        slope = for_rest + lean.T @ for_cases
        slope -= blind @ (blind.T @ slope)
        step = np.linalg.solve(reduced + blind @ blind.T + PRIOR * np.eye(len(rest)), slope)
        with_cases = for_cases / information + lean @ step
        longest = max(np.abs(step).max(initial=0.0), np.abs(with_cases).max(initial=0.0))
        shorten = min(1.0, LONGEST_STEP / longest) if longest > 0 else 1.0
        standing, rest = standing + shorten * with_cases, rest + shorten * step
        if longest < SETTLED:
            converged = True
            break
    seen = np.eye(len(rest)) - blind @ blind.T
    covariance = seen @ np.linalg.inv(reduced + blind @ blind.T + PRIOR * np.eye(len(rest))) @ seen
    return Fit(standing, rest, found, covariance, blind, information, lean, converged)


def _information(design: Design, found: Moments) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """About the standings (cases,), how they lean on the rest, and about the rest by itself."""
    information = np.bincount(design.marks.case, found.variance, design.sizes[0]) + PRIOR
    return information, crossings(design, found) / information[:, None], within(design, found)


def _slopes(design: Design, found: Moments, standing: np.ndarray, rest: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The corrected score of every parameter: observed less expected, and Warm's term."""
    marks, first = design.marks, design.first_step
    cases, criteria, assessors = design.sizes
    surplus = design.category - found.mean

    def score(element: np.ndarray, size: int) -> np.ndarray:
        variance = np.bincount(element, found.variance, size)
        return np.bincount(element, surplus, size) + np.bincount(element, found.third, size) / (2 * variance + PRIOR)

    slope = np.zeros(len(rest))
    slope[:criteria] = -score(marks.criterion, criteria)
    slope[criteria : criteria + assessors] = -score(marks.assessor, assessors)
    for number, scale in enumerate(design.scales):
        steps = np.arange(len(scale.levels) - 1)
        reached = (design.category[scale.rows] > steps[:, None]).sum(axis=1)
        slope[first[number] + steps] = found.above[number].sum(axis=1) - reached
    return score(marks.case, cases) - PRIOR * standing, slope - PRIOR * rest


def _blind(design: Design, found: Moments) -> np.ndarray:
    """An orthonormal basis of the directions about which the marks say nothing, (parameters, k)."""
    information = np.bincount(design.marks.case, found.variance, design.sizes[0])
    shared = crossings(design, found)
    reduced = within(design, found) - shared.T @ (shared / information[:, None])
    values, vectors = np.linalg.eigh(reduced)
    return vectors[:, values < 1e-8 * max(values.max(initial=0.0), 1.0)]
