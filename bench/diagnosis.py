"""Compare one city with all others on every indicator.

Medians over runs of generated values, a tenth of them missing; no other program does the same.
"""

from __future__ import annotations

import statistics
import time

import numpy as np

from bench import Row
from bench.report import table
from cityloop.engine.diagnosis import Indicator, Observations, Profile, choose_peers, diagnose


def measured(cities: int, indicators: int, peers: int, runs: int = 5) -> float:
    """Median seconds of choosing the peers and diagnosing one city."""
    rng = np.random.default_rng(1)
    values = rng.normal(size=(cities, indicators))
    values[rng.random(values.shape) < 0.1] = np.nan
    names, ids = tuple(f"c{i}" for i in range(cities)), tuple(f"i{j}" for j in range(indicators))
    seen = Observations(names, ids, values)
    asked = [Indicator(name, f"t{j % 17}", "lower" if j % 3 else "higher", goal=0.0) for j, name in enumerate(ids)]
    profiles = [Profile(name, float(10_000 * (1 + i % 500)), f"r{i % 9}") for i, name in enumerate(names)]
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        diagnose("c0", seen, asked, choose_peers("c0", profiles, peers))
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def main() -> list[Row]:
    """Medians over runs."""
    return [
        Row("diagnose a city against 8 of 45, 56 indicators", "", f"{1000 * measured(45, 56, 8):.1f} ms"),
        Row("diagnose a city against 8 of 10,000, 276 indicators", "", f"{1000 * measured(10_000, 276, 8):.0f} ms"),
        Row(
            "diagnose a city against all of 10,000, 276 indicators", "", f"{1000 * measured(10_000, 276, 9_999):.0f} ms"
        ),
    ]


if __name__ == "__main__":
    print(table(main()))
