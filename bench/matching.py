"""Rank a million services by twelve criteria.

Medians in a fresh process each; the peak is of the whole process, Python and the 96 MB table included. Peers run on the
same data in the same run; PROMETHEE II is compared at 3,000 services, since pymcdm compares every pair and needs about
12 GB and 46 s at 10,000.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from bench import Row
from bench.alone import alone
from bench.report import table
from cityloop.engine.matching import Criterion, acceptability, match, promethee2, topsis

RUNS = 5


def data(m: int, n: int = 12) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A table of services × criteria, directions and weights."""
    rng = np.random.default_rng(1)
    return rng.uniform(1, 100, (m, n)), rng.choice([1.0, -1.0], n), rng.dirichlet(np.ones(n))


def median(work: Callable[[], Any], runs: int = RUNS) -> float:
    """The median time of several runs."""
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def ours(method: Callable[..., Any], m: int) -> float:
    values, signs, weights = data(m)
    return median(lambda: method(values, signs)(weights))


def theirs(name: str, m: int) -> float | None:
    """pymcdm on the same data; None where it is not installed."""
    try:
        from pymcdm import methods, normalizations
    except ImportError:
        return None
    values, signs, weights = data(m)
    built = {
        "TOPSIS": lambda: methods.TOPSIS(normalizations.vector_normalization),
        "PROMETHEE_II": lambda: methods.PROMETHEE_II("usual"),
    }[name]()
    return median(lambda: built(values, weights, signs), runs=3)


def scikit(m: int) -> float | None:
    """scikit-criteria's TOPSIS on the same data, from the matrix on; None where it is not installed."""
    try:
        import skcriteria
        from skcriteria.agg.topsis import TOPSIS
        from skcriteria.preprocessing.scalers import VectorScaler
    except ImportError:
        return None
    values, signs, weights = data(m)
    matrix = skcriteria.mkdm(values * signs, [max] * len(signs), weights=weights)
    return median(lambda: TOPSIS().evaluate(VectorScaler(target="matrix").transform(matrix)), runs=1)


def stable(m: int, draws: int) -> float:
    values, signs, weights = data(m)
    return median(lambda: acceptability(values, signs, weights, draws=draws), runs=3)


def whole(m: int, missing: float = 0.0) -> float:
    values, signs, weights = data(m)
    values[np.random.default_rng(2).random(values.shape) < missing] = np.nan
    needs = [
        Criterion(f"c{j}", "max" if s > 0 else "min", w) for j, (s, w) in enumerate(zip(signs, weights, strict=True))
    ]
    ids = [f"s{i}" for i in range(m)]
    return median(lambda: match(ids, values, needs, draws=1000), runs=3)


def row(what: str, target: str, mine: float, note: str = "", peer: tuple[str, float | None] = ("", None)) -> Row:
    name, other = peer
    said = f"{mine:.3g} s{note}"
    return Row(
        what, target, said, None if other is None else f"{name} {other:.3g} s", None if other is None else other / mine
    )


def main() -> list[Row]:
    """Medians over runs."""
    million = 1_000_000
    fast, _ = alone(ours, topsis, million)
    flows, peak = alone(ours, promethee2, million)
    small, small_peak = alone(ours, promethee2, 3_000)
    slow, slow_peak = alone(theirs, "PROMETHEE_II", 3_000)
    return [
        row("TOPSIS, 1,000,000 × 12", "≤ 0.5 s", fast, peer=("pymcdm", alone(theirs, "TOPSIS", million)[0])),
        row("TOPSIS, 1,000,000 × 12", "≤ 0.5 s", fast, peer=("scikit-criteria", alone(scikit, million)[0])),
        row("PROMETHEE II, exact, 1,000,000 × 12", "≤ 5 s, ≤ 300 MB", flows, f", {peak:.0f} MB"),
        row("PROMETHEE II, 3,000 × 12", "", small, f", {small_peak:.0f} MB", (f"pymcdm ({slow_peak:.0f} MB)", slow)),
        row("rank acceptability, 10,000 × 12, 1,000 draws", "", alone(stable, 10_000, 1000)[0]),
        row("match 1,000 services with 1,000 draws, four methods and reasons", "", alone(whole, 1000)[0]),
        row("shortlist over 100,000 services, the same", "≤ 5 s", alone(whole, 100_000)[0]),
        row("the same where a tenth of the values is not known", "≤ 5 s", alone(whole, 100_000, 0.1)[0]),
    ]


if __name__ == "__main__":
    print(table(main()))
