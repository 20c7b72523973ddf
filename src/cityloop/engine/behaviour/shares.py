"""The marks of an edition as arrays: which count, and what share of the highest mark each is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..edition import Criterion, Edition
from ..evaluation.rows import Ids, coded


@dataclass(frozen=True)
class Shares:
    """The marks that count: ints (o,) into the names, `share` floats (o,), and the criteria in the edition's order.

    `cases` and `assessors` are the names as given; one of them may have no mark that counts.
    """

    criteria: tuple[Criterion, ...]
    cases: tuple[str, ...]
    assessors: tuple[str, ...]
    case: np.ndarray
    assessor: np.ndarray
    criterion: np.ndarray
    share: np.ndarray

    @cached_property
    def counts(self) -> np.ndarray:
        """How many marks each case has on each criterion, ints (cases, criteria)."""
        return np.bincount(self._cell, minlength=self._cells).reshape(len(self.cases), len(self.criteria))

    @cached_property
    def means(self) -> np.ndarray:
        """The mean share of each case on each criterion, floats (cases, criteria); NaN where nobody marked."""
        total = np.bincount(self._cell, self.share, self._cells).reshape(self.counts.shape)
        return np.where(self.counts > 0, total / np.maximum(self.counts, 1), np.nan)

    @cached_property
    def by_level(self) -> tuple[np.ndarray, np.ndarray]:
        """The distinct shares given, and how often each on each case and criterion: ints (cases, criteria, levels)."""
        levels, level = np.unique(self.share, return_inverse=True)
        many = max(len(levels), 1)
        table = np.bincount(self._cell * many + level, minlength=self._cells * many)
        return levels, table.reshape(*self.counts.shape, many)

    @property
    def _cell(self) -> np.ndarray:
        return self.case * len(self.criteria) + self.criterion

    @property
    def _cells(self) -> int:
        return len(self.cases) * len(self.criteria)


def shares(edition: Edition, cases: Ids, assessors: Ids, criteria: Ids, marks: Any) -> Shares:
    """The marks on criteria that assessors mark; the columns are of one length: a row is one mark.

    Of two rows for the same case, assessor and criterion the later counts; rows of unknown criteria and marks that are
    no number are left out.
    """
    (case_names, case), (people, person), (ids, code) = coded(cases), coded(assessors), coded(criteria)
    marked = tuple(criterion for criterion in edition.criteria if criterion.marked)
    place = {criterion.id: at for at, criterion in enumerate(marked)}
    at = np.array([place.get(id, -1) for id in ids], dtype=np.int64)[code] if len(code) else np.zeros(0, np.int64)
    mark = np.array([np.nan if one is None else one for one in marks] if isinstance(marks, list | tuple) else marks)
    mark = mark.astype(float)
    kept = np.flatnonzero((at >= 0) & np.isfinite(mark))
    case, person, at, mark = case[kept].astype(np.int64), person[kept].astype(np.int64), at[kept], mark[kept]
    last = _last_of_each((case * max(len(people), 1) + person) * max(len(marked), 1) + at)
    highest = np.array([criterion.highest or 1 for criterion in marked], dtype=float)
    share = mark[last] / highest[at[last]] if len(last) else np.zeros(0)
    return Shares(marked, tuple(case_names), tuple(people), case[last], person[last], at[last], share)


def _last_of_each(key: np.ndarray) -> np.ndarray:
    """The places of the last row of every key, in the order of the keys."""
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    ends = np.append(ordered[1:] != ordered[:-1], True) if len(order) else np.zeros(0, dtype=bool)
    return order[ends]
