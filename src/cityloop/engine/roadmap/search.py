"""The search for a roadmap: a relaxation that bounds it, then exact programs over growing cores of services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import sparse

from cityloop.engine.solver import Answer, Program, solve

from .accounts import feasible, value
from .grain import grain, lowered
from .greedy import greedy
from .program import Steps, steps
from .values import Task

Tell = Callable[["Progress"], bool]
"""Told of every better roadmap and bound; answers whether to go on."""

Search = Callable[[Task, float, Tell, "np.ndarray | None"], "Progress"]
"""Something that searches as `search` does: the search itself, or one that is stopped from outside."""

CORES = (80, 320, 1280)
"""How many services each exact program leaves open, before the last one leaves all that are not decided."""
MIDDLING = range(100, 321)
"""So many services get no cores: there the gap closes by cuts of the whole program and by many guesses."""
SPARED = 0.99
"""The share of the gap asked for within which a middling task is not searched for anything better."""


@dataclass(frozen=True)
class Progress:
    """Where the search stands: the best years so far (None: nothing feasible yet), their value, and a proven bound.

    `prices` are the relaxation's prices of the limits, one more unit of each. `ended` says that the bound cannot be
    improved: the gap asked for is reached, or nothing feasible exists.
    """

    years: np.ndarray | None
    objective: float
    bound: float
    prices: np.ndarray
    ended: bool = False

    def gap(self) -> float:
        return relative_gap(self.objective, self.bound)


def relative_gap(objective: float, bound: float) -> float:
    """(bound - objective) / bound; 0 where both are equal, infinite where nothing was found.

    >>> relative_gap(9.0, 10.0), relative_gap(0.0, 0.0)
    (0.1, 0.0)
    """
    if bound <= objective:
        return 0.0
    return float((bound - objective) / abs(bound)) if np.isfinite(objective) and np.isfinite(bound) else np.inf


def search(
    task: Task, gap: float = 0.0, tell: Tell = lambda progress: True, start: np.ndarray | None = None
) -> Progress:
    """The best roadmap to a proven relative gap, told step by step.

    The linear relaxation gives a bound and leaves few services undecided; an exact program over those and the services
    whose best and second-best year are closest in reduced value finds a roadmap near the bound (the core of Balas &
    Zemel 1980). Larger cores follow, at last one with every service that the gap leaves open, until the gap is proven;
    a middling number of services goes into that one at once.
    A roadmap counts only after its rules were checked on the data. `start` (n,) is a roadmap to begin with.

    >>> from .values import Limits, Services
    >>> three = Services(("a", "b", "c"), np.array([9.0, 6.0, 4.0]), *np.zeros((2, 3)), np.array([9.0, 8.0, 7.0]),
    ...                  np.array([1, 1, 1]))
    >>> found = search(Task(three, Limits((10.0,))))
    >>> found.years.tolist(), found.objective, found.bound
    ([0, 1, 1], 15.0, 15.0)
    """
    return _Search(task, gap, tell).run(start)


class _Stopped(Exception):
    """Somebody who was told answered that it is enough."""


class _Search:
    def __init__(self, task: Task, gap: float, tell: Tell):
        self.task, self.gap, self.tell = task, gap, tell
        self.built: Steps = steps(task)
        self.grain = grain(task)
        self.at = Progress(None, -np.inf, np.inf, np.zeros(self.built.limit_rows))
        self.stopped = False
        self.middling = len(task.services.ids) in MIDDLING

    def run(self, start: np.ndarray | None) -> Progress:
        try:
            if start is not None:
                self._offer(start)
            self._offer(greedy(self.task))
            relaxed = self._relax()
            if relaxed is not None and not self._done():
                self._cores(relaxed)
        except _Stopped:
            pass
        return self.at

    def _done(self) -> bool:
        return self.at.gap() <= self.gap

    def _move(self, **changes: Any) -> None:
        self.at = replace(self.at, **changes)
        self.at = replace(self.at, bound=self._closer(self.at.bound))
        self.at = replace(self.at, ended=self._done())
        if not self.tell(self.at):
            raise _Stopped

    def _closer(self, bound: float) -> float:
        """The lowest bound that follows: a value is a whole number of grains, and the best found is one."""
        nearer = max(lowered(bound, self.grain), self.at.objective)
        return self.at.objective if nearer - self.at.objective < self.grain / 2 else nearer

    def _offer(self, years: np.ndarray) -> None:
        """Take a roadmap that is better and keeps all rules, counted from the data."""
        worth = value(self.task, years)
        if worth > self.at.objective and feasible(self.task, years):
            self._move(years=years, objective=worth)

    def _relax(self) -> Answer | None:
        """Bound the value; None where not even fractions of services keep the rules."""
        whole = np.zeros(len(self.built.program.gain), dtype=bool)
        relaxed = solve(replace(self.built.program, whole=whole))
        if relaxed.x is None:
            self.at = replace(self.at, bound=-np.inf, ended=True)
            self.tell(self.at)
            return None
        prices = np.abs(relaxed.duals[: self.built.limit_rows])
        self._move(bound=min(self.at.bound, relaxed.objective * (1 + 1e-12)), prices=prices)
        return relaxed

    def _cores(self, relaxed: Answer) -> None:
        worth, most = self._worth(relaxed)
        best = worth.max(axis=1)
        others = np.where(np.arange(worth.shape[1]) == worth.argmax(axis=1)[:, None], -np.inf, worth)
        second = others.max(axis=1)
        doubt = np.where(np.isfinite(second), best, np.inf) - np.where(np.isfinite(second), second, 0.0)
        order = np.argsort(np.where(self._torn(relaxed), -1.0, doubt), kind="stable")
        for size in () if self.middling else CORES:
            if min((doubt <= most - self.at.objective).sum(), len(order) / 2) <= size:
                break
            open_services = np.zeros(len(order), dtype=bool)
            open_services[order[:size]] = True
            if self._solve_core(np.round(relaxed.x), open_services):
                return
        decided = self.built.columns_of(self.task, worth.argmax(axis=1))
        slack = max(most - self.at.objective, 0.0) + 1e-9 * max(abs(most), 1.0)
        self._solve_core(decided, doubt <= slack, last=True)

    def _worth(self, relaxed: Answer) -> tuple[np.ndarray, float]:
        """What each service is worth at the relaxation's prices of the limits, never or from a year on: (n, 1 + years).

        And what all together are worth at most. A roadmap in which a service is not at its best loses the difference
        from that, so whoever would lose more than the gap still open is decided (reduced-cost fixing).
        """
        services, years = self.task.services, self.task.limits.years
        program, limits = self.built.program, self.built.limit_rows
        prices = np.maximum(np.asarray(relaxed.duals)[:limits], 0.0)
        profit = (program.gain - prices @ program.rows[:limits])[: len(services.ids) * years].reshape(-1, years)
        starting = np.cumsum(profit[:, ::-1], axis=1)[:, ::-1]
        starting = np.where(np.arange(1, years + 1) >= services.year_min[:, None], starting, -np.inf)
        never = np.zeros(len(services.ids))
        never[sorted(self.task.required)] = -np.inf
        worth = np.column_stack([never, starting])
        for i, year in self.task.pinned.items():
            worth[i, np.arange(years + 1) != year] = -np.inf
        bonus = np.maximum(self.task.links.bonus, 0.0).sum()
        return worth, float(prices @ program.upper[:limits] + worth.max(axis=1).sum() + bonus)

    def _torn(self, relaxed: Answer) -> np.ndarray:
        """Services that the relaxation starts in parts, (n,)."""
        x = relaxed.x[: self.built.services * self.built.years].reshape(-1, self.built.years)
        return np.asarray((np.abs(x - np.round(x)) > 1e-7).any(axis=1))

    def _solve_core(self, held: np.ndarray, open_services: np.ndarray, last: bool = False) -> bool:
        """Solve with the services that are not open held; true when the search is over."""
        program, years = self.built.program, self.built.years
        free = np.concatenate([np.repeat(open_services, years), np.ones(len(self.task.links.synergies), dtype=bool)])
        columns = sparse.csc_matrix(program.rows)
        taken, settled = columns[:, ~free] @ held[~free], float(program.gain[~free] @ held[~free])
        core = Program(
            program.gain[free], program.least[free], program.most[free], program.whole[free],
            columns[:, free], program.lower - taken, program.upper - taken,
        )  # fmt: skip

        def whole_of(part: np.ndarray) -> np.ndarray:
            complete = held.copy()
            complete[free] = part
            return self.built.years_of(complete)

        def watch(best: float, bound: float) -> bool:
            if last and np.isfinite(bound) and bound + settled < self.at.bound:
                self._inside(self._move, bound=bound + settled)
            near = np.isfinite(best) and bound - best <= 0.25 * self.gap * abs(self.at.bound)
            return not (self.stopped or self._done() or near)

        answer = solve(
            core,
            watch=watch,
            found=lambda part: self._inside(self._offer, whole_of(part)),
            gap=SPARED * self.gap if self.middling else 0.0,
            guess=self.middling,
        )
        if self.stopped:
            raise _Stopped
        if answer.x is not None:
            self._offer(whole_of(answer.x))
        if last and answer.proven:
            bound = answer.bound + settled if answer.x is not None else -np.inf
            self._close(bound)
        return self._done() or last

    def _close(self, bound: float) -> None:
        """The whole program was searched to its end: nothing better than the bound, or nothing at all, exists."""
        self.at = replace(self.at, bound=self._closer(min(bound, self.at.bound)), ended=True)
        if not self.tell(self.at):
            raise _Stopped

    def _inside(self, act: Callable[..., None], *args: Any, **changes: Any) -> None:
        """Act from inside the solver, through which no exception may pass: remember to stop instead."""
        try:
            act(*args, **changes)
        except _Stopped:
            self.stopped = True
