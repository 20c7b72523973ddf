"""When wishes cannot hold together: which ones, by name, and which of them would do to give up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from cityloop.engine.impossible import Impossible
from cityloop.engine.text import Text, joined

from .search import search
from .values import Links, Services, Task

WHY = Text("함께 지킬 수 없는 조건: {w}", "these cannot hold together: {w}")
GIVE_UP = Text("{w} 조건을 완화", "give up: {w}")
_REQUIRED = Text("{i} 필수", "{i} is required")
_PINNED = Text("{i}은(는) {y}년차에 시작", "{i} starts in year {y}")
_NEVER = Text("{i} 제외", "{i} is left out")
_YEAR = Text("{i}은(는) {y}년차부터", "{i} not before year {y}")
_BUDGET = Text("{y}년차 예산 {b:g}", "the budget of year {y}, {b:g}")
_WHOLE = Text("총예산 {b:g}", "the whole budget, {b:g}")
_STAFF = Text("{y}년차 인력 {b:g}", "the staff of year {y}, {b:g}")
_ORDER = Text("{a} 다음에 {b}", "{a} before {b}")
_EITHER = Text("{a}와(과) {b} 중 하나", "{a} or {b}, not both")


@dataclass(frozen=True)
class Wish:
    """Something asked for, and the task without it."""

    name: Text
    dropped: Callable[[Task], Task]


def foundation(task: Task) -> np.ndarray:
    """First years (n,) of the required services and of what must precede them, the rest left out.

    Raises `Impossible` where they cannot be kept: with a set of wishes that cannot hold together although the set less
    any one of them could, and those of them that would do to give up.

    Only required services, what must precede them and the limits can conflict: leaving everything else out is always
    allowed. So the question is small however many services there are. A minimal set is found by dropping wishes one by
    one (the deletion filter of Chinneck & Dravnieks 1991).

    >>> from .values import Limits
    >>> two = Services(("a", "b"), np.array([9.0, 6.0]), *np.zeros((2, 2)), np.array([9.0, 8.0]), np.array([1, 1]))
    >>> foundation(Task(two, Limits((10.0,)), required=frozenset({1}))).tolist()
    [0, 1]
    >>> try:
    ...     foundation(Task(two, Limits((10.0,)), required=frozenset({0, 1})))
    ... except Impossible as impossible:
    ...     print(impossible.why)
    these cannot hold together: a is required; b is required; the budget of year 1, 10
    """
    years = np.zeros(len(task.services.ids), dtype=int)
    if task.wanted:
        order = _needed(task)
        small = _only(task, order)
        found = _any(small)
        if found is None:
            raise _conflict(small)
        years[order] = found
    return years


def _conflict(small: Task) -> Impossible:
    """The deletion filter over the wishes of a task that has no solution."""
    kept, wishes = small, _wishes(small)
    needed: list[Wish] = []
    for wish in wishes:
        without = wish.dropped(kept)
        if _any(without) is not None:
            needed.append(wish)
        else:
            kept = without
    remedies = [GIVE_UP.format(w=wish.name) for wish in needed if _any(wish.dropped(small)) is not None]
    return Impossible(WHY.format(w=joined([wish.name for wish in needed], "; ")), remedies)


def _any(task: Task) -> np.ndarray | None:
    """Some years that keep all rules, None where there are none."""
    return search(task, tell=lambda progress: progress.years is None).years


def _needed(task: Task) -> list[int]:
    """Required services and all that must precede them."""
    kept, waiting = set(), list(task.wanted)
    while waiting:
        one = waiting.pop()
        if one not in kept:
            kept.add(one)
            waiting += [before for before, after in task.links.precedence if after == one]
    return sorted(kept)


def _only(task: Task, order: list[int]) -> Task:
    """The task with these services only."""
    place = {old: new for new, old in enumerate(order)}
    services = task.services

    def within(pairs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((place[a], place[b]) for a, b in pairs if a in place and b in place)

    small = Services(
        tuple(services.ids[i] for i in order),
        *(getattr(services, name)[order] for name in ("capex", "opex", "staff", "benefit", "year_min")),
    )
    links = Links(within(task.links.precedence), within(task.links.exclusions))
    pinned = {place[i]: year for i, year in task.pinned.items() if i in place}
    return Task(small, task.limits, links, frozenset(place[i] for i in task.required), pinned)


def _wishes(task: Task) -> list[Wish]:
    """Everything that could be given up, limits first, so that requirements are blamed only when they must be."""
    services, limits, links, ids = task.services, task.limits, task.links, task.services.ids
    enough = float(services.capex.sum() + services.opex.sum()) * limits.years + float(services.staff.sum()) + 1.0
    found = [
        Wish(_YEAR.format(i=ids[i], y=int(services.year_min[i])), _without_year(i))
        for i in np.flatnonzero(services.year_min > 1).tolist()
    ]
    found += [Wish(_ORDER.format(a=ids[a], b=ids[b]), _without_link("precedence", (a, b))) for a, b in links.precedence]
    found += [Wish(_REQUIRED.format(i=ids[i]), _without_requirement(i)) for i in sorted(task.required)]
    found += [
        Wish((_PINNED if year else _NEVER).format(i=ids[i], y=year), _without_pin(i))
        for i, year in sorted(task.pinned.items())
    ]
    found += [
        Wish(_EITHER.format(a=ids[a], b=ids[b]), _without_link("exclusions", (a, b))) for a, b in links.exclusions
    ]
    found += [
        Wish(_BUDGET.format(y=t + 1, b=b), _without_limit("budgets", t, enough)) for t, b in enumerate(limits.budgets)
    ]
    if limits.budget is not None:
        found.append(
            Wish(_WHOLE.format(b=limits.budget), lambda task: replace(task, limits=replace(task.limits, budget=None)))
        )
    found += [
        Wish(_STAFF.format(y=t + 1, b=b), _without_limit("staff", t, enough)) for t, b in enumerate(limits.staff or ())
    ]
    return found


def _without_year(i: int) -> Callable[[Task], Task]:
    def dropped(task: Task) -> Task:
        years = task.services.year_min.copy()
        years[i] = 1
        return replace(task, services=replace(task.services, year_min=years))

    return dropped


def _without_requirement(i: int) -> Callable[[Task], Task]:
    return lambda task: replace(task, required=task.required - {i})


def _without_pin(i: int) -> Callable[[Task], Task]:
    return lambda task: replace(task, pinned={one: year for one, year in task.pinned.items() if one != i})


def _without_link(kind: str, pair: tuple[int, int]) -> Callable[[Task], Task]:
    def dropped(task: Task) -> Task:
        rest = tuple(other for other in getattr(task.links, kind) if other != pair)
        return replace(task, links=replace(task.links, **{kind: rest}))

    return dropped


def _without_limit(kind: str, t: int, enough: float) -> Callable[[Task], Task]:
    def dropped(task: Task) -> Task:
        values = list(getattr(task.limits, kind))
        values[t] = enough
        changed: dict[str, Any] = {kind: tuple(values)}
        return replace(task, limits=replace(task.limits, **changed))

    return dropped
