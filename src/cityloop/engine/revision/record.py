"""The record a draft is replayed over: all marks and measurements there are, as columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..edition import Edition
from ..evaluation import Outcomes, evaluate_many
from ..evaluation.rows import Ids, coded

Coded = tuple[tuple[str, ...], np.ndarray]


@dataclass(frozen=True)
class Record:
    """Columns as `evaluate_many` takes them, ids coded once so that many editions can judge the same record."""

    columns: tuple[Coded, Coded, Coded]
    marks: np.ndarray
    not_applicable: np.ndarray
    measurements: tuple[Coded, Coded, np.ndarray] | None = None
    voided: tuple[Coded, Coded] | None = None
    pending: tuple[Coded, Coded] | None = None
    profile: str | Mapping[str, str] | None = None
    track: str | None = None

    @classmethod
    def of(
        cls,
        cases: Ids,
        assessors: Ids,
        criteria: Ids,
        marks: Any,
        *,
        not_applicable: Any = None,
        measurements: tuple[Ids, Ids, Any] | None = None,
        voided: tuple[Ids, Ids] | None = None,
        pending: tuple[Ids, Ids] | None = None,
        profile: str | Mapping[str, str] | None = None,
        track: str | None = None,
    ) -> Record:
        """The record from the arguments of `evaluate_many`."""
        marks = np.asarray(marks, dtype=float)
        none = np.zeros(len(marks), dtype=bool)
        return cls(
            (coded(cases), coded(assessors), coded(criteria)),
            marks,
            none if not_applicable is None else np.asarray(not_applicable, dtype=bool),
            measurements and (coded(measurements[0]), coded(measurements[1]), np.asarray(measurements[2], dtype=float)),
            voided and (coded(voided[0]), coded(voided[1])),
            pending and (coded(pending[0]), coded(pending[1])),
            profile,
            track,
        )

    def judged_under(self, edition: Edition) -> Outcomes:
        """The outcomes of the whole record under an edition; a track that it does not have is left out."""
        track = self.track if edition.track(self.track) else None
        return evaluate_many(
            edition,
            *self.columns,
            self.marks,
            not_applicable=self.not_applicable,
            measurements=self.measurements,
            voided=self.voided,
            pending=self.pending,
            profile=self.profile,
            track=track,
        )

    def only(self, cases: set[str]) -> Record:
        """The record of some cases."""
        (ids, codes), *rest = self.columns
        kept, column = _only((ids, codes), cases)
        return Record(
            (column, *((names, code[kept]) for names, code in rest)),  # type: ignore[arg-type]
            self.marks[kept],
            self.not_applicable[kept],
            _only_pairs(self.measurements, cases),
            _only_pairs(self.voided, cases),
            _only_pairs(self.pending, cases),
            self.profile,
            self.track,
        )


def _only(column: Coded, cases: set[str]) -> tuple[np.ndarray, Coded]:
    """Which rows are of these cases, and their column with the other ids left out."""
    ids, codes = column
    chosen = [position for position, id in enumerate(ids) if id in cases]
    place = np.full(len(ids) + 1, -1, dtype=np.int64)
    place[chosen] = np.arange(len(chosen))
    kept = place[codes] >= 0
    return kept, (tuple(ids[position] for position in chosen), place[codes][kept])


def _only_pairs(pairs: Any, cases: set[str]) -> Any:
    if pairs is None:
        return None
    column, (names, codes), *values = pairs
    kept, mine = _only(column, cases)
    return (mine, (names, codes[kept]), *(value[kept] for value in values))
