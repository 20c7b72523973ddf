"""An XLSX workbook as plain rows, after it was checked as any upload is: type, encryption, macros, size."""

import io
from dataclasses import dataclass
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from cityloop.assessment.files import Unfit, kind_of

LARGEST = 5_000_000
MOST_ROWS, MOST_COLUMNS = 2_000, 60
WIDEST_SHEET = 200


class NotRead(Exception):
    """A file that is no workbook which can be read: why, and what to do."""

    def __init__(self, why, remedy):
        super().__init__(why)
        self.why, self.remedy = why, remedy


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one cell: where (as a spreadsheet names it), what stands there, why, and what to do."""

    cell: str
    found: str
    why: str
    remedy: str

    def __str__(self):
        return _("Cell %(cell)s “%(found)s”: %(why)s %(remedy)s") % self.__dict__


@dataclass(frozen=True)
class Formula:
    """A cell in which a formula stands."""

    text: str


@dataclass(frozen=True)
class Failed:
    """A cell in which the spreadsheet shows an error, such as #REF!."""

    text: str


def rows_of(name: str, content: bytes) -> list[tuple]:
    """The rows of the first sheet, cells as values (of formulas, what they last showed). Raises `NotRead`."""
    return _read(
        name,
        content,
        LARGEST,
        lambda book: list(book.worksheets[0].iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)),
        data_only=True,
    )


def cells_of(name: str, content: bytes, sheet: str, largest: int, most_rows: int) -> list[tuple]:
    """The rows of one sheet with formulas and errors marked as such; at most one row more than `most_rows`."""
    return _read(
        name,
        content,
        largest,
        lambda book: [
            tuple(_marked(cell) for cell in row)
            for row in _sheet(book, sheet).iter_rows(max_row=most_rows + 1, max_col=WIDEST_SHEET)
        ],
        data_only=False,
    )


def letter_of(position: int) -> str:
    """The letter of a column by its position from 0, as a spreadsheet names it.

    >>> letter_of(0), letter_of(26)
    ('A', 'AA')
    """
    from openpyxl.utils import get_column_letter

    return get_column_letter(position + 1)


def _read(name: str, content: bytes, largest: int, take, data_only: bool):
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if len(content) > largest:
        raise too_large(largest)
    try:
        kind = kind_of(name, content)
    except Unfit as unfit:
        raise NotRead(str(unfit.why), str(unfit.remedy)) from unfit
    if kind != "xlsx":
        raise NotRead(_("It is no XLSX workbook."), _("Save it as XLSX, and choose it again."))
    try:
        return take(load_workbook(io.BytesIO(content), read_only=True, data_only=data_only))
    except (
        InvalidFileException,
        BadZipFile,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        OSError,
        SyntaxError,
    ) as error:
        raise NotRead(
            _("The workbook is damaged."), _("Open it in a spreadsheet, save it anew, and choose it again.")
        ) from error


def too_large(largest: int) -> NotRead:
    """What is said of a file that is larger than may be read."""
    why = _("The file is larger than %(limit)s MB.") % {"limit": f"{largest / 1_000_000:g}"}
    return NotRead(why, _("Hand in the sheet alone, without pictures."))


def _sheet(book, title: str):
    if title not in book.sheetnames:
        raise NotRead(
            _("The workbook has no sheet “%(title)s”.") % {"title": title},
            _("Leave the names of the sheets as they were."),
        )
    return book[title]


def _marked(cell):
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return Formula(str(cell.value))
    return Failed(str(cell.value)) if cell.data_type == "e" else cell.value
