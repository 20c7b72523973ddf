"""Files of indicator values, read cell by cell before anything is believed."""

from cityloop.consulting.sheet.cells import Cell, Sheet, Trouble
from cityloop.consulting.sheet.reading import bare, names_of, read_sheet, read_sheets

__all__ = ["Cell", "Sheet", "Trouble", "bare", "names_of", "read_sheet", "read_sheets"]
