"""A criterion report over 10,000 cases × 55 criteria × 5 assessors, and a draft replayed over them: from arrays.

Marks are drawn evenly, as for `evaluate_many`; every second case has an outcome a year later. What is timed is all
that the page shows: behaviour, agreement beyond chance, severities, minutes, predictions.
"""

from __future__ import annotations

import statistics
import time

import numpy as np

from bench import Row
from bench.evaluate_many import record
from bench.report import table
from cityloop import rulebook
from cityloop.engine.behaviour import effort, predictions, severities, shares
from cityloop.engine.behaviour.describing import described

CASES, RUNS = 10_000, 3


def reported(service, columns, seconds, outcome) -> int:
    """All of the report; gives the number of assessors whose severity was told."""
    found = shares(service, *columns)
    described(found)
    predictions(found, outcome)
    cases, assessors, criteria, _marks = columns
    sheet = cases[1].astype(np.int64) * len(assessors[0]) + assessors[1]
    effort((tuple(map(str, range(len(cases[0]) * len(assessors[0])))), sheet), criteria, seconds, criteria[0])
    return len(severities(found).assessors)


def main() -> list[Row]:
    """Medians over runs, on this machine, in one process."""
    service = rulebook.load("smart-city-service/2026")
    columns, rng = record(service, CASES), np.random.default_rng(1)
    seconds = np.cumsum(rng.integers(20, 400, len(columns[3]))).astype(float)
    outcome = {name: float(rng.normal()) for name in columns[0][0][::2]}
    took, people = [], 0
    for _ in range(RUNS):
        begun = time.perf_counter()
        people = reported(service, columns, seconds, outcome)
        took.append(time.perf_counter() - begun)
    what = f"criterion report, {CASES:,} cases, {len(columns[3]):,} marks, {people} assessors"
    return [Row(what, "≤ 3 s", f"{statistics.median(took):.2f} s")]


if __name__ == "__main__":
    print(table(main()))
