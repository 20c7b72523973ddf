"""An XLSX workbook as plain rows, after it was checked as any upload is: type, encryption, macros, size."""

import io
from dataclasses import dataclass
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from cityloop.assessment.files import Unfit, kind_of

LARGEST = 5_000_000
MOST_ROWS, MOST_COLUMNS = 2_000, 60


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


def rows_of(name: str, content: bytes) -> list[tuple]:
    """The rows of the first sheet, cells as values (of formulas, what they last showed). Raises `NotRead`."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if len(content) > LARGEST:
        raise NotRead(_("The file is larger than 5 MB."), _("Hand in the sheet alone, without pictures."))
    try:
        kind = kind_of(name, content)
    except Unfit as unfit:
        raise NotRead(str(unfit.why), str(unfit.remedy)) from unfit
    if kind != "xlsx":
        raise NotRead(_("It is no XLSX workbook."), _("Save it as XLSX, and choose it again."))
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return list(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True))
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
