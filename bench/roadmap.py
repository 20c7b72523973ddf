"""Choose services and years.

Generated services with opex, staff, earliest years, precedence, exclusions and synergies; medians over three
instances, the start of the child process included. Of 200 services: median and worst of five instances in CPU seconds
of all processes, against the peers on the same linked program. The peers, CBC (through PuLP) and HiGHS without our
cores, get the same gap and else the program of one year without links; times better is theirs over ours. In the last
portfolio benefits have all their digits, so that no two roadmaps are worth the same: there we race CBC and then prove
what it found.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pulp

from bench import Row
from bench.report import table
from cityloop.deadline import within
from cityloop.engine.roadmap import Limits, Links, Roadmap, Services, Task, broken, plan
from cityloop.engine.roadmap.program import steps
from cityloop.engine.solver import solve

PATIENCE = 60
SEEDS = (1, 2, 3)
LINKED_SEEDS = (1, 2, 3, 4, 5)


def task(n: int, years: int, seed: int, linked: bool = True) -> Task:
    """A programme of n services in which about a third can be paid for."""
    rng = np.random.default_rng(seed)
    capex = rng.lognormal(1, 0.8, n).round(2)
    services = Services(
        tuple(f"s{i}" for i in range(n)),
        capex,
        (capex * rng.uniform(0.05, 0.25, n)).round(2),
        rng.uniform(0, 3, n).round(1),
        (capex * rng.uniform(0.5, 2, n) + rng.uniform(0, 3, n)).round(2),
        np.minimum(rng.choice([1, 1, 1, 2, 3], n), years),
    )
    shares = np.linspace(0.09, 0.05, years) if years > 1 else np.array([0.3])
    budgets = tuple((capex.sum() * shares + services.opex.sum() * 0.15 * np.arange(years) / years).round(2).tolist())
    staff = tuple((services.staff.sum() * np.linspace(0.15, 0.35, years)).round(1).tolist())
    limits = Limits(budgets, round(0.92 * sum(budgets), 2), staff, tuple((0.9 ** np.arange(years)).tolist()))
    if not linked:
        return Task(services, limits)
    pairs = [tuple(pair) for pair in rng.permutation(n)[: 2 * (3 * n // 20)].reshape(-1, 2).tolist()]
    third = len(pairs) // 3
    synergies = tuple(pairs[2 * third :])
    return Task(
        services,
        limits,
        Links(tuple(pairs[:third]), tuple(pairs[third : 2 * third]), synergies, (2.0,) * len(synergies)),
    )


def measured(tasks: list[Task], gap: float) -> tuple[float, float]:
    """Median seconds and the largest gap, of roadmaps whose rules were checked on the data."""
    took, gaps = [], []
    for asked in tasks:
        began = time.perf_counter()
        found: Roadmap = plan(asked, gap=gap, search=within(PATIENCE))
        took.append(time.perf_counter() - began)
        gaps.append(found.gap)
        assert not broken(asked, found.years)
    return statistics.median(took), max(gaps)


def finer(asked: Task, seed: int) -> Task:
    """The same task with benefits that have all their digits."""
    benefit = asked.services.benefit * np.random.default_rng(seed).uniform(0.9, 1.1, len(asked.services.ids))
    return replace(asked, services=replace(asked.services, benefit=benefit))


def cbc(asked: Task, gap: float) -> float:
    """CBC on the program, written in PuLP."""
    program = steps(asked).program
    problem = pulp.LpProblem("roadmap", pulp.LpMaximize)
    x = [
        pulp.LpVariable(f"x{i}", 0, float(most), cat="Binary" if most else "Continuous")
        for i, most in enumerate(program.most)
    ]
    problem += pulp.LpAffineExpression(list(zip(x, program.gain.tolist(), strict=True)))
    rows = program.rows.tocsr()
    for r in range(rows.shape[0]):
        low, high = rows.indptr[r], rows.indptr[r + 1]
        terms = [(x[j], float(v)) for j, v in zip(rows.indices[low:high], rows.data[low:high], strict=True)]
        problem += pulp.LpAffineExpression(terms) <= float(program.upper[r])
    began = time.perf_counter()
    problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=gap, timeLimit=PATIENCE))
    return time.perf_counter() - began


def highs(asked: Task, gap: float) -> float:
    """Plain HiGHS on the same program, without cores, to the same gap."""
    program = steps(asked).program
    began = time.perf_counter()

    def watch(best: float, bound: float) -> bool:
        near = np.isfinite(best) and bound - best <= gap * abs(bound)
        return not near and time.perf_counter() - began < PATIENCE

    solve(program, watch=watch)
    return time.perf_counter() - began


def against_peers(what: str, tasks: list[Task], gap: float) -> list[Row]:
    """Ours and each peer, medians over the same tasks."""
    took, worst = measured(tasks, gap)
    rows = []
    for name, peer in (("CBC", cbc), ("HiGHS alone", highs)):
        other = statistics.median(peer(asked, gap) for asked in tasks)
        rows.append(Row(what, "", f"{took:.2f} s at {worst:.6%}", f"{name} {other:.2f} s", other / took))
    return rows


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process and of those it waited for."""

    def used() -> float:
        both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(one.ru_utime + one.ru_stime for one in both)

    began = used()
    work()
    return used() - began


def linked(n: int, gap: float, target: str) -> list[Row]:
    """Roadmaps with links: ours, and each peer on the same program, in CPU seconds."""
    tasks, gaps = [task(n, 5, seed) for seed in LINKED_SEEDS], []

    def ours(asked: Task) -> None:
        gaps.append(measured([asked], gap)[1])

    def said(took: list[float]) -> str:
        return f"{statistics.median(took):.2f} s CPU, worst {max(took):.2f} s"

    took = [cpu(partial(ours, asked)) for asked in tasks]
    rows = []
    for name, peer in (("CBC", cbc), ("HiGHS alone", highs)):
        other = [cpu(partial(peer, asked, gap)) for asked in tasks]
        times = statistics.median(other) / statistics.median(took)
        mine = f"{said(took)}, at {max(gaps):.4%}"
        rows.append(Row(f"roadmap, {n:,} services × 5 years, linked", target, mine, f"{name} {said(other)}", times))
    return rows


def main() -> list[Row]:
    """Medians over the instances."""
    rows = linked(200, 1e-3, "≤ 3 s at 0.1 %")
    for n, gap, target in (
        (1_000, 1e-3, "≤ 8 s at 0.1 %"),
        (10_000, 1e-4, "≤ 60 s at 0.01 %"),
    ):
        took, worst = measured([task(n, 5, seed) for seed in SEEDS], gap)
        rows.append(Row(f"roadmap, {n:,} services × 5 years, linked", target, f"{took:.2f} s at {worst:.4%}"))
    plain = [task(10_000, 1, seed, linked=False) for seed in SEEDS]
    fine = [finer(asked, seed) for asked, seed in zip(plain, SEEDS, strict=True)]
    rows += against_peers("portfolio, 10,000 services × 1 year, to 0.0001 %", plain, 1e-6)
    rows += against_peers("the same with fine benefits, to 0.00001 %", fine, 1e-7)
    return rows


if __name__ == "__main__":
    print(table(main()))
