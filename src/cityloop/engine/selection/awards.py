"""The verb itself: both policies, their reasons, the reserve list, and what it would have taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from ..impossible import Impossible
from ..solver import Watch
from ..text import Text
from . import reasons
from .ranked import fill, overtaking
from .relaxation import impossible
from .rows import matrix
from .task import Task, prepare
from .total import cost_needed, needed_at_least, optimum, relaxed, score_needed
from .values import Limits, Proposals, Selection, Use


def select(proposals: Proposals, limits: Limits, *, policy: str = "rank", watch: Watch | None = None) -> Selection:
    """Choose proposals inside the limits.

    Policy `rank` goes down the order of scores and skips what does not fit; seats reserved by minimums are filled
    first, each in rank order. Policy `total` gives the highest sum of score × share, proven by branch and bound.
    Raises `Impossible` where the limits exclude each other, or where rank order misses a minimum, and `ValueError`
    for an unknown id, column or policy. `watch` may end a long search; the best selection so far is then given.

    >>> from cityloop.engine.selection import Budget
    >>> some = Proposals(("a", "b", "c"), cost=[3, 2, 2], score=[90, 80, 70])
    >>> strict, best = (select(some, Limits(budgets=(Budget(4),)), policy=policy) for policy in ("rank", "total"))
    >>> strict.chosen.tolist(), best.chosen.tolist(), best.objective
    ([True, False, False], [False, True, True], 150.0)
    >>> print(strict.reasons[1])
    Out: ranked 2, and the budget of 4 had no room left. It would be in at a score above 90 or at a cost of 1.
    """
    if policy not in ("rank", "total"):
        raise ValueError(f"policy {policy!r}: 'rank' or 'total' is needed")
    task = prepare(proposals, limits)
    return _by_rank(task) if policy == "rank" else _by_total(task, watch)


def _by_rank(task: Task) -> Selection:
    limits, first = task.limits, task.first
    share, turns, seen = fill(task.rows, task.order[None], task.eligible[None], first, limits.partial)
    _require_kept(task, share[0])
    ahead_of, fits = overtaking(task.rows, turns, task.order, first, limits.partial)
    needed = np.where(ahead_of >= 0, task.proposals.score[ahead_of], np.nan)
    needed[fits] = task.proposals.score[fits]
    bound = relaxed(task.model).objective
    cost = _affordable(task, seen)
    return _selection(task, "rank", share[0], needed, cost, bound, True, seen)


def _require_kept(task: Task, share: np.ndarray) -> None:
    """Refuse where what is fixed in exceeds a limit, or a minimum is missed in rank order."""
    used = matrix(task.rows, len(share)) @ share
    broken = [
        row for row, value in zip(task.rows, used, strict=True) if not row.lower <= value <= row.upper + row.slack
    ]
    if not broken:
        return
    if optimum(task.model).x is None:
        raise impossible(task.model, task.rows, sorted(task.limits.fixed_in))
    why = Text("순위대로 선정하면 '{n}' 조건을 채울 수 없음", "in rank order '{n}' cannot be kept").format(
        n=broken[0].name
    )
    raise Impossible(why, [Text("총점 최대화(total) 정책", "the policy 'total', which keeps it")])


def _affordable(task: Task, seen: np.ndarray) -> np.ndarray:
    """The cost at which each would have fitted at its own turn, floats (n,); NaN where it is not cost that bars it."""
    weights = matrix(task.rows, len(seen)).toarray().T
    spends = np.array([row.spends for row in task.rows], dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        room = seen - np.array([row.slack for row in task.rows])
        ratio = np.where(spends & (weights > 0), room / weights, np.inf).min(axis=1, initial=np.inf)
    barred = (~spends & (weights > seen) & (weights > 0)).any(axis=1) | (ratio <= 0) | ~np.isfinite(ratio)
    return np.where(barred, np.nan, np.minimum(ratio / (task.limits.partial or 1.0), 1.0) * task.proposals.cost)


def _by_total(task: Task, watch: Watch | None) -> Selection:
    answer = optimum(task.model, watch)
    if answer.x is None:
        raise impossible(task.model, task.rows, sorted(task.limits.fixed_in))
    share = task.model.share(answer.x)
    needed = needed_at_least(task.model, answer.objective, task.proposals.score)
    nothing = np.full(len(share), np.nan)
    return _selection(task, "total", share, needed, nothing, answer.bound, answer.proven, None)


def _selection(
    task: Task,
    policy: str,
    share: np.ndarray,
    needed: np.ndarray,
    cost: np.ndarray,
    bound: float,
    proven: bool,
    seen: np.ndarray | None,
) -> Selection:
    chosen = share > 0
    rank = np.zeros(len(share), dtype=int)
    ranked = task.order[task.eligible[task.order]]
    rank[ranked] = np.arange(1, len(ranked) + 1)
    needed, cost = np.where(chosen, np.nan, needed), np.where(chosen, np.nan, cost)
    barred = ~task.eligible & ~chosen
    cost[barred] = np.nan
    least = task.limits.thresholds.get("score", -np.inf)
    only_score = barred & np.array([_only_score(task, position) for position in range(len(share))], dtype=bool)
    needed = np.where(only_score, np.maximum(needed, least), np.where(barred, np.nan, needed))
    objective = float(task.proposals.score @ share)
    uses = matrix(task.rows, len(share)) @ share
    selection = Selection(
        policy,
        task.proposals.ids,
        share,
        rank,
        (),
        needed,
        cost,
        chosen | barred | (policy == "rank"),
        _reserve(task, policy, chosen, rank, needed),
        objective,
        max(bound, objective),
        proven,
        tuple(Use(row.name, float(u), row.lower, row.upper) for row, u in zip(task.rows, uses, strict=True)),
    )
    return replace(selection, reasons=reasons.all_of(task, selection, seen))


def _only_score(task: Task, position: int) -> bool:
    """Whether the threshold on the score is the only thing that bars this proposal."""
    if position in set(task.out.tolist()) or "score" not in task.limits.thresholds:
        return False
    others = {name: value for name, value in task.limits.thresholds.items() if name != "score"}
    return all(float(task.proposals.column(name)[position]) >= value for name, value in others.items())


def _reserve(task: Task, policy: str, chosen: np.ndarray, rank: np.ndarray, needed: np.ndarray) -> tuple[str, ...]:
    """Who is next: in rank order; under `total` by how little is lacking."""
    waiting = np.flatnonzero(task.eligible & ~chosen)
    if policy == "total":
        lacking = np.nan_to_num(needed[waiting] - task.proposals.score[waiting], nan=np.inf)
        waiting = waiting[np.lexsort([rank[waiting], np.round(lacking, 9)])]
    else:
        waiting = waiting[np.argsort(rank[waiting])]
    return tuple(task.proposals.ids[position] for position in waiting)


def what_it_takes(proposals: Proposals, limits: Limits, selection: Selection, ids: Iterable[str]) -> Selection:
    """The same selection with the exact score and cost at which each of `ids` would be level with it.

    For policy `total`, where `select` gives a proven lower bound only: two programs for each proposal. Under `rank`
    the selection is exact already and is given back as it is.

    >>> from cityloop.engine.selection import Budget
    >>> some = Proposals(("a", "b", "c"), cost=[3, 2, 2], score=[90, 80, 70])
    >>> limits = Limits(budgets=(Budget(4),))
    >>> exact = what_it_takes(some, limits, select(some, limits, policy="total"), ["a"])
    >>> exact.score_needed.tolist(), exact.cost_needed.round(6).tolist()
    ([150.0, nan, nan], [2.0, nan, nan])
    """
    if selection.policy == "rank":
        return selection
    task = prepare(proposals, limits)
    score, cost, exact = (array.copy() for array in (selection.score_needed, selection.cost_needed, selection.exact))
    for position in proposals.positions(ids):
        if task.eligible[position] and not selection.chosen[position]:
            score[position] = score_needed(task.model, position, selection.objective, proposals.score[position])
            factor = cost_needed(task.model, task.rows, position, selection.objective)
            cost[position] = factor * proposals.cost[position] if factor < 1 else np.nan
            exact[position] = True
    reserve = _reserve(task, "total", selection.chosen, selection.rank, score)
    found = replace(selection, score_needed=score, cost_needed=cost, exact=exact, reserve=reserve)
    return replace(found, reasons=reasons.all_of(task, found, None))


def when_withdrawn(proposals: Proposals, limits: Limits, selection: Selection, withdrawn: str) -> tuple[str, ...]:
    """Who moves up when one chosen proposal withdraws and all others keep their award.

    >>> from cityloop.engine.selection import Budget
    >>> some = Proposals(("a", "b", "c"), cost=[3, 2, 2], score=[90, 80, 70])
    >>> limits = Limits(budgets=(Budget(4),))
    >>> when_withdrawn(some, limits, select(some, limits), "a")
    ('b', 'c')
    """
    kept = frozenset(name for name, inside in zip(selection.ids, selection.chosen, strict=True) if inside)
    if withdrawn not in kept:
        raise ValueError(f"{withdrawn!r} is not chosen")
    again = replace(limits, fixed_in=kept - {withdrawn}, fixed_out=limits.fixed_out | {withdrawn})
    after = select(proposals, again, policy=selection.policy)
    return tuple(
        proposals.ids[p] for p in prepare(proposals, again).order if after.chosen[p] and proposals.ids[p] not in kept
    )
