"""Policy `total`: the selection with the highest sum of scores, proven, as a mixed-integer program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from ..solver import Answer, Program, Watch, solve, solve_whole
from .rows import Row, matrix


@dataclass(frozen=True)
class Model:
    """A program over `columns`, the positions of the proposals that may be in, best ranked first.

    One variable each (in or out); with partial funding a second one each, the share granted.
    """

    program: Program
    columns: np.ndarray
    partial: float | None
    n: int

    def share(self, x: np.ndarray) -> np.ndarray:
        """The solver's values as shares, floats (n,)."""
        share = np.zeros(self.n)
        share[self.columns] = x[-len(self.columns) :] if len(self.columns) else x
        return share


def model_of(
    rows: Sequence[Row],
    score: np.ndarray,
    order: np.ndarray,
    eligible: np.ndarray,
    first: np.ndarray,
    partial: float | None,
) -> Model:
    """The program of these limits; columns in ranked order, so that permuted proposals give the same program."""
    n = len(score)
    inside = np.zeros(n, dtype=bool)
    inside[first] = True
    columns = order[(eligible | inside)[order]]
    weights = matrix(tuple(rows), n).tocsc()[:, columns]
    scale = np.array([row.upper if row.spends and row.upper > 0 else 1.0 for row in rows])
    weights = sparse.diags_array(1 / scale) @ weights if len(rows) else weights
    lower = np.array([row.lower for row in rows]) / scale
    slack = np.array([row.slack if partial is None else 0.0 for row in rows])
    upper = (np.array([row.upper for row in rows]) + slack) / scale
    least, most = inside[columns].astype(float), np.ones(len(columns))
    whole = np.ones(len(columns), dtype=bool)
    if partial is None:
        program = Program(score[columns], least, most, whole, sparse.csc_matrix(weights), lower, upper)
        return Model(program, columns, None, n)
    spends = np.array([row.spends for row in rows], dtype=float)
    one = sparse.eye(len(columns))
    blocks = [
        [sparse.diags_array(1 - spends) @ weights, sparse.diags_array(spends) @ weights],
        [-one, one],
        [-partial * one, one],
    ]
    many, free = len(columns), np.full(len(columns), np.inf)
    program = Program(
        np.concatenate([np.zeros(many), score[columns]]),
        np.concatenate([least, least]),
        np.ones(2 * many),
        np.repeat([True, False], many),
        sparse.csc_matrix(sparse.block_array(blocks) if len(rows) else sparse.block_array(blocks[1:])),
        np.concatenate([lower, -free, np.zeros(many)]),
        np.concatenate([upper, np.zeros(many), free]),
    )
    return Model(program, columns, partial, n)


def optimum(model: Model, watch: Watch | None = None) -> Answer:
    """The best selection; `x` is None where the limits exclude each other."""
    return solve_whole(model.program, watch=watch)


def relaxed(model: Model) -> Answer:
    """The linear relaxation, with prices."""
    return solve(replace(model.program, whole=np.zeros_like(model.program.whole)))


def needed_at_least(model: Model, best: float, score: np.ndarray) -> np.ndarray:
    """For each proposal a score below which it is proven to stay out, floats (n,); NaN outside the model.

    With y the price of the limits in the linear relaxation, a proposal forced in costs at least its reduced cost
    (Dantzig 1963), so it cannot pay for itself with less than that beyond the gap between relaxation and optimum.
    """
    answer = relaxed(model)
    needed = np.full(model.n, np.nan)
    if answer.x is None:
        return needed
    reduced = answer.reduced[-len(model.columns) :]
    loss = best - (answer.objective + np.minimum(reduced, 0.0))
    needed[model.columns] = score[model.columns] + np.maximum(loss, 0.0)
    return needed


def score_needed(model: Model, position: int, best: float, score: float) -> float:
    """The score at which the optimum with this proposal in, whole, equals `best`; NaN where it can never be in."""
    least = model.program.least.copy()
    least[_variables(model, position)] = 1.0
    answer = solve_whole(replace(model.program, least=least))
    return np.nan if answer.x is None else score + max(0.0, best - answer.objective)


def cost_needed(model: Model, rows: Sequence[Row], position: int, best: float) -> float:
    """The largest factor on the costs of this proposal at which the optimum with it in equals `best`; NaN if none."""
    program, own = model.program, _variables(model, position)
    least = program.least.copy()
    least[own] = 1.0
    spends = np.zeros(program.rows.shape[0])
    spends[: len(rows)] = [row.spends for row in rows]
    weights = program.rows.tolil()
    factor = np.asarray(weights[:, [own[-1]]].todense()).ravel() * spends
    weights[:, own[-1]] = (np.asarray(weights[:, [own[-1]]].todense()).ravel() * (1 - spends))[:, None]
    many = len(program.gain)
    upper = program.upper.copy()
    upper[: len(rows)] /= [1 + row.slack / row.upper if row.spends and row.upper > 0 else 1.0 for row in rows]
    scaled = Program(
        np.append(np.zeros(many), 1.0),
        np.append(least, 0.0),
        np.append(program.most, 1.0),
        np.append(program.whole, False),
        sparse.csc_matrix(sparse.block_array([[weights, factor[:, None]], [program.gain[None], np.zeros((1, 1))]])),
        np.append(program.lower, best - 1e-7 * max(1.0, abs(best))),
        np.append(upper, np.inf),
    )
    answer = solve(scaled)
    return np.nan if answer.x is None else float(answer.objective)


def _variables(model: Model, position: int) -> list[int]:
    place = int(np.flatnonzero(model.columns == position)[0])
    return [place] if model.partial is None else [place, place + len(model.columns)]
