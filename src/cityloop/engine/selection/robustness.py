"""How often each proposal is in when the scores vary within their error."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..solver import Watch
from .awards import select
from .ranked import fill
from .rows import TOLERANCE, ranking
from .task import prepare
from .total import optimum
from .values import Limits, Proposals


@dataclass(frozen=True)
class Robustness:
    """`chance`: the share of draws in which each proposal is in, floats (n,); `error`: its standard error, (n,).

    `draws` counts those made: fewer than asked for where `watch` ended them.
    """

    chance: np.ndarray
    error: np.ndarray
    draws: int


def robustness(
    proposals: Proposals,
    limits: Limits,
    error: float | np.ndarray,
    *,
    policy: str = "rank",
    draws: int = 1000,
    seed: int = 1,
    watch: Watch | None = None,
) -> Robustness:
    """Draw every score anew from a normal distribution around it and select again.

    `error`: the standard error of the scores, in points, one for all or of shape (n,). A draw belongs to its id, so
    the order of the proposals changes nothing. The threshold on the score is asked of the score drawn; those on other
    columns stand. Under policy `total` each draw is a program of its own: take fewer draws. Raises as `select` does.

    >>> some = Proposals(("a", "b"), cost=[1, 1], score=[90, 60])
    >>> robustness(some, Limits(seats=1), 1.0).chance.tolist()
    [1.0, 0.0]
    """
    spread = np.broadcast_to(np.asarray(error, float), len(proposals))
    if not (np.isfinite(spread) & (spread >= 0)).all():
        raise ValueError("error: a standard error is negative, NaN or infinite")
    select(proposals, limits, policy=policy)
    by_id = np.argsort(np.array(proposals.ids, dtype=object), kind="stable")
    scores = np.tile(proposals.score, (draws, 1))
    scores[:, by_id] += np.random.default_rng(seed).standard_normal((draws, len(by_id))) * spread[by_id]
    inside = _by_rank(proposals, limits, scores) if policy == "rank" else _by_total(proposals, limits, scores, watch)
    chance = inside.mean(axis=0)
    return Robustness(chance, np.sqrt(chance * (1 - chance) / max(len(inside), 1)), len(inside))


def _by_rank(proposals: Proposals, limits: Limits, scores: np.ndarray) -> np.ndarray:
    """Bools (draws, n). A draw in which rank order misses a minimum counts as it falls: what is in, is in."""
    task = prepare(proposals, limits)
    orders = np.array([ranking(proposals, limits, score) for score in scores])
    share, _, _ = fill(task.rows, orders, _eligible(proposals, limits, scores), task.first, limits.partial)
    return share > 0


def _by_total(proposals: Proposals, limits: Limits, scores: np.ndarray, watch: Watch | None) -> np.ndarray:
    inside = []
    for score in scores:
        task = prepare(replace(proposals, score=score), limits)
        answer = optimum(task.model)
        if answer.x is not None:
            inside.append(task.model.share(answer.x) > 0)
        if watch is not None and not watch(len(inside), len(scores)):
            break
    return np.array(inside).reshape(len(inside), len(proposals))


def _eligible(proposals: Proposals, limits: Limits, scores: np.ndarray) -> np.ndarray:
    fixed = {name: least for name, least in limits.thresholds.items() if name != "score"}
    base = prepare(proposals, replace(limits, thresholds=fixed)).eligible
    least = limits.thresholds.get("score", -np.inf)
    meets = scores >= least - TOLERANCE * max(1.0, abs(least)) if np.isfinite(least) else np.full(scores.shape, True)
    eligible = base & meets
    eligible[:, proposals.positions(sorted(limits.fixed_in))] = True
    return eligible
