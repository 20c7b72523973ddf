"""Read MARKS as calibrate() takes them: individual marks on stated scales."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from cityloop.engine.text import Text

from .errors import Impossible
from .files import NUMBER, TEXT, Column, FileError, read_table
from .marks import read_marks

if TYPE_CHECKING:
    from cityloop.engine.calibration import Marks


def read_ratings(args: Namespace) -> Marks:
    """The marks given as numbers; NA, pending, void and blank ones are no marks here.

    Refuses a mark without an assessor or off its scale, more levels than a rating scale has, and (`Impossible`) marks
    from which nothing can be learned.
    """
    from cityloop.engine.calibration import Marks

    if args.marks is None:
        raise FileError(
            "MARKS",
            expected=Text("점수 파일", "a file of marks"),
            remedy=Text("파일을 지정하거나 --simulate를 쓰십시오.", "Name one, or ask for --simulate."),
        )
    read = read_marks(args.marks)
    kept = ~read.not_applicable
    names, places = [], []
    for (known, codes), column in zip(read.columns, ("case", "assessor", "criterion"), strict=True):
        used, place = np.unique(codes[kept], return_inverse=True)
        names.append(tuple(known[code] for code in used))
        places.append(place)
        if "" in names[-1]:
            _refuse_agreed(read, kept, column)
    low, high, weight = _scales(args, names[2], read.mark[kept])
    off = np.flatnonzero((read.mark[kept] < low[places[2]]) | (read.mark[kept] > high[places[2]]))
    if off.size:
        row, ends = int(read.rows[kept][off[0]]), (low[places[2]][off[0]], high[places[2]][off[0]])
        read.table.refuse(
            row,
            "mark",
            found=f"{read.mark[kept][off[0]]:g}",
            expected=Text("{a:g}–{b:g} 척도의 점수", "a mark on the scale {a:g} to {b:g}").format(a=ends[0], b=ends[1]),
            remedy=Text("점수를 고치거나 척도를 바꾸십시오.", "Correct the mark, or state another scale."),
        )
    _require_difference(args.marks, read.mark[kept], low[places[2]], high[places[2]])
    cases, assessors, criteria = names
    case, assessor, criterion = places
    return Marks(cases, assessors, criteria, case, assessor, criterion, read.mark[kept], low, high, weight)


def _refuse_agreed(read: Any, kept: np.ndarray, column: str) -> None:
    row = next(int(row) for row in read.rows[kept] if read.table[column][row] == "")
    read.table.refuse(
        row,
        column,
        expected=Text("점수를 준 위원", "the assessor who gave the mark"),
        remedy=Text("합의 점수를 지우고 개인별 점수만 남기십시오.", "Leave agreed marks out."),
    )


def _scales(args: Namespace, criteria: tuple[str, ...], mark: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The ends and the weight of each criterion: from --criteria, else --scale, else from the marks."""
    ends = args.scale or (min(0.0, mark.min(initial=0.0)), max(mark.max(initial=1.0), 1e-9))
    low, high = (np.full(len(criteria), end) for end in ends)
    weight = np.ones(len(criteria))
    if args.criteria is None:
        return low, high, weight
    table = read_table(
        args.criteria, {"criterion": TEXT, "low": NUMBER, "high": NUMBER}, {"weight": Column("number", least=0.0)}
    )
    rows = {name: row for row, name in enumerate(table["criterion"].tolist())}
    for place, name in enumerate(criteria):
        if name not in rows:
            raise FileError(
                args.criteria,
                column="criterion",
                found=Text("'{n}' 없음", "no '{n}'").format(n=name),
                expected=Text("점수 파일의 모든 지표", "every criterion that was marked"),
                remedy=Text("행을 추가하십시오.", "Add a row for it."),
            )
        row = rows[name]
        low[place], high[place] = table["low"][row], table["high"][row]
        weight[place] = table["weight"][row] if "weight" in table else 1.0
        if low[place] >= high[place]:
            table.refuse(
                row,
                "high",
                found=f"{high[place]:g}",
                expected=Text("low보다 큰 수", "more than low"),
                remedy=Text("척도의 두 끝을 고치십시오.", "Correct the ends of the scale."),
            )
    return low, high, weight


def _require_difference(path: Path, mark: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
    """Refuse marks from which nothing can be learned, and marks that are no rating scale."""
    from cityloop.engine.calibration.values import MOST_LEVELS

    if len(np.unique(mark)) < 2:
        said = Text("{p}: 점수가 모두 같아 구별할 것이 없습니다.", "{p}: all marks are equal: nothing to tell apart.")
        raise Impossible(said.format(p=path))
    scales = {*zip(low.tolist(), high.tolist(), strict=True)}
    levels = max(len(np.unique(mark[(low == a) & (high == b)])) for a, b in scales)
    if levels > MOST_LEVELS:
        raise FileError(
            path,
            column="mark",
            found=Text("서로 다른 점수 {n}개", "{n} distinct marks").format(n=levels),
            expected=Text("척도마다 {n}개 이하", "at most {n} on a scale").format(n=MOST_LEVELS),
            remedy=Text("점수를 반올림하십시오(예: 5점 단위).", "Round them, to fives for example."),
        )
