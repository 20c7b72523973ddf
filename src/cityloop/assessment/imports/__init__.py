"""Workbooks that come in: read cell by cell, everything that is wrong named by its cell. Nothing is saved here."""

from cityloop.assessment.imports.marks import Change, Reading, read_marks
from cityloop.assessment.imports.template import mark_template
from cityloop.assessment.imports.workbook import NotRead, Trouble, rows_of

__all__ = ["Change", "NotRead", "Reading", "Trouble", "mark_template", "read_marks", "rows_of"]
