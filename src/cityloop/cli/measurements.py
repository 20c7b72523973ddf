"""Measurements in a CSV or Parquet file to unit × period cells, with the refusals that only this file format needs."""

from __future__ import annotations

import argparse
import re
from math import floor, isfinite, log10
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from cityloop.engine.text import Text

from .errors import FileError
from .files import NUMBER, TEXT, Column, read_table
from .tables import Table

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from cityloop.engine.effects import Cells
    from cityloop.livinglabs.cells import Periods

WHOLE = 2**53
"""Floats hold whole numbers exactly up to here, so readings × scale stay below it."""

_FORM = {"month": r"\d{4}-(0[1-9]|1[0-2])", "day": r"\d{4}-\d{2}-\d{2}", "year": r"\d{4}", "number": r"-?\d{1,9}$"}
_EXAMPLE = {"month": "2018-12", "day": "2018-11-30", "year": "2018", "number": "7"}


def read_starts(args: argparse.Namespace) -> dict[str, str]:
    """The first treated period of each treated unit, from `--treated` and `--from` or from the file of `--starts`."""
    if args.starts:
        table = read_table(args.starts, {"unit": TEXT, "from": TEXT})
        starts: dict[str, str] = {}
        for row, (unit, start) in enumerate(zip(table["unit"], table["from"], strict=True)):
            if unit in starts:
                table.refuse(
                    row,
                    "unit",
                    found=unit,
                    expected=Text("한 번만 나오는 단위", "each unit once"),
                    remedy=Text("겹치는 행을 지우십시오.", "Delete the row that repeats it."),
                )
            starts[str(unit)] = str(start)
        return starts
    if not args.treated or not args.start:
        raise FileError(
            "--treated, --from",
            expected=Text("처치 단위와 시작 기간", "the treated units and their first treated period"),
            remedy=Text("--treated와 --from, 또는 --starts를 적으십시오.", "Give --treated and --from, or --starts."),
        )
    return {unit.strip(): args.start.strip() for unit in args.treated.split(",") if unit.strip()}


def read_cells(args: argparse.Namespace, starts: dict[str, str]) -> Cells:
    """The cells of the file, after checking that every column is what it should be and every start lies inside."""
    from cityloop.livinglabs.cells import cells_expression, collect

    periods = _periods(starts)
    time = _time_columns(args.data, args.time.split(","), periods)
    readings, largest, rows = _readings(args, time, periods)
    scale = 10 ** (args.decimals if args.decimals is not None else _decimals(largest, rows))
    expression = cells_expression(
        readings, unit=args.unit, time=time, outcome=args.outcome, periods=periods, scale=scale,
        stands_for=args.readings, least=args.least,
    )  # fmt: skip
    try:
        cells = collect(expression, periods, scale)
    except ValueError as error:
        raise FileError(
            args.data,
            column=args.outcome,
            expected=Text("측정값이 있는 칸 1개 이상", "at least one cell with readings"),
            remedy=Text("결과 열과 --least를 확인하십시오.", "Check the outcome column and --least."),
        ) from error
    _check_starts(args, cells, starts)
    return cells


def _periods(starts: dict[str, str]) -> Periods:
    from cityloop.livinglabs.cells import Periods

    grains = set()
    for start in starts.values():
        try:
            grains.add(Periods.of(start).grain)
        except ValueError as error:
            _refuse_period(start, error)
    if len(grains) > 1:
        _refuse_period(", ".join(sorted(starts.values())))
    return Periods(grains.pop())


def _refuse_period(found: str, error: Exception | None = None) -> NoReturn:
    raise FileError(
        "--from",
        found=found,
        expected=Text("한 가지 형식의 기간", "periods written in one form"),
        remedy=Text("2018, 2018-12, 2018-11-30처럼 쓰십시오.", "Write them like 2018, 2018-12 or 2018-11-30."),
    ) from error


