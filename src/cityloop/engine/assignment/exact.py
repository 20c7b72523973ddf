"""The best assignment under rows that a network cannot hold: price pairs in, then fix pairs out, with a proof.

The linear relaxation is solved over a core of pairs; every other pair is priced with its duals and joins where it
could improve (Dantzig and Wolfe 1960; Gilmore and Gomory 1961). The whole-numbered optimum is then sought among the
pairs whose price is within reach of the gap, which proves it for all (reduced-cost fixing; Balas and Zemel 1980).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from ..solver import Answer, Program, Watch, solve
from .instance import Instance
from .rows import Block, Columns, program, reduced

NEAR, GROWTH = 1e-9, 8.0
"""What counts as nothing; by how much the reach of a search grows, since a wider one also narrows the gap to prove."""


@dataclass(frozen=True)
class Best:
    """`chosen`: positions of the pairs used, None where there is no such assignment (or none was found).

    `bundles`: which bundles are used. `proven`: the search ended by itself.
    """

    chosen: np.ndarray | None
    total: float
    bound: float
    proven: bool
    bundles: tuple[int, ...] = ()


@dataclass(frozen=True)
class Relaxed:
    """A linear relaxation over all pairs: its value, the shares of the core's columns, and the price of every pair."""

    objective: float
    columns: Columns
    x: np.ndarray
    worth: np.ndarray


def best(
    task: Instance,
    blocks: Sequence[Block],
    core: Columns,
    *,
    enough: float = 0.0,
    nodes: int | None = None,
    watch: Watch | None = None,
) -> Best:
    """The highest total under all `blocks`, from the pairs and bundles of a `core` on.

    `enough`: the relative gap at which no proof is asked for. `nodes` ends a search that takes longer; both
    deterministically.
    """
    relaxed = relax(task, blocks, core)
    if relaxed is None:
        return Best(None, -np.inf, -np.inf, True)
    pairs, share = relaxed.columns.pairs, relaxed.x[: len(relaxed.columns.pairs)]
    inside = np.zeros(len(task.assessor))
    inside[pairs] = np.round(share)
    sure = np.abs(relaxed.worth)
    sure[pairs[np.abs(share - np.round(share)) > NEAR]] = 0.0
    for bundle in core.bundles:
        sure[bundle] = 0.0
    reach = _first_reach(sure, relaxed)
    while True:
        answer, columns, kept = _among(task, blocks, inside, sure <= reach, core, nodes, watch)
        gap = relaxed.objective - answer.objective
        if not answer.proven or 0 < gap <= enough * abs(relaxed.objective):
            return _as_best(replace(answer, proven=False), columns, kept, relaxed.objective)
        if gap <= reach or np.isinf(reach):
            return _as_best(answer, columns, kept, answer.objective)
        wider = GROWTH * reach if reach < sure.max() else np.inf
        reach = min(gap * (1 + NEAR) + NEAR, wider) if answer.x is not None else wider


def _first_reach(sure: np.ndarray, relaxed: Relaxed) -> float:
    """Twice as many pairs as the relaxation uses are left open at first, among those it is least sure of."""
    many = min(len(sure), max(400, int(2 * relaxed.x.sum() / 3)))
    return float(np.partition(sure, many - 1)[many - 1]) if many < len(sure) else np.inf


def _among(
    task: Instance,
    blocks: Sequence[Block],
    inside: np.ndarray,
    open_to: np.ndarray,
    core: Columns,
    nodes: int | None,
    watch: Watch | None,
) -> tuple[Answer, Columns, np.ndarray]:
    """Solve over the open pairs and all bundles; the pairs held inside take their room first."""
    kept = np.flatnonzero(~open_to & (inside > 0.5))
    columns = replace(core, pairs=np.flatnonzero(open_to))
    whole = program(task, blocks, columns)
    value = float(task.affinity[kept].sum())
    taken, first = np.zeros(len(whole.lower)), 0
    for block in blocks:
        index = block.index[kept]
        taken[first : first + len(block.lower)] = np.bincount(
            index[index >= 0], block.value[kept][index >= 0], minlength=len(block.lower)
        )
        first += len(block.lower)
    shifted = replace(whole, lower=whole.lower - taken, upper=whole.upper - taken)
    asked = None if watch is None else lambda found, bound: watch(found + value, bound + value)
    answer = solve(shifted, nodes=nodes, watch=asked)
    return replace(answer, objective=answer.objective + value, bound=answer.bound + value), columns, kept


