"""Read MARKS and measurements, and hold them against an edition, for the verbs that judge."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cityloop.engine.edition import Criterion, Edition
from cityloop.engine.text import Text

from .files import Column, FileError, Table, read_table

WORDS = {"NA": 9e301, "pending": 9e302, "void": 9e303}
"""What may stand in the place of a mark, and the number that stands for it until the columns are divided."""

MARK = Column("number", blank=True, words=WORDS)


@dataclass(frozen=True)
class Marks:
    """The columns of a MARKS file as `evaluate_many` takes them. A blank mark is none and has no row."""

    table: Table
    columns: tuple[Any, Any, Any]
    mark: np.ndarray
    not_applicable: np.ndarray
    pending: tuple[list[str], list[str]]
    voided: tuple[list[str], list[str]]
    rows: np.ndarray

    @property
    def given(self) -> dict[str, Any]:
        """The keyword arguments of `evaluate_many` that come from the words in the column of marks."""
        return {"not_applicable": self.not_applicable, "pending": self.pending, "voided": self.voided}


def read_marks(path: Path) -> Marks:
    """Read `case,assessor,criterion,mark`: a number, NA, pending, void or blank. An empty assessor: all agreed.

    Raises `FileError`, also where one assessor marks one criterion of one case twice.
    """
    text = Column("text")
    table = read_table(path, {"case": text, "assessor": Column("text", blank=True), "criterion": text, "mark": MARK})
    coded = [table.codes(name) for name in ("case", "assessor", "criterion")]
    _refuse_doubled(table, coded)
    mark = table["mark"]
    words = {word: np.flatnonzero(mark == number) for word, number in WORDS.items()}
    kept = np.flatnonzero(~np.isnan(mark) & (mark != WORDS["pending"]) & (mark != WORDS["void"]))
    pairs = {word: tuple(list(table[name][words[word]]) for name in ("case", "criterion")) for word in WORDS}
    not_applicable = mark[kept] == WORDS["NA"]
    columns = tuple((names, codes[kept]) for names, codes in coded)
    number = np.where(not_applicable, 0, mark[kept])
    return Marks(table, columns, number, not_applicable, pairs["pending"], pairs["void"], kept)


def read_measurements(path: Path | None) -> tuple[Any, Any, Any] | None:
    """Read `case,criterion,value` (a number or NA) as columns; None without a file."""
    if path is None:
        return None
    value = Column("number", words={"NA": -np.inf}, blank=True)
    table = read_table(path, {"case": Column("text"), "criterion": Column("text"), "value": value})
    kept = np.flatnonzero(~np.isnan(table["value"]))
    (cases, case), (criteria, criterion) = table.codes("case"), table.codes("criterion")
    return (cases, case[kept]), (criteria, criterion[kept]), table["value"][kept]


def require_known_criteria(table: Table, *editions: Edition) -> None:
    """Refuse a file with a criterion that none of the editions has."""
    names, codes = table.codes("criterion")
    known = {id for edition in editions for id in edition.by_id}
    strange = [position for position, name in enumerate(names) if name not in known]
    if not strange:
        return
    name = names[strange[0]]
    near = difflib.get_close_matches(name, sorted(known), n=1)
    hint = Text("'{n}'을(를) 뜻하는지 확인하십시오.", "Did you mean '{n}'?").format(n=near[0]) if near else _LOOK
    table.refuse(
        int(np.flatnonzero(codes == strange[0])[0]),
        "criterion",
        found=name,
        expected=Text("{e}의 지표", "a criterion of {e}").format(e=editions[0].reference),
        remedy=hint,
    )


_LOOK = Text("이 판의 지표 식별자를 쓰십시오.", "Use the ids of its criteria, or another edition.")


def require_marks_on_scale(marks: Marks, edition: Edition) -> None:
    """Refuse a file with a mark that is not on the scale of its criterion."""
    from cityloop.engine.evaluation import mark_problem

    names, codes = marks.columns[2]
    pairs = np.unique(np.stack([codes[~marks.not_applicable], marks.mark[~marks.not_applicable]]), axis=1)
    wrong = [(int(code), mark) for code, mark in pairs.T if mark_problem(_of(edition, names, code), float(mark))]
    if not wrong:
        return
    first = min(int(np.flatnonzero((codes == code) & (marks.mark == mark))[0]) for code, mark in wrong)
    criterion = _of(edition, names, codes[first])
    marks.table.refuse(
        int(marks.rows[first]),
        "mark",
        found=f"{marks.mark[first]:g}",
        expected=Text("'{i}' 지표의 척도에 있는 점수", "a mark on the scale of '{i}'").format(i=criterion.id),
        remedy=mark_problem(criterion, float(marks.mark[first])) or _LOOK,
    )


def _of(edition: Edition, names: Any, code: float) -> Criterion:
    return edition.by_id[names[int(code)]]


def _refuse_doubled(table: Table, coded: list[tuple[list[str], np.ndarray]]) -> None:
    key = np.zeros(table.rows, dtype=np.int64)
    for names, codes in coded:
        key = key * len(names) + codes
    order = np.argsort(key, kind="stable")
    again = order[1:][np.diff(key[order]) == 0]
    if again.size:
        row = int(again.min())
        raise FileError(
            table.path,
            line=table.line_of(row),
            found=" / ".join(str(table[name][row]) for name in ("case", "assessor", "criterion")),
            expected=Text("건·평가위원·지표마다 한 행", "one row for each case, assessor and criterion"),
            remedy=Text("유효한 행 하나만 남기십시오.", "Keep the row that counts."),
        )
