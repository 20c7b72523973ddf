"""Cells that other people wrote, for files that a spreadsheet opens."""

import csv
import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

EPOCH = (1980, 1, 1, 0, 0, 0)
CORE, MOMENT = "docProps/core.xml", re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert(value):
    """The value of a cell; a text that a spreadsheet would take for a formula is quoted.

    >>> inert("=1+1"), inert("-"), inert(-1), inert("Safe crossing")
    ("'=1+1", "'-", -1, 'Safe crossing')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(OPENS_A_FORMULA) else value


def workbook(title: str, rows, widths=()) -> bytes:
    """An XLSX of one sheet whose first row heads the others. Texts stay texts, and equal rows give equal bytes.

    >>> workbook("a", [["x"], ["=1+1"]]) == workbook("a", [["x"], ["=1+1"]])
    True
    """
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    for y, row in enumerate(rows, 1):
        for x, value in enumerate(row, 1):
            cell = sheet.cell(y, x, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
            cell.data_type = "s" if isinstance(value, str) else cell.data_type  # no formula, whatever it begins with
            cell.font, cell.alignment = Font(bold=y == 1), Alignment(wrap_text=True, vertical="top")
    for x, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(x)].width = width
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return _without_time(file.getvalue())


def comma_separated(rows) -> str:
    """Rows as CSV that a spreadsheet opens in any script; nothing in it is taken for a formula.

    >>> comma_separated([["a", "b"], ["=1", 0.5]]).splitlines()[1:]
    ["'=1,0.5"]
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([inert(value) for value in row] for row in rows)
    return "\ufeff" + file.getvalue()


def _without_time(content: bytes) -> bytes:
    """The same workbook without the moment at which it was written."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as timeless:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            text = made.read(name)
            timeless.writestr(member, MOMENT.sub(b"1980-01-01T00:00:00Z", text) if name == CORE else text)
    return file.getvalue()
