"""How long the demonstration takes to play, from an empty home to a database and a search index.

`cityloop demo --build-only` in a process of its own, three times, each into a new home; the median is reported.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import Row

TIMES = 3


def main() -> list[Row]:
    """Seconds of wall clock, interpreter start included."""
    took = statistics.median(played() for _ in range(TIMES))
    return [Row("play the whole demonstration", "under 60 s", f"{took:.1f} s")]


def played() -> float:
    """Seconds to play the demonstration into a home that is removed afterwards."""
    with tempfile.TemporaryDirectory() as home:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        began = time.perf_counter()
        subprocess.run(
            [Path(sys.executable).with_name("cityloop"), "demo", "--build-only"],
            env=environment | {"CITYLOOP_HOME": home},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return time.perf_counter() - began
