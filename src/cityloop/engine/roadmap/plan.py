"""plan(): which services, in which year, under budgets, staff and order, with a proven gap and a reason for each."""

from __future__ import annotations

import numpy as np

from cityloop.engine.text import Text

from .accounts import spending, staffing
from .conflicts import foundation
from .reasons import reasons
from .search import Progress, Search, Tell
from .search import search as search_here
from .values import Roadmap, Task, Use

_BUDGET = Text("{y}년차 예산", "the budget of year {y}")
_WHOLE = Text("총예산", "the whole budget")
_STAFF = Text("{y}년차 인력", "the staff of year {y}")


def plan(
    task: Task, *, gap: float = 0.001, tell: Tell = lambda progress: True, search: Search = search_here
) -> Roadmap:
    """The best roadmap to a proven relative gap.

    `search` may be one that is stopped from outside (`cityloop.deadline.within(60)`): the best roadmap found until then
    is kept. `tell` hears of every better roadmap and bound and ends the search by answering False. Leaving
    all services out is a roadmap, so only requirements can make a task impossible: then `Impossible` names those that
    conflict.

    >>> from .values import Limits, Services
    >>> three = Services(("a", "b", "c"), np.array([9.0, 6.0, 4.0]), *np.zeros((2, 3)), np.array([9.0, 8.0, 7.0]),
    ...                  np.array([1, 1, 1]))
    >>> best = plan(Task(three, Limits((10.0,))))
    >>> best.years.tolist(), best.objective, round(best.gap, 9), best.uses[0].binding
    ([0, 1, 1], 15.0, 0.0, True)
    """
    return _roadmap(task, search(task, gap, tell, foundation(task)))


def _roadmap(task: Task, at: Progress) -> Roadmap:
    return Roadmap(
        years=at.years,
        objective=at.objective,
        bound=at.bound,
        gap=at.gap(),
        stopped=not at.ended,
        uses=uses(task, at.years, at.prices),
        reasons=reasons(task, at.years, at.prices),
    )


def uses(task: Task, years: np.ndarray, prices: np.ndarray) -> tuple[Use, ...]:
    """How much of each limit a roadmap uses: budgets by year, the whole budget, staff by year.

    >>> from .values import Limits, Services
    >>> one = Services(("a",), *(np.array([x]) for x in (10.0, 2.0, 1.0, 5.0)), np.array([1]))
    >>> [(use.id, use.used, use.binding) for use in uses(Task(one, Limits((10.0, 3.0))), np.array([1]), np.zeros(2))]
    [('budget-1', 10.0, True), ('budget-2', 2.0, False)]
    """
    limits, money = task.limits, spending(task, years)
    rows = [(f"budget-{t + 1}", _BUDGET.format(y=t + 1), money[t], b) for t, b in enumerate(limits.budgets)]
    if limits.budget is not None:
        rows.append(("budget", _WHOLE, money.sum(), limits.budget))
    if limits.staff is not None:
        people = staffing(task, years)
        rows += [(f"staff-{t + 1}", _STAFF.format(y=t + 1), people[t], b) for t, b in enumerate(limits.staff)]
    return tuple(
        Use(id, name, float(used), float(limit), float(price))
        for (id, name, used, limit), price in zip(rows, prices, strict=True)
    )
