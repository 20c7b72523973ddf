"""Read AFFINITY and what goes with it, cases, people and conflicts, into what assign() takes."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cityloop.engine.text import Text

from .files import NUMBER, TEXT, Column, FileError, Table, read_table

if TYPE_CHECKING:
    from cityloop.engine.assignment import Pairs, Rules

BLANK = Column("text", blank=True)
COUNT = Column("number", blank=True, least=0)


@dataclass(frozen=True)
class Eligible:
    """The pairs that are left after conflicts, the rules for them, and the names of the groups of cases."""

    pairs: Pairs
    rules: Rules
    groups: tuple[str, ...]
    conflicts: int


def read_eligible(args: Namespace) -> Eligible:
    """Read everything that the options name; refuses doubled pairs, unknown names and counts that are none."""
    from cityloop.engine.assignment import Pairs, Rules

    table = read_table(args.affinity, {"case": TEXT, "assessor": TEXT, "affinity": NUMBER})
    (cases, case), (people, assessor) = table.codes("case"), table.codes("assessor")
    _refuse_doubled(table, case.astype(np.int64) * len(people) + assessor)
    about_cases = _about(args.cases, "case", cases, {"seats": COUNT, "field": BLANK, "group": BLANK})
    about_people = _about(
        args.people, "assessor", people, {"max_load": COUNT, "min_load": COUNT, "organisation": BLANK, "field": BLANK}
    )
    barred = _barred(args.conflicts, table, cases, people, case.astype(np.int64) * len(people) + assessor)
    case, assessor = case[~barred], assessor[~barred]
    groups, group = _coded(about_cases, "group", len(cases))
    fields = _texts(about_cases, "field", len(cases)), _texts(about_people, "field", len(people))
    organisation = _coded(about_people, "organisation", len(people))[1]
    _require_columns(args, about_cases, about_people)
    pairs = Pairs(
        tuple(cases),
        tuple(people),
        case,
        assessor,
        table["affinity"][~barred],
        _in_field(*fields, case, assessor) if args.from_field else None,
    )
    rules = Rules(
        per_case=_counts(about_cases, "seats", len(cases), args.per_case),
        max_load=_counts(about_people, "max_load", len(people), args.max_load),
        min_load=_counts(about_people, "min_load", len(people), args.min_load),
        organisation=None if args.per_organisation is None else organisation,
        per_organisation=args.per_organisation,
        from_field=args.from_field,
        floor=args.floor,
        link=args.link,
        group=np.maximum(group, 0) if len(groups) < 2 else group + 1,
    )
    return Eligible(pairs, rules, ("", *groups), int(barred.sum()))


def _refuse_doubled(table: Table, key: np.ndarray) -> None:
    if len(key) < 2 or (key[1:] > key[:-1]).all():
        return
    order = np.argsort(key, kind="stable")
    again = order[1:][np.diff(key[order]) == 0]
    if again.size:
        row = int(again.min())
        table.refuse(
            row,
            "assessor",
            found=f"{table['case'][row]}, {table['assessor'][row]}",
            expected=Text("건·위원마다 한 행", "one row for each case and assessor"),
            remedy=Text("겹치는 행을 지우십시오.", "Delete the row that repeats it."),
        )


def _about(path: Path | None, key: str, names: list[str], columns: dict[str, Column]) -> Table | None:
    """A file about cases or people, in the order of `names`; names it adds are appended to them."""
    if path is None:
        return None
    table = read_table(path, {key: TEXT}, columns)
    place = {name: position for position, name in enumerate(names)}
    row_of: dict[str, int] = {}
    for row, name in enumerate(table[key].tolist()):
        if name in row_of:
            table.refuse(
                row,
                key,
                found=name,
                expected=Text("이름마다 한 행", "one row for each name"),
                remedy=Text("겹치는 행을 지우십시오.", "Delete the row that repeats it."),
            )
        row_of[name] = row
        if name not in place:
            names.append(name)
    missing = [name for name in names if name not in row_of]
    if missing:
        raise FileError(
            path,
            column=key,
            expected=Text("AFFINITY의 모든 이름", "every name of AFFINITY"),
            found=Text("'{n}' 없음", "no '{n}'").format(n=missing[0]),
            remedy=Text("행을 추가하거나 이름을 맞추십시오.", "Add a row, or spell the name alike in both files."),
        )
    order = np.array([row_of[name] for name in names])
    return Table(path, {name: cells[order] for name, cells in table.items()}, len(order), None)


def _barred(path: Path | None, table: Table, cases: list[str], people: list[str], key: np.ndarray) -> np.ndarray:
    """Which pairs a conflict bars, bools (pairs,). A name that AFFINITY lacks may be a slip, so it is refused."""
    if path is None:
        return np.zeros(len(key), dtype=bool)
    conflicts = read_table(path, {"case": TEXT, "assessor": TEXT}, {"ground": BLANK}, empty=True)
    places = {"case": {n: i for i, n in enumerate(cases)}, "assessor": {n: i for i, n in enumerate(people)}}
    for column, known in places.items():
        for row, name in enumerate(conflicts[column].tolist()):
            if name not in known:
                conflicts.refuse(
                    row,
                    column,
                    found=name,
                    expected=Text("{p}에 있는 이름", "a name of {p}").format(p=table.path),
                    remedy=Text(
                        "이름을 고치십시오. 배정 대상이 아니면 행을 지우십시오.",
                        "Correct the name, or delete the row if it is not to be assigned at all.",
                    ),
                )
    barred = [
        places["case"][case] * len(people) + places["assessor"][person]
        for case, person in zip(conflicts["case"].tolist(), conflicts["assessor"].tolist(), strict=True)
    ]
    return np.isin(key, np.array(barred, dtype=np.int64))


def _counts(table: Table | None, name: str, size: int, default: int) -> np.ndarray:
    """Whole numbers of a column; the option where the column or the cell is not there."""
    if table is None or name not in table:
        return np.full(size, default)
    cells = np.where(np.isnan(table[name]), default, table[name])
    broken = np.flatnonzero(cells != np.floor(cells))
    if broken.size:
        table.refuse(
            int(broken[0]),
            name,
            found=f"{cells[broken[0]]:g}",
            expected=Text("0 이상의 정수", "a whole number of 0 or more"),
            remedy=Text("정수로 고치십시오.", "Write a whole number."),
        )
    return cells.astype(int)


def _texts(table: Table | None, name: str, size: int) -> np.ndarray:
    return np.full(size, "", dtype=object) if table is None or name not in table else table[name]


def _coded(table: Table | None, name: str, size: int) -> tuple[list[str], np.ndarray]:
    """The distinct values of a column, sorted, and the number of each row's; -1 for a blank cell."""
    cells = _texts(table, name, size)
    values = sorted({cell for cell in cells.tolist() if cell})
    place = {value: position for position, value in enumerate(values)} | {"": -1}
    return values, np.array([place[cell] for cell in cells.tolist()], dtype=int)


