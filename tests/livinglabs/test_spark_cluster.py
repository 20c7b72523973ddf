"""A real Spark cluster, one master and two workers: the cells of DuckDB, also when a worker dies in mid-query."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cityloop.engine.readings import Clock, Limits
from cityloop.livinglabs import engines
from cityloop.livinglabs.cells import Periods, cells_expression, collect
from cityloop.livinglabs.estimation import COLUMNS
from cityloop.livinglabs.intake import Asked, Columns, stage

pyspark = pytest.importorskip("pyspark")
HOME = Path(pyspark.__file__).parent
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"


@pytest.fixture
def cluster(monkeypatch, tmp_path):
    """The address of a master with two workers, and a way to kill one of them."""
    for name, value in {
        "SPARK_HOME": str(HOME),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }.items():
        monkeypatch.setenv(name, value)
    port, running = _free(), []

    def start(*words):
        with (tmp_path / "spark.log").open("a") as log:
            command = [str(HOME / "bin" / "spark-class"), *words]
            running.append(subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True))

    start(MASTER, "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(_free()))
    _wait(port)
    for _number in range(2):
        start(WORKER, "--cores", "1", "--memory", "1800m", "--webui-port", str(_free()), f"spark://127.0.0.1:{port}")
    time.sleep(8)
    yield f"spark://127.0.0.1:{port}", lambda: os.killpg(running[1].pid, signal.SIGKILL)
    for one in running:
        if one.poll() is None:
            os.killpg(one.pid, signal.SIGKILL)


def test_a_cluster_gives_the_same_cells_and_so_does_one_that_loses_a_worker(cluster, settings, tmp_path):
    address, kill = cluster
    files = _readings(tmp_path)
    settings.EVIDENCE_ENGINE = "duckdb"
    own = _cells(files)
    settings.EVIDENCE_ENGINE = address
    began = time.monotonic()
    assert _cells(files) == own
    took = time.monotonic() - began
    threading.Timer(took / 10, kill).start()
    assert _cells(files) == own


def _cells(files):
    periods = Periods("day")
    found = collect(cells_expression(engines.readings_of(files), **COLUMNS, periods=periods), periods)
    return found.units, found.periods, *(one.tolist() for one in (found.unit, found.period, found.total, found.count))


def _readings(folder):
    path = folder / "in.csv"
    rows = (_row(number) for number in range(200_000))
    path.write_text("unit,time,value\n" + "".join(rows))
    asked = Asked("s", Clock.of("Asia/Seoul"), Limits())
    found = stage(path, "csv", Columns("unit", ("time",), "value"), asked, folder, "p", drift=9, jump=1e9)
    return [folder / one["path"] for one in found.manifest]


def _row(number: int) -> str:
    hour, place = divmod(number, 40)
    day = f"{2018 + hour // 8064}-{hour // 672 % 12 + 1:02}-{hour // 24 % 28 + 1:02}"
    return f"s{place},{day} {hour % 24:02}:00,{number * 7919 % 1000 / 7:.3f}\n"


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait(port: int) -> None:
    for _attempt in range(120):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    raise TimeoutError
