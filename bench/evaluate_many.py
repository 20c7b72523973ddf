"""Judge 100,000 dossiers × 55 criteria × 5 assessors, and replay a draft over 10,000: target beside measured."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from bench import Row
from bench.alone import peak
from bench.report import table
from cityloop import rulebook
from cityloop.engine.edition import Edition, compile_edition
from cityloop.engine.evaluation import evaluate, evaluate_many
from cityloop.engine.frozen import thaw
from cityloop.engine.revision import replay

RUNS = 5
ASSESSORS = 5
POOL = 200


def record(edition: Edition, cases: int) -> tuple[Any, ...]:
    """Columns of marks for so many dossiers, each with five assessors of a pool, in the order of a file."""
    rng = np.random.default_rng(1)
    criteria = edition.criteria
    each = len(criteria) * ASSESSORS
    team = (rng.integers(0, POOL, (cases, 1)) + 37 * np.arange(ASSESSORS)) % POOL
    marks = rng.integers(1, 5, (cases, len(criteria), ASSESSORS)).astype(float)
    for position, criterion in enumerate(criteria):
        if criterion.kind == "binary":
            marks[:, position] = 1
        if criterion.kind == "measured":
            listed = [value for value, _ in criterion.points]
            marks[:, position] = rng.choice(listed, (cases, 1))
    return (
        (tuple(f"case{i}" for i in range(cases)), np.repeat(np.arange(cases, dtype=np.int32), each)),
        (tuple(f"A{i}" for i in range(POOL)), np.repeat(team[:, None], len(criteria), axis=1).astype(np.int16).ravel()),
        (
            tuple(criterion.id for criterion in criteria),
            np.tile(np.repeat(np.arange(len(criteria), dtype=np.int16), ASSESSORS), cases),
        ),
        marks.ravel(),
    )


def seconds(work: Callable[[], Any], runs: int = RUNS) -> float:
    """The median time of several runs."""
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def draft_of(edition: Edition) -> Edition:
    """A draft that lowers the cut, moves weight and asks more of an area."""
    content = thaw(edition.content)
    content["edition"] = "draft"
    content["pass"]["points"] = 62
    content["criteria"][1]["weight"] += 1
    content["areas"][0]["minimum"] = 0.55
    return compile_edition(content)


def main() -> list[Row]:
    """Medians over runs, on this machine, in one process."""
    service = rulebook.load("smart-city-service/2026")
    many, few = record(service, 100_000), record(service, 10_000)
    by_id = {criterion.id: dict(zip("ABCDE", [1] * ASSESSORS, strict=True)) for criterion in service.criteria}
    draft = draft_of(service)
    at_once = seconds(lambda: evaluate_many(service, *many, profile="transport"))
    memory = peak() / 1e3
    replayed = seconds(lambda: replay(service, draft, *few, profile="transport"))
    one = seconds(lambda: evaluate(service, by_id, profile="transport"), runs=50)
    return [
        Row("evaluate 100,000 dossiers × 55 criteria × 5 assessors", "< 3 s", f"{at_once:.2f} s"),
        Row("the memory it takes, its 27.5 million rows included", "< 4 GB", f"{memory:.1f} GB"),
        Row("replay a draft over 10,000 × 55 × 5, with the rule that moved each", "≤ 2 s", f"{replayed:.2f} s"),
        Row("evaluate one dossier with every reason", "< 10 ms", f"{one * 1000:.1f} ms"),
    ]


if __name__ == "__main__":
    print(table(main()))