def _as_best(answer: Answer, columns: Columns, kept: np.ndarray, bound: float) -> Best:
    if answer.x is None:
        return Best(None, -np.inf, bound, answer.proven)
    many = len(columns.pairs)
    used = tuple(np.flatnonzero(answer.x[many:] > 0.5).tolist())
    chosen = np.concatenate([kept, columns.pairs[answer.x[:many] > 0.5], *(columns.bundles[b] for b in used)])
    return Best(np.sort(chosen.astype(np.int64)), answer.objective, bound, answer.proven, used)


def relax(task: Instance, blocks: Sequence[Block], columns: Columns) -> Relaxed | None:
    """The linear relaxation over all pairs, priced in from a core; None where even it has no solution."""
    largest = float(np.abs(task.affinity).max(initial=1.0)) + 1.0
    for penalty in (10.0 * largest, 1e3 * largest, 1e5 * largest, np.inf):
        columns, answer, short = _priced(task, blocks, columns, penalty)
        if short <= 1e-7:
            break
        if np.isinf(penalty):
            return None
    if np.isinf(penalty):
        columns, answer, _ = _priced(task, blocks, columns, 1e6 * largest)
    worth = reduced(task, blocks, answer.duals)
    worth[columns.pairs] = answer.reduced[: len(columns.pairs)]
    return Relaxed(answer.objective, columns, answer.x[: len(columns)], worth)


def _priced(task: Instance, blocks: Sequence[Block], columns: Columns, penalty: float) -> tuple[Columns, Answer, float]:
    """Solve and price until no pair improves; rows may be missed at a `penalty` (infinite: nothing else counts)."""
    while True:
        answer = solve(_elastic(program(task, blocks, columns), penalty))
        short = float(answer.x[len(columns) :].sum())
        gain = 0.0 if np.isinf(penalty) else 1.0
        worth = reduced(task, blocks, answer.duals, gain)
        better = improving(worth, columns.pairs, 1e-7)
        if not len(better) or (np.isinf(penalty) and short <= 1e-7):
            return columns, answer, short
        columns = replace(columns, pairs=np.sort(np.concatenate([columns.pairs, better])))


def improving(worth: np.ndarray, core: np.ndarray, least: float) -> np.ndarray:
    """The pairs to price in, best first: none where none outside the core is worth more than `least`.

    Where some are, the next best come along: they are likely to be worth something at the next prices.
    """
    worth = worth.copy()
    worth[core] = -np.inf
    if not len(worth) or worth.max() <= least:
        return np.zeros(0, dtype=np.int64)
    many = min(max(200, int((worth > least).sum())), max(500, len(core) // 2), len(worth) - len(core))
    best = np.argpartition(worth, len(worth) - many)[-many:]
    return best[worth[best] > -np.inf]


def _elastic(base: Program, penalty: float) -> Program:
    """The relaxation with a slack for each side of each row, which costs the penalty."""
    m, n = base.rows.shape
    low, high = np.flatnonzero(np.isfinite(base.lower)), np.flatnonzero(np.isfinite(base.upper))
    many = len(low) + len(high)
    slack = sparse.csc_matrix(
        (np.repeat([1.0, -1.0], [len(low), len(high)]), (np.concatenate([low, high]), np.arange(many))), (m, many)
    )
    gain, cost = (np.zeros(n), 1.0) if np.isinf(penalty) else (base.gain, penalty)
    return Program(
        np.concatenate([gain, np.full(many, -cost)]),
        np.concatenate([base.least, np.zeros(many)]),
        np.concatenate([base.most, np.full(many, np.inf)]),
        np.zeros(n + many, dtype=bool),
        sparse.csc_matrix(sparse.hstack([base.rows, slack])),
        base.lower,
        base.upper,
    )
