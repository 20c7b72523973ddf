"""What if: a service were forced in, the money were less, the effects were a little different."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cityloop.engine.impossible import Impossible
from cityloop.engine.text import Text

from .accounts import spending
from .plan import plan
from .search import Search
from .search import search as search_here
from .values import Roadmap, Task


@dataclass(frozen=True, slots=True)
class Regret:
    """What forcing a service in would cost: between `least` and `most`, equal where both searches were proven.

    Both are None where the service cannot be had at all; `why` then says so.
    """

    id: str
    least: float | None
    most: float | None
    why: Text | None = None


def regret(task: Task, best: Roadmap, service: int, *, gap: float = 0.001, search: Search = search_here) -> Regret:
    """The value lost when a service (a position) must be in the roadmap; 0 where it is in already.

    >>> from .values import Limits, Services
    >>> two = Services(("a", "b"), np.array([9.0, 6.0]), *np.zeros((2, 2)), np.array([9.0, 8.0]), np.array([1, 1]))
    >>> task = Task(two, Limits((10.0,)))
    >>> regret(task, plan(task), 1)
    Regret(id='b', least=1.0, most=1.0, why=None)
    """
    name = task.services.ids[service]
    if best.years[service]:
        return Regret(name, 0.0, 0.0)
    try:
        forced = plan(replace(task, required=task.required | {service}), gap=gap, search=search)
    except Impossible as impossible:
        return Regret(name, None, None, impossible.text)
    return Regret(name, max(0.0, best.objective - forced.bound), max(0.0, best.bound - forced.objective))


@dataclass(frozen=True, slots=True)
class Point:
    """What a whole budget buys: the value found, a proven bound, the gap between them, and what is really spent."""

    budget: float
    spent: float
    objective: float
    bound: float
    gap: float


def front(
    task: Task, budgets: Sequence[float], *, gap: float = 0.001, search: Search = search_here
) -> tuple[Point, ...]:
    """Cost against benefit: the best roadmap for each whole budget, all other limits as they are.

    A budget too small for what is required is left out.

    >>> from .values import Limits, Services
    >>> two = Services(("a", "b"), np.array([9.0, 6.0]), *np.zeros((2, 2)), np.array([9.0, 8.0]), np.array([1, 1]))
    >>> [(point.budget, point.objective) for point in front(Task(two, Limits((15.0,))), [6.0, 10.0, 15.0])]
    [(6.0, 8.0), (10.0, 9.0), (15.0, 17.0)]
    """
    points = []
    for budget in budgets:
        narrowed = replace(task, limits=replace(task.limits, budget=float(budget)))
        try:
            best = plan(narrowed, gap=gap, search=search)
        except Impossible:
            continue
        spent = float(spending(narrowed, best.years).sum())
        points.append(Point(float(budget), spent, best.objective, best.bound, best.gap))
    return tuple(points)


@dataclass(frozen=True, slots=True)
class Squeeze:
    """The best roadmap on a share of every year's money: its value, and the positions that fall out and that move.

    `objective` is None where what is insisted on cannot be paid any more; `why` then names the wishes that conflict.
    """

    share: float
    objective: float | None
    lost: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
    why: Text | None = None


def squeeze(
    task: Task, best: Roadmap, shares: Sequence[float], *, gap: float = 0.001, search: Search = search_here
) -> tuple[Squeeze, ...]:
    """What breaks first if money shrinks: the roadmap anew on each share of the budgets, all other limits as they are.

    >>> from .values import Limits, Services
    >>> two = Services(("a", "b"), np.array([9.0, 6.0]), *np.zeros((2, 2)), np.array([9.0, 8.0]), np.array([1, 1]))
    >>> task = Task(two, Limits((15.0,)))
    >>> [(at.share, at.objective, at.lost) for at in squeeze(task, plan(task), [0.8, 0.5])]
    [(0.8, 9.0, (1,)), (0.5, 8.0, (0,))]
    """
    return tuple(_squeezed(task, best, share, gap, search) for share in shares)


def _squeezed(task: Task, best: Roadmap, share: float, gap: float, search: Search) -> Squeeze:
    limits = task.limits
    whole = None if limits.budget is None else limits.budget * share
    less = replace(limits, budgets=tuple(budget * share for budget in limits.budgets), budget=whole)
    try:
        found = plan(replace(task, limits=less), gap=gap, search=search)
    except Impossible as impossible:
        return Squeeze(share, None, why=impossible.text)
    before, after = best.years, found.years
    lost = np.flatnonzero((before > 0) & (after == 0)).tolist()
    moved = np.flatnonzero((before > 0) & (after > 0) & (before != after)).tolist()
    return Squeeze(share, found.objective, tuple(lost), tuple(moved))


def stability(
    task: Task,
    sd: np.ndarray,
    *,
    draws: int = 100,
    seed: int = 1,
    gap: float = 0.005,
    progress: Callable[[int], bool] = lambda done: True,
) -> np.ndarray:
    """In what share of draws each service is chosen, (n,), when benefits are normal around what is stated.

    `sd` (n,) are their standard errors; a benefit drawn below zero counts as zero. `progress` is told the draws done
    and ends the run by answering False; the shares are then of the draws done.

    >>> from .values import Limits, Services
    >>> two = Services(("a", "b"), np.array([9.0, 6.0]), *np.zeros((2, 2)), np.array([9.0, 8.0]), np.array([1, 1]))
    >>> shares = stability(Task(two, Limits((10.0,))), np.array([3.0, 3.0]), draws=50)
    >>> bool(shares[0] > shares[1]), float(shares.sum())
    (True, 1.0)
    """
    rng = np.random.default_rng(seed)
    chosen, done = np.zeros(len(task.services.ids)), 0
    for _ in range(draws):
        benefit = np.maximum(0.0, rng.normal(task.services.benefit, sd))
        drawn = replace(task, services=replace(task.services, benefit=benefit))
        chosen += plan(drawn, gap=gap).years > 0
        done += 1
        if not progress(done):
            break
    return chosen / max(done, 1)
