"""A workbook in which a city writes its values: a line for every indicator, what is known filled in."""

from cityloop.assessment.queries import compiled
from cityloop.language import pick
from cityloop.spreadsheet import workbook

COLUMNS = ("city", "indicator", "label", "unit", "value", "year", "quality", "status", "note")
WIDTHS = (14, 18, 44, 18, 12, 8, 14, 16, 30)


def values_template(city, edition, values) -> bytes:
    """The workbook for one city and framework; `values` by indicator. Those that a mapping reads are left empty."""
    rows = [_row(city, indicator, values.get(indicator.id)) for indicator in compiled(edition).indicators]
    return workbook(edition.scheme, [COLUMNS, *rows], WIDTHS)


def _row(city, indicator, cell) -> tuple:
    unit = _said(indicator.unit) if indicator.unit else ""
    if cell is None or getattr(cell, "link", None):
        return city.code, indicator.id, _said(indicator.title), unit, None, None, "", "", ""
    return (
        city.code, indicator.id, _said(indicator.title), unit, cell.value, cell.year, cell.quality,
        "" if cell.value is not None else cell.status, cell.note,
    )  # fmt: skip


def _said(text) -> str:
    return pick({"ko": text.ko, "en": text.en})
