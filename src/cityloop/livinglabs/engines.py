"""Where measurements are computed: DuckDB in this process, or a Spark cluster; the expression is the same.

`CITYLOOP_EVIDENCE=spark://host:7077` names the cluster (`spark` alone: one in this process). Files must be where its
workers can read them under the same path.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

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
    table = _on_spark(engine, names) if engine.startswith("spark") else duckdb().read_parquet(names)
    return table.filter(table.flag.isin(KEPT))


def _on_spark(master: str, names: list[str]) -> ir.Table:
    session, connection = _spark(master)
    view = f"readings_{uuid4().hex}"
    session.read.parquet(*names).createOrReplaceTempView(view)  # Ibis would take a list for one name
    return connection.table(view)


@cache
def _spark(master: str):
    """The session of a cluster and what Ibis makes of it, opened once."""
    import ibis
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[*]" if master == "spark" else master).appName("cityloop")
    session = builder.config("spark.sql.session.timeZone", "UTC").config("spark.ui.enabled", "false").getOrCreate()
    return session, ibis.pyspark.connect(session)
