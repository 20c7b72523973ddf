"""What a choice of years costs, binds and is worth, counted from the data; and which rules it breaks."""

from __future__ import annotations

import numpy as np

from cityloop.engine.text import Text

from .values import Task

TOLERANCE = 1e-9
"""A limit counts as kept within this share of it: sums of floats are not exact."""


def spending(task: Task, years: np.ndarray) -> np.ndarray:
    """What each year costs, (y,): capex of what starts, opex of what started before.

    >>> from .values import Limits, Services
    >>> one = Services(("a",), *(np.array([x]) for x in (10.0, 2.0, 1.0, 5.0)), np.array([1]))
    >>> spending(Task(one, Limits((20.0, 20.0, 20.0))), np.array([2])).tolist()
    [0.0, 10.0, 2.0]
    """
    starts = np.bincount(years, task.services.capex, minlength=task.limits.years + 1)[1:]
    running = np.bincount(years, task.services.opex, minlength=task.limits.years + 1)[1:].cumsum()
    return starts + np.concatenate(([0.0], running[:-1]))


def staffing(task: Task, years: np.ndarray) -> np.ndarray:
    """How much staff is bound in each year, (y,).

    >>> from .values import Limits, Services
    >>> one = Services(("a",), *(np.array([x]) for x in (10.0, 2.0, 1.0, 5.0)), np.array([1]))
    >>> staffing(Task(one, Limits((20.0, 20.0, 20.0))), np.array([2])).tolist()
    [0.0, 1.0, 1.0]
    """
    return np.bincount(years, task.services.staff, minlength=task.limits.years + 1)[1:].cumsum()


def value(task: Task, years: np.ndarray) -> float:
    """Benefits discounted by first year, and the bonus of every pair chosen.

    >>> from .values import Limits, Services
    >>> one = Services(("a",), *(np.array([x]) for x in (10.0, 2.0, 1.0, 5.0)), np.array([1]))
    >>> value(Task(one, Limits((20.0, 20.0), discount=(1.0, 0.9))), np.array([2]))
    4.5
    """
    chosen = years > 0
    worth = float(task.services.benefit[chosen] @ task.discount[years[chosen] - 1])
    both = (
        bonus for (a, b), bonus in zip(task.links.synergies, task.links.bonus, strict=True) if chosen[a] and chosen[b]
    )
    return worth + sum(both)


def broken(task: Task, years: np.ndarray) -> tuple[Text, ...]:
    """Every rule that the years break, in words; empty for a roadmap that can be carried out.

    >>> from .values import Limits, Services
    >>> one = Services(("a",), *(np.array([x]) for x in (10.0, 2.0, 1.0, 5.0)), np.array([1]))
    >>> [text.en for text in broken(Task(one, Limits((9.0, 20.0))), np.array([1]))]
    ['year 1 costs 10, its budget is 9']
    """
    said = [*_over(spending(task, years), task.limits.budgets, _COSTS), *_links(task, years)]
    if task.limits.staff is not None:
        said += _over(staffing(task, years), task.limits.staff, _BINDS)
    if task.limits.budget is not None and _exceeds(spending(task, years).sum(), task.limits.budget):
        said.append(_ALL.format(u=spending(task, years).sum(), b=task.limits.budget))
    early = np.flatnonzero((years > 0) & (years < task.services.year_min))
    said += [_EARLY.format(i=task.services.ids[i], y=task.services.year_min[i]) for i in early]
    said += [_LEFT_OUT.format(i=task.services.ids[i]) for i in sorted(task.required) if years[i] == 0]
    moved = [(i, year) for i, year in sorted(task.pinned.items()) if years[i] != year]
    said += [(_PINNED if year else _NEVER).format(i=task.services.ids[i], y=year) for i, year in moved]
    return tuple(said)


def feasible(task: Task, years: np.ndarray) -> bool:
    """Whether no rule is broken.

    >>> from .values import Limits, Services
    >>> one = Services(("a",), *(np.array([x]) for x in (10.0, 2.0, 1.0, 5.0)), np.array([1]))
    >>> feasible(Task(one, Limits((10.0, 2.0))), np.array([1]))
    True
    """
    return not broken(task, years)


_COSTS = Text("{y}년차 비용 {u:g}이(가) 예산 {b:g}을(를) 넘음", "year {y} costs {u:g}, its budget is {b:g}")
_BINDS = Text("{y}년차 인력 {u:g}이(가) 한도 {b:g}을(를) 넘음", "year {y} binds {u:g} staff, there are {b:g}")
_ALL = Text("총비용 {u:g}이(가) 총예산 {b:g}을(를) 넘음", "all years cost {u:g}, the whole budget is {b:g}")
_EARLY = Text("{i}은(는) {y}년차부터 가능함", "{i} cannot start before year {y}")
_LEFT_OUT = Text("반드시 넣어야 하는 {i}이(가) 빠짐", "{i} is required and left out")
_PINNED = Text("{i}은(는) {y}년차로 정해짐", "{i} is fixed in year {y}")
_NEVER = Text("{i}은(는) 제외하기로 정해짐", "{i} is to be left out")
_ORDER = Text("{a}보다 {b}이(가) 먼저 시작해야 함", "{b} must start no later than {a}")
_BOTH = Text("{a}와(과) {b}은(는) 함께 넣을 수 없음", "{a} and {b} exclude each other")


def _exceeds(used: float, limit: float) -> bool:
    return used > limit + TOLERANCE * max(1.0, limit)


def _over(used: np.ndarray, limits: tuple[float, ...], say: Text) -> list[Text]:
    pairs = zip(used, limits, strict=True)
    return [say.format(y=y + 1, u=u, b=b) for y, (u, b) in enumerate(pairs) if _exceeds(u, b)]


def _links(task: Task, years: np.ndarray) -> list[Text]:
    ids = task.services.ids
    late = [(b, a) for b, a in task.links.precedence if years[a] and not 0 < years[b] <= years[a]]
    both = [(a, b) for a, b in task.links.exclusions if years[a] and years[b]]
    said = [_ORDER.format(a=ids[a], b=ids[b]) for b, a in late]
    return said + [_BOTH.format(a=ids[a], b=ids[b]) for a, b in both]