def _in_field(of_cases: np.ndarray, of_people: np.ndarray, case: np.ndarray, assessor: np.ndarray) -> np.ndarray:
    """Whether an assessor has a field of the case, bools (pairs,); cells may hold several, divided by |."""
    kinds, kind = np.unique(of_cases.astype(str), return_inverse=True)
    others, other = np.unique(of_people.astype(str), return_inverse=True)
    shared = np.array([[bool(_split(a) & _split(b)) for b in others] for a in kinds])
    return shared[kind[case], other[assessor]]


def _split(cell: str) -> set[str]:
    return {part.strip() for part in cell.split("|") if part.strip()}


def _require_columns(args: Namespace, cases: Table | None, people: Table | None) -> None:
    """An option that needs a column that is not there would silently do nothing: refuse it."""
    field = bool(args.from_field)
    needed = [
        ("--per-organisation", args.per_organisation is not None, people, "--people", "organisation"),
        ("--from-field", field, cases, "--cases", "field"),
        ("--from-field", field, people, "--people", "field"),
    ]
    for option, asked, table, file, column in needed:
        if asked and (table is None or column not in table):
            raise FileError(
                file if table is None else table.path,
                column=column,
                expected=Text("{o}에 필요한 열", "the column that {o} needs").format(o=option),
                remedy=Text("{f} 파일에 열을 추가하십시오.", "Give a file with it to {f}.").format(f=file),
            )
