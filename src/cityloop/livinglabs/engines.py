"""Where measurements are computed: DuckDB in this process, or a Spark cluster; the expression is the same.

`CITYLOOP_EVIDENCE=spark://host:7077` names the cluster (`spark` alone: one in this process). Files must be where its
workers can read them under the same path.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from cityloop.livinglabs.cells import duckdb

if TYPE_CHECKING:
    import ibis.expr.types as ir

KEPT = (0, 1)
"""The flags of readings that count (`engine.readings.KEPT`)."""


def readings_of(files: list[Path]) -> ir.Table:
    """The readings that count of Parquet files, as a table of the engine that this installation uses."""
    names = [str(one) for one in files]
    engine = settings.EVIDENCE_ENGINE
    table = _spark(engine).read_parquet(names) if engine.startswith("spark") else duckdb().read_parquet(names)
    return table.filter(table.flag.isin(KEPT))


@cache
def _spark(master: str):
    """The session of a cluster, opened once."""
    import ibis
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[*]" if master == "spark" else master).appName("cityloop")
    session = builder.config("spark.sql.session.timeZone", "UTC").config("spark.ui.enabled", "false").getOrCreate()
    return ibis.pyspark.connect(session)
