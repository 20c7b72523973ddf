"""Readings taken in from Parquet and CSV, and the page of an effect from what was stored.

Taking in is all of it: reading, sorting by place and time, the clock of the place, flags, months with their hashes, the
report. Each in a process of its own, whose peak is given. Wall-clock rates depend on what else the machine does, so the
processor time is given beside them: on two idle processors the rate lies between rows ÷ CPU and twice that. The page is
Madrid Central's, by Django's test client: CPU of this process, template and database included, median of nine.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import Row
from bench.alone import alone
from bench.deadline import _site

ROWS = {"parquet": 10_000_000, "csv": 3_000_000}
TARGET = {"parquet": 500_000, "csv": 100_000}
READINGS = """
SELECT 'sensor-' || lpad((i % 1000)::VARCHAR, 4, '0') AS unit,
  TIMESTAMP '2024-01-01' + INTERVAL (i // 1000 * 15) MINUTE AS time, round(20 + i % 7 + 5 * random(), 2) AS value
FROM range({rows}) t(i)
"""


def main() -> list[Row]:
    """Rows for each kind of file, and for the page."""
    with tempfile.TemporaryDirectory() as home:
        rows = [_taken_in(kind, Path(home)) for kind in ROWS]
        os.makedirs(os.path.join(home, "static"))
        (cpu, queries), _peak = alone(_page, home)
    rows.append(Row(f"the page of an effect from stored cells: CPU ({queries} queries)", "≤ 100 ms", f"{cpu:.0f} ms"))
    return rows


def _taken_in(kind: str, home: Path) -> Row:
    import duckdb

    path, count = home / f"in.{kind}", ROWS[kind]
    form = "FORMAT parquet" if kind == "parquet" else "HEADER"
    duckdb.sql(f"COPY ({READINGS.format(rows=count)}) TO '{path}' ({form})")
    (wall, cpu), peak = alone(_stage, kind, str(path), str(home / kind))
    measured = f"{count / wall:,.0f} rows/s ({count / cpu:,.0f} per CPU second), {peak:.0f} MB"
    return Row(f"{count:,} readings from {kind}", f"≥ {TARGET[kind]:,} rows/s, < 1 GB", measured)


def _stage(kind: str, path: str, root: str) -> tuple[float, float]:
    from cityloop.engine.readings import Clock, Limits
    from cityloop.livinglabs.intake import Asked, Columns, stage

    began, busy = time.perf_counter(), time.process_time()
    asked = Asked("µg/m³", Clock.of("Europe/Madrid"), Limits(0, 1000, 24))
    columns = Columns("unit", ("time",), "value")
    found = stage(Path(path), kind, columns, asked, Path(root), "bench", drift=0.25, jump=50)
    assert found.rows == ROWS[kind] == sum(one["rows"] for one in found.manifest)
    return time.perf_counter() - began, time.process_time() - busy


def _page(home: str) -> tuple[float, int]:
    _site(home)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from cityloop.demo import labs
    from cityloop.demo.cast import gather

    labs.play(gather(datetime(2026, 11, 22, tzinfo=UTC)))
    client, took = Client(headers={"host": "localhost"}), []
    for _time in range(10):
        with CaptureQueriesContext(connection) as asked:
            began = time.process_time()
            assert client.get("/en/labs/madrid-central/").status_code == 200
            took.append(time.process_time() - began)
    return statistics.median(took[1:]) * 1000, len(asked)
