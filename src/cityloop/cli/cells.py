"""Cells to typed columns: trimmed texts, finite numbers; the first cell that is neither refuses the file."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from cityloop.engine.text import Text

from .tables import Column, Table


def convert(table: Table, name: str, cells: Any, column: Column) -> np.ndarray:
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.kind == "text":
        return _texts(table, name, cells, column)
    cells = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    if pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_decode()
    if pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type):
        numbers = _parse(table, name, pc.utf8_trim_whitespace(cells), column)
    else:
        numbers = _cast(table, name, cells, column)
    return _within(table, name, numbers, column)


def _texts(table: Table, name: str, cells: Any, column: Column) -> np.ndarray:
    import pyarrow as pa
    import pyarrow.compute as pc

    coded = pc.utf8_trim_whitespace(pc.fill_null(pc.cast(cells, pa.string()), "")).dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    values = np.array(coded.dictionary.to_pylist() or [""], dtype=object)
    texts = values[coded.indices.to_numpy()]
    if not column.blank and "" in values:
        blank = np.flatnonzero(texts == "")
        if blank.size:
            table.refuse(
                int(blank[0]),
                name,
                expected=Text("비어 있지 않은 값", "a value"),
                remedy=Text("값을 채우거나 행을 지우십시오.", "Fill the cell, or delete the row."),
            )
    return texts


def _parse(table: Table, name: str, cells: Any, column: Column) -> np.ndarray:
    """Numbers from text, one distinct text at a time: a column of marks has few of them."""
    coded = cells.dictionary_encode()
    numbers = np.array([_number(text, column) for text in coded.dictionary.to_pylist()] or [np.nan])
    indices = coded.indices.fill_null(0).to_numpy()
    bad = np.flatnonzero(np.isinf(numbers)[indices])
    if bad.size:
        _refuse_number(table, int(bad[0]), name, cells[int(bad[0])].as_py(), column)
    values = numbers[indices]
    values[~cells.is_valid().to_numpy(zero_copy_only=False)] = np.nan
    return values


def _number(text: str | None, column: Column) -> float:
    """The number a text stands for; infinity for a text that stands for none, since no cell may hold infinity."""
    if text in column.words:
        return column.words[text]
    if not text:
        return np.nan if column.blank else np.inf
    try:
        number = float(text) if text.isascii() and "_" not in text else np.inf
    except ValueError:
        return np.inf
    return number if np.isfinite(number) else np.inf


def _cast(table: Table, name: str, cells: Any, column: Column) -> np.ndarray:
    import pyarrow as pa

    try:
        numbers = cells.cast(pa.float64()).to_numpy(zero_copy_only=False).astype(float)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        _refuse_number(table, 0, name, cells[0].as_py(), column)
    bad = np.flatnonzero(np.isinf(numbers) | (np.isnan(numbers) & (not column.blank)))
    if bad.size:
        _refuse_number(table, int(bad[0]), name, cells[int(bad[0])].as_py(), column)
    return numbers


def _within(table: Table, name: str, numbers: np.ndarray, column: Column) -> np.ndarray:
    out = np.flatnonzero((numbers < column.least) | (numbers > column.most))
    if out.size:
        _refuse_number(table, int(out[0]), name, f"{numbers[out[0]]:g}", column)
    return numbers


def _refuse_number(table: Table, row: int, name: str, found: object, column: Column) -> NoReturn:
    bounds = "" if np.isinf([column.least, column.most]).all() else f" {column.least:g} … {column.most:g}"
    words = f" ({', '.join(column.words)})" if column.words else ""
    place = Text("", "") if table.line_of(row) else Text(" (자료 {r}행)", " (row {r} of the data)").format(r=row + 1)
    table.refuse(
        row,
        name,
        found=found or None,
        expected=Text("숫자{b}{w}{p}", "a number{b}{w}{p}").format(b=bounds, w=words, p=place),
        remedy=Text("3 또는 3.5처럼 쓰십시오.", "Write it like 3 or 3.5, without units or thousands separators."),
    )