def _time_columns(path: Path, names: list[str], periods: Periods) -> list[str]:
    """The columns of time; a column of months 1 to 12 beside one called `year` is read with it."""
    if len(names) > 2 or (len(names) == 2 and periods.grain != "month"):
        raise FileError(
            "--time",
            found=",".join(names),
            expected=Text("열 하나, 또는 월 단위일 때 연도와 월", "one column, or year,month with --from 2018-12"),
            remedy=Text("--time을 고치십시오.", "Mend --time."),
        )
    if periods.grain == "month" and names == ["month"] and "year" in _header(path):
        return ["year", "month"]
    return names


def _header(path: Path) -> list[str]:
    if path.suffix.lower() == ".csv" and path.is_file():
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            return [name.strip().strip('"') for name in stream.readline().split(",")]
    if path.suffix.lower() == ".parquet" and path.is_file():
        import pyarrow.parquet as parquet

        return parquet.read_schema(path).names
    return []


def _readings(args: argparse.Namespace, time: list[str], periods: Periods) -> tuple[ir.Table, float, int]:
    """The readings as an Ibis table, the largest size of an outcome, and how many rows there are."""
    if args.engine.startswith("spark"):
        return _from_spark(args, time)
    if args.data.suffix.lower() == ".parquet":
        return _from_parquet(args, time)
    return _from_csv(args, time, periods)


def _from_csv(args: argparse.Namespace, time: list[str], periods: Periods) -> tuple[ir.Table, float, int]:
    import ibis
    import pyarrow as pa

    kinds = {args.unit: TEXT, args.outcome: Column("number", blank=True)}
    if len(time) == 2:
        kinds |= {time[0]: NUMBER, time[1]: Column("number", least=1, most=12)}
    else:
        kinds[time[0]] = TEXT
    if args.readings:
        kinds[args.readings] = Column("number", least=0)
    table = read_table(args.data, kinds)
    if len(time) == 1:
        _check_times(table, time[0], periods)
    arrow = pa.table({name: pa.array(table[name]) for name in kinds})
    if args.outcome in arrow.column_names:
        blank = np.isnan(table[args.outcome])
        arrow = arrow.set_column(
            arrow.column_names.index(args.outcome), args.outcome, pa.array(table[args.outcome], mask=blank)
        )
    sizes = np.abs(table[args.outcome])
    return ibis.memtable(arrow), float(np.nanmax(sizes, initial=0.0)), table.rows


def _check_times(table: Table, column: str, periods: Periods) -> None:
    form = re.compile(_FORM[periods.grain])
    texts, codes = table.codes(column)
    bad = np.array([form.match(text) is None for text in texts])
    if bad.any():
        row = int(np.flatnonzero(bad[codes])[0])
        table.refuse(
            row,
            column,
            found=table[column][row],
            expected=Text("{e} 형식의 기간", "a time like {e}").format(e=_EXAMPLE[periods.grain]),
            remedy=Text("--from과 같은 형식으로 쓰십시오.", "Write it in the form of --from."),
        )


def _from_parquet(args: argparse.Namespace, time: list[str]) -> tuple[ir.Table, float, int]:
    from cityloop.livinglabs.cells import duckdb

    path = _existing(args.data)
    try:
        readings = duckdb().read_parquet(str(path))
    except Exception as error:  # DuckDB has no narrower class for a file that is not Parquet
        raise FileError(
            path,
            found=str(error).splitlines()[0],
            expected=Text("Parquet 파일", "a Parquet file"),
            remedy=Text("파일을 다시 만드십시오.", "Make the file again."),
        ) from error
    return _checked(readings, args, time)


