"""Applications in a workbook, one a row: the sheet that an edition asks for, and what a filled-in one says."""

from cityloop.assessment.imports.applications.columns import columns_at
from cityloop.assessment.imports.applications.reading import LARGEST, MOST, Line, read_book
from cityloop.assessment.imports.applications.template import application_template
from cityloop.assessment.imports.applications.values import CellChange, Planned, RowChange

__all__ = [
    "LARGEST",
    "MOST",
    "CellChange",
    "Line",
    "Planned",
    "RowChange",
    "application_template",
    "columns_at",
    "read_book",
]
