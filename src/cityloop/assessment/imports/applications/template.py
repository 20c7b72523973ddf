"""The workbook in which applications are written down, made from an edition: one row each, in both languages."""

import io

from cityloop.assessment.imports.applications.cells import in_two, written
from cityloop.assessment.imports.applications.columns import columns_at
from cityloop.assessment.imports.applications.guide import guide
from cityloop.assessment.models import Case
from cityloop.assessment.queries import dossier_of

KIND = "cityloop-applications/1"
SHEET, LISTS, GUIDE = "applications", "lists", "guide"
FIRST_ROW = 5
ROWS_TO_FILL = 100
WIDEST, NARROWEST = 46, 16


def way_of(bringing) -> str:
    """Which of the two sheets it is: the applicant's own, or that of an officer who enters what came in."""
    return "received" if bringing.received else "own"


def application_template(bringing, cases=()) -> bytes:
    """The workbook for one who brings it, as XLSX bytes, with a row for each draft among `cases`: `[(key, case)]`."""
    from openpyxl import Workbook

    columns = columns_at(bringing)
    book = Workbook()
    page, lists, told = book.active, book.create_sheet(LISTS), book.create_sheet(GUIDE)
    page.title = SHEET
    _head(page, bringing, columns)
    for row, (key, case) in enumerate(cases, FIRST_ROW):
        _write(page, row, _of_case(columns, key, case))
    _choices(page, lists, columns)
    for row, values in enumerate(guide(bringing, columns), 1):
        _write(told, row, values)
    _dress(page, told, columns)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(page, bringing, columns) -> None:
    _write(page, 1, (KIND, bringing.edition.digest, bringing.profile, way_of(bringing)))
    _write(page, 2, tuple(column.id for column in columns))
    _write(page, 3, tuple(f"{column.title.ko}\n{column.title.en}{' *' if column.needed else ''}" for column in columns))
    _write(page, 4, tuple(f"{column.says.ko}\n{column.says.en}" for column in columns))
    page.row_dimensions[1].hidden = page.row_dimensions[2].hidden = True


def _of_case(columns, key: str, case: Case) -> tuple:
    answers = dossier_of(case).answers
    known = columns[0].options.get(key)
    row = [in_two(known) if known else key]
    for column in columns[1:]:
        row.append(written(column.question, answers.get(column.question.id), both=True) if column.question else "")
    return tuple(value if value != "" else None for value in row)


def _choices(page, lists, columns) -> None:
    """A list of choices for each column that has any, on a sheet of its own: a cell's own list is too short."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    at = 0
    for position, column in enumerate(columns, 1):
        if not column.options:
            continue
        at += 1
        values = [in_two(title) for title in column.options.values()]
        for row, value in enumerate((f"{column.title.ko} / {column.title.en}", *values), 1):
            _text(lists.cell(row, at), value)
        letter = get_column_letter(at)
        several = column.question is not None and column.question.limit and (column.question.limit.choices or 1) > 1
        rule = DataValidation("list", formula1=f"{LISTS}!${letter}$2:${letter}${len(values) + 1}", allow_blank=True)
        rule.showErrorMessage = not several
        page.add_data_validation(rule)
        own = get_column_letter(position)
        rule.add(f"{own}{FIRST_ROW}:{own}{FIRST_ROW + ROWS_TO_FILL - 1}")


def _dress(page, told, columns) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for position, column in enumerate(columns, 1):
        width = WIDEST if column.question is not None and column.question.type in ("text", "table") else NARROWEST + 8
        page.column_dimensions[get_column_letter(position)].width = width
    fill = PatternFill("solid", fgColor="EEF2F7")
    for row in page.iter_rows(min_row=3, max_row=max(page.max_row, 4)):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.row == 3:
                cell.font, cell.fill = Font(bold=True), fill
            elif cell.row == 4:
                cell.font = Font(italic=True, color="555555")
    page.freeze_panes = f"B{FIRST_ROW}"
    for letter, width in zip("ABC", (30, 60, 60), strict=True):
        told.column_dimensions[letter].width = width
    for row in told.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write(page, row: int, values) -> None:
    for column, value in enumerate(values, 1):
        if value is not None:
            _text(page.cell(row, column), value)


def _text(cell, value) -> None:
    """A text is never a formula, whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
