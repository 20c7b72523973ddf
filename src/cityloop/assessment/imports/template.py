"""The sheet that an assessor takes along to mark offline: criteria and anchors in both languages, marks so far."""

import io

from cityloop.assessment.queries import compiled, counting_marks
from cityloop.engine.evaluation import scale

KIND = "cityloop-marks/1"
NOT_APPLICABLE = "–"
FIRST_ROW = 4
COLUMNS = (
    # Korean, English, width
    ("지표 코드", "Id", 26),
    ("평가영역", "Area", 24),
    ("평가지표", "Criterion", 34),
    ("평가 질문", "Question", 44),
    ("평점 기준", "Anchors", 60),
    ("평점(해당 없음은 –)", "Mark (– where it does not apply)", 14),
    ("확신도 1–5", "Confidence 1–5", 12),
    ("사유", "Reason", 60),
)
MARK, CONFIDENCE, NOTE = 5, 6, 7
"""Columns, counted from 0."""


def mark_template(sheet) -> bytes:
    """The workbook of a mark sheet, as XLSX bytes; its first row says whose it is, for which case and round."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    case, rules = sheet.case, compiled(sheet.case.edition)
    book = Workbook()
    page = book.active
    page.title = "marks"
    _write(page, 1, (KIND, case.reference, sheet.person.code, sheet.round, case.edition.digest))
    page.row_dimensions[1].hidden = True
    _write(page, 2, (f"{case.reference} {case.title_ko} / {case.title_en}",))
    _write(page, 3, tuple(f"{ko}\n{en}" for ko, en, _ in COLUMNS))
    counting = counting_marks([sheet])[sheet.pk]
    marked = [one for one in rules.criteria_for(case.profile) if one.marked]
    for row, criterion in enumerate(marked, FIRST_ROW):
        _write(page, row, (*_described(rules, criterion), *_given(counting.get(criterion.id))))
    for letter, (_ko, _en, width) in zip("ABCDEFGH", COLUMNS, strict=True):
        page.column_dimensions[letter].width = width
    open_to_fill = PatternFill("solid", fgColor="FFF7E0")
    for row in page.iter_rows(min_row=3, max_row=page.max_row):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 3)
            if cell.row >= FIRST_ROW and cell.column > MARK:
                cell.fill = open_to_fill
    page.freeze_panes = "D4"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page, row: int, values) -> None:
    for column, value in enumerate(values, 1):
        if value is None:
            continue
        cell = page.cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"  # never a formula, whatever it begins with


def _described(rules, criterion) -> tuple:
    area = rules.area(criterion.area)
    means = {level.mark: level.means for level in criterion.levels}
    anchors = [
        f"{mark:g}: {means[mark].ko} / {means[mark].en}" if mark in means else f"{mark:g}" for mark in scale(criterion)
    ]
    return (
        criterion.id,
        _both(area.title) if area else "",
        _both(criterion.title),
        _both(criterion.asks),
        "\n".join(anchors),
    )


def _given(mark) -> tuple:
    if mark is None:
        return None, None, None
    return NOT_APPLICABLE if mark.mark is None else mark.shown, mark.confidence, mark.note or None


def _both(text) -> str:
    return f"{text.ko}\n{text.en}"
