"""The outcomes of many cases as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..edition import Area, Criterion, Edition
from .outcome import AREA_STATUSES, CRITERION_STATUSES, OPEN, STATUSES
from .reasons import Reason, because, why

CODE = {name: code for code, name in enumerate(CRITERION_STATUSES)}
AREA_CODE = {name: code for code, name in enumerate(AREA_STATUSES)}
OUTCOME_CODE = {name: code for code, name in enumerate(STATUSES)}
OPEN_CODES = [CODE[name] for name in OPEN]
_FAILING = [CODE["unmet"], CODE["voided"]]


@dataclass(frozen=True)
class Outcomes:
    """Outcomes of n cases on m criteria in a areas.

    `points` (n,) unrounded; `highest` (n,) with all that is open earned in full; `shares` (m, n), NaN where there is
    no value; `criterion_codes` (m, n) index `CRITERION_STATUSES`; `area_points`, `area_codes` (a, n) likewise
    `AREA_STATUSES`; `codes` (n,) `STATUSES`; `assessors` (n,) how many are on the case. A single case with its
    reasons is what `evaluate` gives.
    """

    edition: Edition
    cases: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    areas: tuple[Area, ...]
    codes: np.ndarray
    points: np.ndarray
    highest: np.ndarray
    shares: np.ndarray
    criterion_codes: np.ndarray
    area_points: np.ndarray
    area_codes: np.ndarray
    assessors: np.ndarray
    unknown: tuple[str, ...] = ()

    @property
    def status(self) -> np.ndarray:
        """`pass`, `fail` or `incomplete` for each case, as text."""
        return np.array(STATUSES)[self.codes]

    @property
    def grade(self) -> np.ndarray:
        """The grade of each case, an object array with None where there is none, as `evaluate` gives it."""
        grades = np.full(len(self.cases), None, dtype=object)
        reached = self.codes != OUTCOME_CODE["incomplete"]
        reached &= ~np.isin(self.area_codes, AREA_CODE["unmet"]).any(axis=0) & ~self.gates_unmet.any(axis=0)
        for grade in sorted(self.edition.grades, key=lambda grade: grade.at_least):
            grades[reached & reach(self.points, grade.at_least)] = grade.id
        return grades

    @property
    def gates_unmet(self) -> np.ndarray:
        """Which criteria are gates that are not met, (m, n)."""
        return np.isin(self.criterion_codes, _FAILING) & self._gates[:, None]

    def failed(self, case: int) -> tuple[str, ...]:
        """Gates not met and areas below their minimum, of the case at that position."""
        gates = np.flatnonzero(self.gates_unmet_of(case))
        areas = np.flatnonzero(self.area_codes[:, case] == AREA_CODE["unmet"])
        return (*(self.criteria[i].id for i in gates), *(self.areas[i].id for i in areas))

    def gates_unmet_of(self, case: int) -> np.ndarray:
        """Which criteria are gates that are not met, of the case at that position, (m,)."""
        return np.isin(self.criterion_codes[:, case], _FAILING) & self._gates

    @cached_property
    def _gates(self) -> np.ndarray:
        return np.array([criterion.mandatory for criterion in self.criteria], dtype=bool)

    def missing(self, case: int) -> tuple[str, ...]:
        """Criteria without a mark or measurement, of the case at that position."""
        found = np.flatnonzero(self.criterion_codes[:, case] == CODE["missing"])
        return tuple(self.criteria[i].id for i in found)


def reasons(outcomes: Outcomes, case: int) -> tuple[Reason, ...]:
    """Why the case at that position has its status, in short; `evaluate` gives the reasons of every criterion."""
    edition, n = outcomes.edition, int(outcomes.assessors[case])
    gates = int(outcomes.gates_unmet_of(case).sum())
    below = int((outcomes.area_codes[:, case] == AREA_CODE["unmet"]).sum())
    still = int(np.isin(outcomes.criterion_codes[:, case], OPEN_CODES).sum())
    cut = edition.passing.points if edition.passing else 0
    found = why(float(outcomes.points[case]), cut, gates, below, still)
    least = edition.aggregate.minimum_assessors if edition.aggregate else 0
    if outcomes.codes[case] == OUTCOME_CODE["incomplete"] and n < least:
        found = (*found, because("too_few_assessors", n=n, least=least))
    return found


def reach(points: np.ndarray, cut: float) -> np.ndarray:
    """Where points reach a cut; as `outcome.reaches`, over an array."""
    return points >= cut - 1e-9 * max(1.0, abs(cut))
