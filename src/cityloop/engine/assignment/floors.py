"""Raise the worst panel: as far as a linear relaxation proves possible, then as far as whole panels reach.

The highest worst panel is hard to find exactly (it is the Santa Claus problem of Bansal and Sviridenko 2006); here the
relaxation gives the bound and a search by bisection over floors, each an exact program, closes in on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from ..solver import Program, Watch, solve
from .exact import Best, best, improving
from .instance import Instance
from .rows import Block, Columns, floor, program, reduced

CLOSE = 1e-3
"""A floor so near its bound, relatively, is improved step by step only while each step is proven quickly."""
LARGE, ENOUGH = 100_000, 1e-4
"""Above so many pairs, a total this near its bound, relatively, is near enough; the bound is reported all the same."""
NODES, STEP, STEPWISE = 300, 1e-7, 5_000
"""The nodes of one search, the smallest step of a floor (relative), and up to how many pairs single steps are taken."""


def worst_of(task: Instance, chosen: np.ndarray) -> float:
    """The lowest total affinity of a panel."""
    return float(np.bincount(task.case[chosen], task.affinity[chosen], minlength=task.n).min()) if task.n else 0.0


def highest_floor(task: Instance, blocks: Sequence[Block], core: Columns) -> tuple[float, Columns]:
    """What the worst panel cannot exceed, and the columns that prove it; `core` holds a feasible assignment.

    First the floor is raised beside the total, which settles quickly, then by itself from where that ended.
    """
    every = [*blocks, floor(task, 0.0)]
    weight = max(1.0, task.n / 20)
    while True:
        lifted = _with_floor(program(task, every, core), _first_line(blocks), task.n, weight)
        beside = solve(lifted)
        better = improving(reduced(task, every, beside.duals) / weight, core.pairs, 1e-9)
        if not len(better):
            alone = solve(replace(lifted, gain=np.append(np.zeros(len(core)), 1.0)), warm=beside.basis)
            better = improving(reduced(task, every, alone.duals, gain=0.0), core.pairs, 1e-9)
        if not len(better):
            return alone.objective, core
        core = replace(core, pairs=np.sort(np.concatenate([core.pairs, better])))


def _first_line(blocks: Sequence[Block]) -> int:
    return sum(len(block.lower) for block in blocks)


def _with_floor(base: Program, first: int, n: int, weight: float) -> Program:
    """A column for the floor, which every one of n rows must reach."""
    lines = np.arange(first, first + n)
    level = sparse.csc_matrix((np.full(n, -1.0), (lines, np.zeros(n, int))), (base.rows.shape[0], 1))
    return Program(
        np.append(base.gain, weight),
        np.append(base.least, -np.inf),
        np.append(base.most, np.inf),
        np.zeros(len(base.gain) + 1, dtype=bool),
        sparse.csc_matrix(sparse.hstack([base.rows, level])),
        base.lower,
        base.upper,
    )


def raised(
    task: Instance, blocks: Sequence[Block], start: np.ndarray, core: Columns, watch: Watch | None = None
) -> tuple[Best, float]:
    """The best total over the highest floor found, and what no floor can exceed; `start` is any assignment."""
    high, columns = highest_floor(task, blocks, core)
    bound, low = high, worst_of(task, start)
    found, stopped, unit = Best(start, float(task.affinity[start].sum()), np.inf, False), False, max(1.0, abs(high))
    trial, enough = high - STEP * unit, ENOUGH if len(task.assessor) > LARGE else 0.0
    while trial > low and not stopped:
        tried = best(task, [*blocks, floor(task, trial)], columns, enough=enough, nodes=NODES, watch=watch)
        if tried.chosen is not None:
            found, low = tried, max(trial, worst_of(task, tried.chosen))
        else:
            high = trial
            bound = min(bound, trial) if tried.proven else bound
        stopped = watch is not None and not watch(low, bound)
        near = high - low <= CLOSE * unit
        if near and (not tried.proven or high - low <= 2 * STEP * unit or len(task.assessor) > STEPWISE):
            break
        trial = min(low + STEP * unit, high) if near else (low + high) / 2
    if found.chosen is start and not stopped:
        again = best(task, [*blocks, floor(task, low)], columns, watch=watch)
        found = again if again.chosen is not None else found
    return found, max(bound, low)
