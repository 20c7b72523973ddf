"""From readings to cells, and from cells to an effect.

Medians in a fresh process each; the peak is of the whole process. pyfixest gets the same rows in a data frame, held in
memory before the clock starts, while ours begin in a Parquet file; the ratio is pyfixest's time over ours. Making cells
is compared with the same query written in SQL for the same DuckDB, so a ratio near 1 means that Ibis costs nothing.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench import Row
from bench.alone import alone
from bench.report import table

PERIODS = 100
START = 50
QUERY = """
SELECT unit, period, SUM(scaled) AS total, COUNT(*) AS count FROM (
  SELECT unit, period, CAST(FLOOR(y * 1000 + 0.5) AS BIGINT) AS scaled FROM '{path}' WHERE y IS NOT NULL)
GROUP BY 1, 2 ORDER BY 1, 2
"""


def write(path: str, rows: int, units: int, drop: float = 0.0) -> None:
    """Readings of `units` over 100 periods, a tenth of the units treated from period 50 on."""
    import duckdb

    duckdb.sql(f"""
        COPY (
          SELECT unit, period, ROUND(10 + unit % 7 + period % 5 + 2 * treated + 3 * (random() - 0.5), 3) AS y, treated
          FROM (SELECT i % {units} AS unit, (i // {units}) % {PERIODS} AS period,
                       CAST(i % {units} < {units} // 10 AND (i // {units}) % {PERIODS} >= {START} AS INT) AS treated
                FROM range({rows}) t(i))
          WHERE random() >= {drop}
        ) TO '{path}' (FORMAT parquet)
    """)


def median(work: Callable[[], Any], runs: int) -> tuple[float, Any]:
    """The median time of several runs, and what the last one returned."""
    took, result = [], None
    for _ in range(runs):
        began = time.perf_counter()
        result = work()
        took.append(time.perf_counter() - began)
    return statistics.median(took), result


def cells(path: str) -> Any:
    from cityloop.livinglabs.cells import Periods, cells_expression, collect, duckdb

    periods = Periods("number")
    readings = duckdb().read_parquet(path)
    return collect(cells_expression(readings, unit="unit", time=["period"], outcome="y", periods=periods), periods)


def ours(path: str, units: int) -> tuple[float, tuple[float, float]]:
    """From the file to the coefficient and its clustered error."""
    from cityloop.engine.effects import NEVER, did

    def work() -> tuple[float, float]:
        found = cells(path)
        treated = np.array([int(name) < units // 10 for name in found.units])
        estimate = did(found, np.where(treated, START, NEVER))
        return estimate.value, estimate.se

    return median(work, 3)


def pyfixest(path: str) -> tuple[float, tuple[float, float]] | None:
    """The same regression; None where it is not installed."""
    try:
        import pyfixest
    except ImportError:
        return None
    import pandas as pd

    frame = pd.read_parquet(path)

    def work() -> tuple[float, float]:
        fit = pyfixest.feols("y ~ treated | unit + period", frame, vcov={"CRV1": "unit"})
        return float(fit.coef()["treated"]), float(fit.se()["treated"])

    work()  # compiles what it compiles once
    return median(work, 1)


def both(path: str, runs: int = 5) -> tuple[float, float]:
    """Median seconds of our expression and of the same query in SQL, by turns, so that both meet the same machine."""
    import duckdb

    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, list_ in ((lambda: cells(path), took[0]), (lambda: _sql(duckdb, path), took[1])):
            began = time.perf_counter()
            work()
            list_.append(time.perf_counter() - began)
    return statistics.median(took[0]), statistics.median(took[1])


def _sql(duckdb: Any, path: str) -> Any:
    return duckdb.connect().sql(QUERY.format(path=path)).to_arrow_table()


def regression(path: str, rows: str, units: int) -> Row:
    (took, (value, se)), peak = alone(ours, path, units)
    answer, their_peak = alone(pyfixest, path)
    measured = f"{took:.2f} s, {peak:.0f} MB"
    if answer is None:
        return Row(f"difference-in-differences, {rows}", "≤ 5 s, < 1 GB", measured)
    other, (their_value, their_se) = answer
    off = max(abs(value - their_value), abs(se - their_se))
    peer = f"pyfixest {other:.2f} s, {their_peak:.0f} MB; answers differ by {off:.0e}"
    return Row(f"difference-in-differences, {rows}", "≤ 5 s, < 1 GB", measured, peer, other / took)


def main() -> list[Row]:
    """Medians over runs."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "readings.parquet")
        rows = []
        for units, drop, said in (
            (10_000, 0.0, "10,000,000 rows, ten in each of 1,000,000 cells"),
            (100_000, 0.0, "10,000,000 rows, each a cell, balanced"),
            (100_000, 0.1, "9,000,000 rows, each a cell, 10 % missing"),
        ):
            write(path, 10_000_000, units, drop)
            rows.append(regression(path, said, units))
        write(path, 100_000_000, 2_000)
        (took, plain), _ = alone(both, path)
        what = "100,000,000 readings to 200,000 cells"
        rows.append(Row(what, "≤ 1.2 × the same SQL", f"{took:.2f} s", f"DuckDB's SQL {plain:.2f} s", plain / took))
    return rows


if __name__ == "__main__":
    print(table(main()))
