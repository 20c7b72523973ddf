"""Tables in and out of files, as every verb uses them: `read_table`, `save`, `FileError`, `Impossible`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from cityloop.engine.text import Text

from .errors import FileError, Impossible, Refusal
from .reading import read_csv, read_parquet
from .saving import save
from .tables import NUMBER, TEXT, Column, Table

__all__ = [
    "NUMBER",
    "TEXT",
    "Column",
    "FileError",
    "Impossible",
    "Refusal",
    "Table",
    "add_report",
    "read_table",
    "save",
]


def add_report(parser: Any) -> None:
    """Give a verb the option `--report r.json`, which every verb takes."""
    parser.add_argument("--report", type=Path, metavar="R.json", help="write what was done, and why, as JSON")


def read_table(
    path: Path | str,
    required: Mapping[str, Column],
    optional: Mapping[str, Column] | None = None,
    *,
    rest: Column | None = None,
    empty: bool = False,
) -> Table:
    """Read the columns named in `required`, those of `optional` that are there, and all others if `rest` says as what.

    Cells are trimmed. Accepts UTF-8 with or without a byte-order mark and any line ending. Refuses (`FileError`): a
    missing or empty file, another encoding, a missing or doubled column, a ragged row, a cell that is not a number
    where one is due, NaN and the infinities, and, unless `empty`, a file without a row.
    """
    from .cells import convert  # numpy is not loaded until there is a table: `--help` stays fast

    path = Path(path)
    _check_ending(path)
    arrow, text = read_parquet(path) if path.suffix.lower() == ".parquet" else read_csv(path)
    header = [name.strip() for name in arrow.column_names]
    _check_header(path, header, required)
    if not arrow.num_rows and not empty:
        raise FileError(
            path,
            expected=Text("자료가 있는 행 1개 이상", "at least one row of data under the header"),
            remedy=Text("자료를 채우거나 파일을 확인하십시오.", "Fill it, or check that it is the right file."),
        )
    plan = {**dict.fromkeys(header, rest), **{k: v for k, v in (optional or {}).items() if k in header}, **required}
    table = Table(path, {}, arrow.num_rows, text)
    for index, name in enumerate(header):
        if plan[name] is not None:
            table[name] = convert(table, name, arrow.column(index), plan[name])
    return table


def _check_ending(path: Path) -> None:
    if path.suffix.lower() not in (".csv", ".parquet"):
        raise FileError(
            path,
            expected=Text(".csv 또는 .parquet 파일", "a file that ends in .csv or .parquet"),
            remedy=Text("CSV(UTF-8)로 저장한 뒤 다시 실행하십시오.", "Save it as CSV (UTF-8) and run again."),
        )


def _check_header(path: Path, header: list[str], required: Iterable[str]) -> None:
    doubled = sorted({name for name in header if header.count(name) > 1}) if len(set(header)) < len(header) else []
    if doubled:
        raise FileError(
            path,
            line=1,
            column=doubled[0],
            expected=Text("이름이 서로 다른 열", "columns with different names"),
            remedy=Text("이름이 겹치는 열을 하나만 남기십시오.", "Keep one of the columns of that name."),
        )
    for name in required:
        if name not in header:
            _refuse_without(path, header, name, list(required))


def _refuse_without(path: Path, header: list[str], name: str, required: list[str]) -> NoReturn:
    near = difflib.get_close_matches(name, header, n=1, cutoff=0.6)
    if len(header) == 1 and any(sign in header[0] for sign in ";\t|"):
        remedy = Text("칸을 쉼표로 나누어 다시 저장하십시오.", "Save it again with commas between the cells.")
    elif near:
        remedy = Text("열 '{a}'의 이름을 '{b}'(으)로 고치십시오.", "Rename column '{a}' to '{b}'.").format(
            a=near[0], b=name
        )
    else:
        remedy = Text("머리글에 필요한 열: {r}.", "The header needs: {r}.").format(r=", ".join(required))
    raise FileError(
        path,
        line=1,
        found=", ".join(header)[:80],
        expected=Text("열 '{n}'", "a column '{n}'").format(n=name),
        remedy=remedy,
    )
