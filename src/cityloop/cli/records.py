"""Records in a file of JSON lines or CSV, each with the line it came from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cityloop.engine.text import Text

from .errors import FileError
from .files import Column, read_table
from .reading import read_text

COLUMNS = ("name_ko", "name_en", "summary_ko", "summary_en", "field")


@dataclass(frozen=True)
class RecordFile:
    """The rows of a file as mappings, and the line of each."""

    path: Path
    sha256: str
    rows: list[Mapping[str, object]]
    line_of: Callable[[int], int | None]

    def refusal(self, row: int, column: str, found: object, expected: Text, remedy: Text) -> FileError:
        """What is said about one cell."""
        return FileError(
            self.path, line=self.line_of(row), column=column, found=found, expected=expected, remedy=remedy
        )


def read_records(path: Path) -> RecordFile:
    """Read `.jsonl` (an object a line) or `.csv` (the columns `id` and `COLUMNS`); raises `FileError`."""
    if path.suffix.lower() == ".jsonl":
        return _json_lines(path)
    if path.suffix.lower() == ".csv":
        table = read_table(path, dict.fromkeys(("id", *COLUMNS), Column("text", blank=True)))
        columns = {name: table[name].tolist() for name in table}
        rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
        return RecordFile(path, _digest(path), rows, table.line_of)
    raise FileError(
        path,
        expected=Text(".jsonl 또는 .csv 파일", "a file that ends in .jsonl or .csv"),
        remedy=Text("둘 중 하나로 저장하십시오.", "Save it as one of the two."),
    )


def _json_lines(path: Path) -> RecordFile:
    rows, lines = [], []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            rows.append(_object(path, number, line))
            lines.append(number)
    if not rows:
        raise FileError(
            path,
            expected=Text("한 줄에 JSON 객체 하나씩", "one JSON object on each line"),
            remedy=Text("빈 파일입니다. 파일을 확인하십시오.", "The file is empty: check that it is the right one."),
        )
    return RecordFile(path, _digest(path), rows, lambda row: lines[row])


def _object(path: Path, number: int, line: str) -> Mapping[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        column = getattr(error, "colno", None)
        raise FileError(
            path,
            line=number,
            column=None if column is None else str(column),
            found=line,
            expected=Text("JSON 객체 하나", "one JSON object"),
            remedy=Text("따옴표, 쉼표, 중괄호를 확인하십시오.", "Look at the quotes, commas and braces."),
        ) from error
    if not isinstance(value, dict):
        raise FileError(
            path,
            line=number,
            found=line,
            expected=Text("JSON 객체 하나", "one JSON object"),
            remedy=Text("한 줄을 {…}로 적으십시오.", "Write the line as {…}."),
        )
    return value


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
