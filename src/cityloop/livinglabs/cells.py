"""From measurements in files to unit × period cells, by one Ibis expression that DuckDB and Spark answer alike.

Evidence never passes through the ORM, and this room never imports it: the command line reads the same expression.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from cityloop.engine.effects import Cells

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa
    from ibis.backends.duckdb import Backend

MOST_GAPS = 20
"""Periods without any reading are listed too, as long as the range is not this many times longer than what was seen."""

BATCH = 500_000
"""Cells taken from DuckDB at a time."""

MEMORY = 160
"""Megabytes that DuckDB may hold for each of its threads; it says itself that less than 125 is too little."""

_FORMS = {"year": r"\d{4}", "month": r"\d{4}-\d{2}", "day": r"\d{4}-\d{2}-\d{2}", "number": r"-?\d{1,9}"}


@dataclass(frozen=True, slots=True)
class Periods:
    """How long a period is, and how one is written; `number` periods are whole numbers with no calendar behind them."""

    grain: str

    @classmethod
    def of(cls, start: str) -> Periods:
        """The grain in which a start is written. Raises `ValueError` where it is none of them.

        >>> [Periods.of(start).grain for start in ("2018", "2018-12", "2018-11-30", "7")]
        ['year', 'month', 'day', 'number']
        """
        for grain, form in _FORMS.items():
            if re.fullmatch(form, start) and (grain != "number" or len(start) != 4):
                periods = cls(grain)
                if periods.label(periods.ordinal(start)) == start or grain == "number":
                    return periods
        raise ValueError(f"{start!r} is not a year, a month (2018-12), a day (2018-11-30) or a whole number")

    def ordinal(self, label: str) -> int:
        """The number of a period, counted from year 0, or from 1970 for days.

        >>> Periods("month").ordinal("2018-12") - Periods("month").ordinal("2018-01")
        11
        """
        if self.grain == "month":
            year, month = label.split("-")
            return int(year) * 12 + int(month) - 1
        if self.grain == "day":
            return (date.fromisoformat(label) - date(1970, 1, 1)).days
        return int(label)

    def label(self, ordinal: int) -> str:
        """How a period is written.

        >>> Periods("month").label(24227)
        '2018-12'
        """
        if self.grain == "month":
            return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"
        if self.grain == "day":
            return str(date(1970, 1, 1) + timedelta(days=ordinal))
        return f"{ordinal:04d}" if self.grain == "year" else str(ordinal)


def duckdb() -> Backend:
    """A DuckDB that writes to disk what goes beyond `MEMORY`, into a private folder that goes when it does.

    Ten million groups take 1 GB where it may grow as it likes; sorting them on disk is no slower.
    """
    import ibis

    threads = max(2, os.cpu_count() or 2)
    folder = tempfile.mkdtemp(prefix="cityloop-")
    connection = ibis.duckdb.connect(memory_limit=f"{MEMORY * threads}MB", temp_directory=folder)
    weakref.finalize(connection, shutil.rmtree, folder, ignore_errors=True)
    return connection


def cells_expression(
    readings: ir.Table,
    *,
    unit: str,
    time: Sequence[str],
    outcome: str,
    periods: Periods,
    scale: int = 1000,
    stands_for: str | None = None,
    least: float = 0,
) -> ir.Table:
    """The cells of a table of readings: `unit, period, total, count`, in order, one row per unit and period with any.

    `time` is one column of dates, times, texts that begin as ISO 8601 does or whole numbers that are the periods
    themselves; or two: year and month. Readings are
    multiplied by `scale`, rounded (halves up) and added up as integers, so that engines and the order of rows
    cannot disagree. Readings without a value are left out. `stands_for` is a column that says how many readings a
    row stands for; cells of fewer than `least` are left out.
    """
    kept = readings.filter(readings[outcome].notnull())
    value = kept[outcome].cast("float64")
    rows = kept.select(
        unit=kept[unit],
        period=_ordinal(kept, time, periods).cast("int64"),
        scaled=(value * scale + 0.5).floor().cast("int64"),
        stands=(kept[stands_for].cast("float64") if stands_for else value.notnull().cast("int64")),
    )
    cells = rows.group_by("unit", "period").agg(
        total=rows.scaled.sum(), count=rows.count(), **({"stands": rows.stands.sum()} if least else {})
    )
    if least:
        cells = cells.filter(cells.stands >= least).drop("stands")
    return cells.order_by("unit", "period")


def _ordinal(readings: ir.Table, time: Sequence[str], periods: Periods) -> ir.Value:
    if len(time) == 2:
        return readings[time[0]].cast("int64") * 12 + readings[time[1]].cast("int64") - 1
    column = readings[time[0]]
    if periods.grain == "number":
        return column.cast("int64")
    if column.type().is_string():
        return _ordinal_of_text(column, periods)
    if column.type().is_integer():
        return column
    if periods.grain == "day":
        return (column.cast("timestamp").epoch_seconds() / 86400).floor()
    return column.year() * 12 + column.month() - 1 if periods.grain == "month" else column.year()


def _ordinal_of_text(column: ir.Value, periods: Periods) -> ir.Value:
    year = column.substr(0, 4).cast("int64")
    if periods.grain == "year":
        return year
    if periods.grain == "month":
        return year * 12 + column.substr(5, 2).cast("int64") - 1
    return (column.substr(0, 10).cast("date").cast("timestamp").epoch_seconds() / 86400).floor()


def collect(expression: ir.Table, periods: Periods, scale: int = 1000) -> Cells:
    """Ask the engine for the cells and put them into arrays. Raises `ValueError` where there is no cell at all.

    It answers in batches that go at once into narrow columns, so that the answer is never held twice.
    """
    codes: dict[str, int] = {}
    parts: tuple[list[np.ndarray], ...] = ([], [], [], [])
    for batch in _batches(expression):
        encoded = batch["unit"].dictionary_encode()
        code = [codes.setdefault(str(name), len(codes)) for name in encoded.dictionary.to_pylist()]
        parts[0].append(np.array(code, dtype=np.int32)[encoded.indices.to_numpy()])
        for name, list_ in zip(("period", "total", "count"), parts[1:], strict=True):
            list_.append(batch[name].cast("int64").to_numpy().copy())
    if not codes:
        raise ValueError("there is no cell")
    unit, ordinal, total, count = map(_joined, parts)
    listed, period = _listed(ordinal)
    return Cells(
        units=tuple(codes),
        periods=tuple(periods.label(int(number)) for number in listed),
        unit=unit,
        period=period.astype(np.int32),
        total=total,
        count=count,
        scale=scale,
    )


def _batches(expression: ir.Table) -> Iterator[pa.RecordBatch]:
    """The answer as it comes: whole, the 128-bit sums of DuckDB make it 500 MB for ten million cells."""
    engine = expression.get_backend()
    if engine.name == "duckdb":  # whose DuckDB 2 no longer has the method by which Ibis 12 streams
        return engine._to_duckdb_relation(expression).to_arrow_reader(BATCH)
    return iter(expression.to_pyarrow().to_batches())


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    """One column of its parts, which are let go of."""
    column = np.concatenate(parts)
    parts.clear()
    return column


def _listed(ordinal: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The periods to list, gaps included unless there are far too many, and where each cell's period stands."""
    low, high = int(ordinal.min()), int(ordinal.max())
    if high - low < MOST_GAPS * len(ordinal):
        shifted = ordinal - low
        seen = int(np.count_nonzero(np.bincount(shifted)))
        if high - low < MOST_GAPS * seen:
            return np.arange(low, high + 1), shifted
    return np.unique(ordinal, return_inverse=True)
