"""Joint estimation of all facets by Newton's method, standings eliminated first, with standard errors.

Cases and assessors are drawn from normal populations whose spreads are estimated with them (empirical Bayes: penalised
likelihood after Breslow and Clayton 1993, spreads by the EM step of Laird and Ware 1982). Where marks are many this is
Linacre's joint likelihood; where they are few, or all highest, an estimate leans on its group instead of running away.
What the marks cannot tell apart (the null space of the information) is held still and reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .groups import Groups, centred, groups_of
from .model import Design, Moments, crossings, moments, within

WIDE = 0.04
"""The precision of a prior of 5 logits on difficulties and steps: an end to what runs away."""
NARROWEST, FIRST_SPREAD = 0.1, (2.0, 1.0)
LONGEST_STEP, SETTLED, SPREAD_SETTLED, MOST_ROUNDS = 1.5, 1e-6, 1e-3, 200


@dataclass(frozen=True)
class Fit:
    """`standing` (cases,), `rest` (parameters,), and what their errors come from.

    `spread`: the SD of cases and of assessors, in logits. `covariance` (parameters, parameters) of what can be
    estimated; `information` (cases,) about each standing; `lean` (cases, parameters): how standings follow the rest.
    """

    standing: np.ndarray
    rest: np.ndarray
    moments: Moments
    spread: tuple[float, float]
    covariance: np.ndarray
    information: np.ndarray
    lean: np.ndarray
    groups: Groups
    converged: bool


def fit(design: Design) -> Fit:
    """Estimate everything; `converged` is False where it did not settle within the rounds allowed."""
    cases = design.sizes[0]
    standing, rest = np.zeros(cases), np.zeros(int(design.first_step[-1]))
    blind = _blind(design, moments(design, standing, rest))
    groups = groups_of(design, blind)
    spread, moving, converged = FIRST_SPREAD, True, False
    for _ in range(MOST_ROUNDS):
        found = moments(design, standing, rest)
        prior = _prior(design, spread)
        information = np.bincount(design.marks.case, found.variance, cases) + spread[0] ** -2
        lean = crossings(design, found) / information[:, None]
        reduced = within(design, found) - lean.T @ (information[:, None] * lean) + np.diag(prior) + blind @ blind.T
        for_cases, for_rest = _slopes(design, found, groups, standing, rest, spread)
        slope = for_rest + lean.T @ for_cases
        step = np.linalg.solve(reduced, slope - blind @ (blind.T @ slope))
        with_cases = for_cases / information + lean @ step
        longest = max(np.abs(step).max(initial=0.0), np.abs(with_cases).max(initial=0.0))
        shorten = min(1.0, LONGEST_STEP / longest) if longest > 0 else 1.0
        standing, rest = standing + shorten * with_cases, rest + shorten * step
        if longest < SETTLED and not moving:
            converged = True
            break
        if moving and longest < 1.0:
            renewed = _spread(design, groups, standing, rest, information, reduced)
            moving = bool(np.abs(np.log(renewed) - np.log(spread)).max() > SPREAD_SETTLED)
            spread = renewed
    seen = np.eye(len(rest)) - blind @ blind.T
    covariance = seen @ np.linalg.inv(reduced) @ seen
    return Fit(standing, rest, found, spread, covariance, information, lean, groups, converged)


def _prior(design: Design, spread: tuple[float, float]) -> np.ndarray:
    """The prior precision of difficulties, severities and steps, (parameters,)."""
    _, criteria, assessors = design.sizes
    prior = np.full(int(design.first_step[-1]), WIDE)
    prior[criteria : criteria + assessors] = spread[1] ** -2
    return prior


def _slopes(
    design: Design,
    found: Moments,
    groups: Groups,
    standing: np.ndarray,
    rest: np.ndarray,
    spread: tuple[float, float],
) -> tuple[np.ndarray, np.ndarray]:
    """The score of every parameter: observed less expected, and the pull towards the mean of its group."""
    marks, first = design.marks, design.first_step
    cases, criteria, assessors = design.sizes
    surplus = design.category - found.mean
    person = slice(criteria, criteria + assessors)
    apart = rest.copy()
    apart[:criteria] = centred(rest[:criteria], groups.criteria)
    apart[person] = centred(rest[person], groups.assessors)
    slope = -_prior(design, spread) * apart
    slope[:criteria] -= np.bincount(marks.criterion, surplus, criteria)
    slope[person] -= np.bincount(marks.assessor, surplus, assessors)
    for number, scale in enumerate(design.scales):
        steps = np.arange(len(scale.levels) - 1)
        reached = (design.category[scale.rows] > steps[:, None]).sum(axis=1)
        slope[first[number] + steps] += found.above[number].sum(axis=1) - reached
    for_cases = np.bincount(marks.case, surplus, cases) - centred(standing, groups.cases) / spread[0] ** 2
    return for_cases, slope


def _spread(
    design: Design,
    groups: Groups,
    standing: np.ndarray,
    rest: np.ndarray,
    information: np.ndarray,
    reduced: np.ndarray,
) -> tuple[float, float]:
    """The SD of cases and of assessors inside their groups: what is seen, and what is still unsure, together."""
    _, criteria, assessors = design.sizes
    person = slice(criteria, criteria + assessors)
    facets = (
        (standing, groups.cases, 1 / information),
        (rest[person], groups.assessors, 1 / np.diag(reduced)[person]),
    )
    found = []
    for measure, group, unsure in facets:
        inside = len(measure) / max(len(measure) - len(np.unique(group)), 1)
        variance = np.mean(centred(measure, group) ** 2) * inside + np.mean(unsure)
        found.append(max(float(np.sqrt(variance)), NARROWEST))
    return found[0], found[1]


def _blind(design: Design, found: Moments) -> np.ndarray:
    """An orthonormal basis of the directions about which the marks say nothing, (parameters, k)."""
    information = np.bincount(design.marks.case, found.variance, design.sizes[0])
    shared = crossings(design, found)
    reduced = within(design, found) - shared.T @ (shared / information[:, None])
    values, vectors = np.linalg.eigh(reduced)
    return vectors[:, values < 1e-8 * max(values.max(initial=0.0), 1.0)]
