"""A CSV file or the first sheet of a workbook as rows of texts by column, each with its line."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from cityloop.assessment.files import Unfit, kind_of
from cityloop.assessment.imports.workbook import letter_of
from cityloop.consulting.sheet.cells import Trouble

REQUIRED = ("city", "indicator", "value")
OPTIONAL = ("year", "quality", "unit", "status", "note", "region", "label")
MOST_LINES = 100_000
WIDEST = 40
ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Odd:
    """A cell of a workbook that holds no plain value: what a person sees in it, why it is not taken, what to do."""

    shown: str
    why: str
    remedy: str


@dataclass(frozen=True)
class Row:
    """A line of the file: texts (or `Odd`) by column; `letters` names the columns in a workbook."""

    line: int
    given: Mapping[str, str | Odd]
    fits: bool = True


@dataclass(frozen=True)
class Rows:
    """The lines of a file, or the one trouble that keeps it from being read."""

    rows: tuple[Row, ...]
    trouble: Trouble | None = None
    letters: Mapping[str, str] | None = None

    def cell(self, line: int, column: str) -> str:
        """The name of a cell in a workbook; nothing in a CSV file."""
        letter = (self.letters or {}).get(column, "")
        return f"{letter}{line}" if letter else ""


def rows_of(name: str, content: bytes) -> Rows:
    """The lines of a file; what it is, its content says, not its name."""
    table = name.lower().endswith((".xlsx", ".xlsm", ".xls")) or content.startswith(ZIP)
    return _workbook(name, content) if table else _csv(content)


def _csv(content: bytes) -> Rows:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _unread(line, _("It is not UTF-8."), _("Save the file as “CSV UTF-8”."))
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().lower() for name in reader.fieldnames or []]
        if trouble := _header_trouble(header):
            return Rows((), trouble)
        reader.fieldnames = header
        rows = tuple(_line(reader.line_num, row) for row in reader)
    except csv.Error as error:
        why = _("It is not CSV (%(error)s).") % {"error": error}
        return _unread(reader.line_num, why, _("Save the table as CSV again."))
    return _counted(Rows(rows))


def _line(line: int, row: dict) -> Row:
    given = {name: (value or "").strip() for name, value in row.items() if name and not isinstance(value, list)}
    return Row(line, given, None not in row and None not in row.values())


def _workbook(name: str, content: bytes) -> Rows:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        if kind_of(name, content) != "xlsx":
            return _unread(1, _("It is no XLSX workbook."), _("Save it as XLSX or as CSV UTF-8, and choose it again."))
        book = load_workbook(io.BytesIO(content), read_only=True)
        lines = list(book.worksheets[0].iter_rows(max_row=MOST_LINES + 2, max_col=WIDEST))
    except Unfit as unfit:
        return _unread(1, str(unfit.why), str(unfit.remedy))
    except (InvalidFileException, BadZipFile, KeyError, IndexError, ValueError, TypeError, OSError, SyntaxError):
        return _unread(
            1, _("The workbook is damaged."), _("Open it in a spreadsheet, save it anew, and choose it again.")
        )
    return _table([[_plain(cell) for cell in line] for line in lines])


def _table(lines: list[list]) -> Rows:
    while lines and not any(lines[-1]):
        lines.pop()
    header = [str(cell).strip().lower() for cell in lines[0]] if lines else []
    while header and not header[-1]:
        header.pop()
    if trouble := _header_trouble(header):
        return Rows((), trouble)
    letters = {column: letter_of(position) for position, column in enumerate(header)}
    rows = tuple(
        Row(number, dict(zip_longest(header, line[: len(header)], fillvalue="")), fits=not any(line[len(header) :]))
        for number, line in enumerate(lines[1:], 2)
        if any(line)
    )
    return _counted(Rows(rows, letters=letters))


def _plain(cell) -> str | Odd:
    """A cell as the text that a CSV file would have; what only looks like a value is said to be odd."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Odd(
            str(value), _("A formula stands in the cell."), _("Copy the column and paste it as values, then save.")
        )
    if cell.data_type == "e":
        return Odd(str(value), _("The spreadsheet shows an error here."), _("Mend the formula, or empty the cell."))
    if isinstance(value, bool | date):
        return Odd(str(value), _("It is a date or a yes, not a number."), _("Set the format of the cell to number."))
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return str(value).strip()


def _number(value, shape: str) -> str | Odd:
    if "%" in shape:
        return Odd(
            f"{100 * value:g}%",
            _("The cell is shown in percent, but holds %(value)s.") % {"value": f"{value:g}"},
            _("Set its format to number, and write what it should say, such as 21.9."),
        )
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _counted(found: Rows) -> Rows:
    if found.rows and len(found.rows) <= MOST_LINES:
        return found
    why = _("It has %(lines)s lines of values.") % {"lines": len(found.rows)}
    return _unread(1, why, _("Give between 1 and %(most)s.") % {"most": f"{MOST_LINES:,}"})


def _unread(line: int, why: str, remedy: str) -> Rows:
    return Rows((), Trouble(line, _("file"), "", why, remedy))


def _header_trouble(header: list[str]) -> Trouble | None:
    missing = [name for name in REQUIRED if name not in header]
    strange = [name for name in header if name not in (*REQUIRED, *OPTIONAL)]
    twice = sorted({name for name in header if header.count(name) > 1})
    if missing:
        why = _("The column %(names)s is missing.") % {"names": ", ".join(missing)}
    elif strange:
        why = _("The column %(names)s is not known.") % {"names": ", ".join(strange)}
    elif twice:
        why = _("The column %(names)s is there twice.") % {"names": ", ".join(twice)}
    else:
        return None
    remedy = _("Name the columns %(required)s and, where you have them, %(optional)s; separate them by commas.")
    names = {"required": ", ".join(REQUIRED), "optional": ", ".join(OPTIONAL)}
    return Trouble(1, _("header"), ",".join(header)[:80], why, remedy % names)
