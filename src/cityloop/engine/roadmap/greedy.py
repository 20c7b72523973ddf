"""A first roadmap in a moment: services by value for what they use, each as early as it fits."""

from __future__ import annotations

import numpy as np

from .accounts import spending, staffing
from .values import Task


def greedy(task: Task) -> np.ndarray:
    """First years (n,), 0 for never; keeps every limit and link, whether or not it can keep all requirements.

    Required services and what must precede them come first, then by benefit per share of the limits used. Whole
    chains of precedence are taken or left together, in the earliest year in which they fit.

    >>> from .values import Limits, Services
    >>> three = Services(("a", "b", "c"), np.array([9.0, 4.0, 4.0]), *np.zeros((2, 3)), np.array([9.0, 8.0, 7.0]),
    ...                  np.array([1, 1, 1]))
    >>> greedy(Task(three, Limits((10.0, 5.0)))).tolist()
    [0, 1, 1]
    """
    return _Builder(task).build()


class _Builder:
    """Adds services one chain at a time and keeps count of what is left."""

    def __init__(self, task: Task):
        self.task, services, limits = task, task.services, task.limits
        self.years = np.zeros(len(services.ids), dtype=int)
        self.money = np.array(limits.budgets, dtype=float)
        self.whole = np.inf if limits.budget is None else float(limits.budget)
        self.staff = np.array(limits.staff if limits.staff is not None else [np.inf] * limits.years, dtype=float)
        self.before: dict[int, list[int]] = {}
        self.against: dict[int, list[int]] = {}
        for first, then in task.links.precedence:
            self.before.setdefault(then, []).append(first)
        for a, b in task.links.exclusions:
            self.against.setdefault(a, []).append(b)
            self.against.setdefault(b, []).append(a)

    def build(self) -> np.ndarray:
        services, limits = self.task.services, self.task.limits
        whole = sum(limits.budgets) if limits.budget is None else min(limits.budget, sum(limits.budgets))
        use = (services.capex + services.opex * (limits.years - 1) / 2) / max(whole, 1e-12)
        if limits.staff is not None:
            use = use + services.staff / max(sum(limits.staff) / limits.years, 1e-12)
        order = np.argsort(-(services.benefit + 1e-9) / (use + 1e-9), kind="stable")
        for i in [*sorted(self.task.wanted), *order.tolist()]:
            if self.years[i] == 0:
                self._add_chain(i)
        return self.years

    def _add_chain(self, i: int) -> None:
        """Add a service and all that must precede it, in the earliest year that all of them fit into."""
        chain = self._chain(i)
        if chain is None or any(self.years[other] for one in chain for other in self.against.get(one, ())):
            return
        held = {other for one in chain for other in self.against.get(one, ())}
        if held & set(chain):
            return
        services = self.task.services
        earliest = max(int(services.year_min[chain].max()), int(self.years[self._settled(chain)].max(initial=1)))
        for year in range(earliest, self.task.limits.years + 1):
            if self._fits(chain, year):
                self._take(chain, year)
                return

    def _chain(self, i: int) -> list[int] | None:
        """The service and its predecessors not yet chosen; None where they go round in a circle of excluded ones."""
        chain, waiting = [], [i]
        while waiting:
            one = waiting.pop()
            if one in chain or self.years[one]:
                continue
            chain.append(one)
            waiting += self.before.get(one, ())
        return chain

    def _settled(self, chain: list[int]) -> list[int]:
        """Predecessors of the chain that were chosen before."""
        return [first for one in chain for first in self.before.get(one, ()) if self.years[first]]

    def _costs(self, chain: list[int], year: int) -> np.ndarray:
        costs = np.zeros(len(self.money))
        costs[year - 1] = self.task.services.capex[chain].sum()
        costs[year:] = self.task.services.opex[chain].sum()
        return costs

    def _fits(self, chain: list[int], year: int) -> bool:
        costs, people = self._costs(chain, year), self.task.services.staff[chain].sum()
        return bool(
            (costs <= self.money).all() and costs.sum() <= self.whole and (people <= self.staff[year - 1 :]).all()
        )

    def _take(self, chain: list[int], year: int) -> None:
        costs = self._costs(chain, year)
        self.money -= costs
        self.whole -= costs.sum()
        self.staff[year - 1 :] -= self.task.services.staff[chain].sum()
        self.years[chain] = year


def left_over(task: Task, years: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the budgets (y,) and the staff (y,) still hold after a roadmap; infinite staff where there is no limit.

    >>> from .values import Limits, Services
    >>> one = Services(("a",), *(np.array([x]) for x in (10.0, 2.0, 1.0, 5.0)), np.array([1]))
    >>> left_over(Task(one, Limits((12.0, 2.0), staff=(3.0, 3.0))), np.array([1]))[0].tolist()
    [2.0, 0.0]
    """
    staff = np.full(task.limits.years, np.inf) if task.limits.staff is None else np.array(task.limits.staff)
    return np.array(task.limits.budgets) - spending(task, years), staff - staffing(task, years)