def _from_spark(args: argparse.Namespace, time: list[str]) -> tuple[ir.Table, float, int]:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise FileError(
            "--engine",
            found=args.engine,
            expected=Text("PySpark가 설치된 환경", "PySpark to be installed"),
            remedy=Text(
                "pip install 'cityloop[spark]'(Java 17 필요)로 설치하거나 --engine duckdb를 쓰십시오.",
                "Run pip install 'cityloop[spark]' (it needs Java 17), or use --engine duckdb.",
            ),
        ) from error
    import ibis

    master = "local[*]" if args.engine == "spark" else args.engine
    builder = SparkSession.builder.master(master).appName("cityloop effect")
    session = builder.config("spark.sql.session.timeZone", "UTC").config("spark.ui.enabled", "false").getOrCreate()
    connection = ibis.pyspark.connect(session)
    path = _existing(args.data)
    read = connection.read_parquet if path.suffix.lower() == ".parquet" else connection.read_csv
    return _checked(read(str(path)), args, time)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise FileError(
            path,
            expected=Text("읽을 수 있는 파일", "a file that can be read"),
            remedy=Text("경로와 권한을 확인하십시오.", "Check the path and the permissions."),
        )
    return path


def _checked(readings: ir.Table, args: argparse.Namespace, time: list[str]) -> tuple[ir.Table, float, int]:
    """Refuse missing columns, outcomes that are no numbers, NaN and infinities, blank units and times."""
    for name in (args.unit, *time, args.outcome, *([args.readings] if args.readings else [])):
        if name not in readings.columns:
            raise FileError(
                args.data,
                found=", ".join(readings.columns)[:80],
                expected=Text("열 '{n}'", "a column '{n}'").format(n=name),
                remedy=Text("열 이름을 확인하십시오.", "Check the names of the columns."),
            )
    outcome = readings[args.outcome]
    if not outcome.type().is_numeric():
        _refuse_column(args, args.outcome, str(outcome.type()))
    asked = readings.aggregate(
        rows=readings.count(),
        blank=(readings[args.unit].isnull() | readings[time[0]].isnull()).sum(),
        largest=outcome.cast("float64").abs().max(),
    )
    found = asked.to_pyarrow().to_pylist()[0]
    if not found["rows"]:
        _refuse_column(args, args.outcome, "0")
    largest = float(found["largest"] or 0.0)
    if not isfinite(largest):  # asking isnan() is answered from a Parquet file's statistics, which leave NaN out
        _refuse_column(args, args.outcome, f"{largest}")
    if found["blank"]:
        _refuse_column(args, f"{args.unit}, {time[0]}", f"NULL x {found['blank']}")
    return readings, largest, int(found["rows"])


def _refuse_column(args: argparse.Namespace, column: str, found: str) -> NoReturn:
    raise FileError(
        args.data,
        column=column,
        found=found,
        expected=Text("유한한 숫자(없으면 빈 값)", "finite numbers, or nothing where there is no reading"),
        remedy=Text("측정값이 없는 행은 비우거나 지우십시오.", "Leave the cell empty, or drop the row."),
    )


def _decimals(largest: float, rows: int) -> int:
    """As many digits after the point as keep every reading and every sum exact, nine at most."""
    if largest == 0:
        return 9
    room = min(log10(WHOLE / largest), log10(2**62 / (largest * max(rows, 1))))
    return max(0, min(9, floor(room)))


def _check_starts(args: argparse.Namespace, cells: Cells, starts: dict[str, str]) -> None:
    for unit, start in starts.items():
        if unit not in cells.units:
            raise FileError(
                args.data,
                column=args.unit,
                found=Text("'{u}' 없음", "no '{u}'").format(u=unit),
                expected=Text("처치 단위의 측정값", "readings of every treated unit"),
                remedy=Text("있는 단위: {u}.", "The units are: {u}.").format(u=", ".join(cells.units[:20])),
            )
        if start not in cells.periods:
            raise FileError(
                args.data,
                column=args.time,
                found=Text("{a}~{b}", "{a} to {b}").format(a=cells.periods[0], b=cells.periods[-1]),
                expected=Text("시작 기간 {s} 전후의 측정값", "readings before and after the start {s}").format(s=start),
                remedy=Text("--from을 확인하십시오.", "Check --from."),
            )
