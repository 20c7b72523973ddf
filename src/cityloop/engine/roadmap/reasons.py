"""Why a service is in the roadmap, in that year, or why it is not."""

from __future__ import annotations

import numpy as np

from cityloop.engine.text import Text, joined

from .greedy import left_over
from .values import Task

TOO_LATE = Text("계획 기간 {n}년 안에 시작할 수 없음", "cannot start within {n} years")
TOO_BIG = Text("다른 사업이 없어도 한도를 넘음", "breaks a limit even with nothing else in the plan")
EXCLUDED = Text("함께 넣을 수 없는 {b}이(가) 선택됨", "excluded by {b}, which is chosen")
NEEDS = Text("먼저 필요한 {a}이(가) 선택되지 않음", "needs {a}, which is not chosen")
OUTBID = Text(
    "편익 {v:.4g}보다 쓰는 예산·인력의 가치 {c:.4g}이(가) 큼",
    "its benefit {v:.4g} is less than its money and staff are worth elsewhere ({c:.4g})",
)
NO_ROOM = Text("남은 예산이나 인력에 들어가지 않음", "does not fit into what is left of money and staff")
CLOSE = Text("넣고 뺌의 차이가 작아 전체 조합에서 빠짐", "a close call: the plan as a whole is better without it")
STARTS = Text("{y}년차 시작", "starts in year {y}")
REQUIRED = Text("필수로 지정됨", "required")
PINNED = Text("이 해로 정해짐", "fixed in this year")
DROPPED = Text("제외하기로 정해짐", "to be left out, as was wished")
EARLIEST = Text("가능한 가장 이른 해", "its earliest year")
LATER = Text(
    "{y}년차부터 가능하나 앞선 해의 한도가 더 귀함",
    "could start in year {y}, but the limits of earlier years are dearer",
)
WITH = Text("{b}와(과) 함께라서 {v:g}의 가치가 더해짐", "adds {v:g} together with {b}")


def reasons(task: Task, years: np.ndarray, prices: np.ndarray) -> tuple[Text, ...]:
    """One text per service. `prices` are those of the limits: budgets by year, the whole budget, staff by year.

    >>> from .values import Limits, Services
    >>> two = Services(("a", "b"), np.array([9.0, 6.0]), *np.zeros((2, 2)), np.array([9.0, 5.0]), np.array([1, 1]))
    >>> [text.en for text in reasons(Task(two, Limits((10.0,))), np.array([1, 0]), np.array([1.0]))]
    ['starts in year 1: its earliest year', 'its benefit 5 is less than its money and staff are worth elsewhere (6)']
    """
    links = _Links(task)
    costs = _prices_of_starting(task, prices)
    money, staff = left_over(task, years)
    return tuple(
        _chosen(task, links, i, years) if years[i] else _left_out(task, links, i, years, costs[i], money, staff)
        for i in range(len(years))
    )


class _Links:
    """For each service: what must precede it, what it excludes, what it is worth more with."""

    def __init__(self, task: Task):
        self.before: dict[int, list[int]] = {}
        self.against: dict[int, list[int]] = {}
        self.bonus: dict[int, list[tuple[int, float]]] = {}
        for first, then in task.links.precedence:
            self.before.setdefault(then, []).append(first)
        for a, b in task.links.exclusions:
            self.against.setdefault(a, []).append(b)
            self.against.setdefault(b, []).append(a)
        for (a, b), bonus in zip(task.links.synergies, task.links.bonus, strict=True):
            self.bonus.setdefault(a, []).append((b, bonus))
            self.bonus.setdefault(b, []).append((a, bonus))


def _chosen(task: Task, links: _Links, i: int, years: np.ndarray) -> Text:
    why = [REQUIRED] if i in task.required else []
    least = int(task.services.year_min[i])
    settled = EARLIEST if years[i] == least else LATER.format(y=least)
    why.append(PINNED if i in task.pinned else settled)
    why += [WITH.format(b=task.services.ids[b], v=bonus) for b, bonus in links.bonus.get(i, ()) if years[b] and bonus]
    return joined([STARTS.format(y=int(years[i])), joined(why, "; ")], ": ")


def _left_out(
    task: Task, links: _Links, i: int, years: np.ndarray, costs: np.ndarray, money: np.ndarray, staff: np.ndarray
) -> Text:
    services, limits = task.services, task.limits
    if i in task.pinned:
        return DROPPED
    open_years = np.arange(1, limits.years + 1) >= services.year_min[i]
    if not open_years.any():
        return TOO_LATE.format(n=limits.years)
    alone = Task(services, limits)
    if not any(
        _fits(alone, i, t, *left_over(alone, np.zeros(len(years), dtype=int)))
        for t in np.flatnonzero(open_years).tolist()
    ):
        return TOO_BIG
    if against := [b for b in links.against.get(i, ()) if years[b]]:
        return EXCLUDED.format(b=services.ids[against[0]])
    if before := [a for a in links.before.get(i, ()) if not years[a]]:
        return NEEDS.format(a=services.ids[before[0]])
    worth = services.benefit[i] * task.discount
    best = int(np.argmax(np.where(open_years, worth - costs, -np.inf)))
    if worth[best] < costs[best] - 1e-9:
        return OUTBID.format(v=worth[best], c=costs[best])
    return CLOSE if any(_fits(task, i, t, money, staff) for t in np.flatnonzero(open_years).tolist()) else NO_ROOM


def _prices_of_starting(task: Task, prices: np.ndarray) -> np.ndarray:
    """What the limits that a service uses are worth, (n, y), by the year it starts in."""
    years = task.limits.years
    money = prices[:years] + (prices[years] if task.limits.budget is not None else 0.0)
    later = np.append(money[::-1].cumsum()[::-1][1:], 0.0)
    worth = np.outer(task.services.capex, money) + np.outer(task.services.opex, later)
    if task.limits.staff is not None:
        worth += np.outer(task.services.staff, prices[-years:][::-1].cumsum()[::-1])
    return worth


def _fits(task: Task, i: int, t: int, money: np.ndarray, staff: np.ndarray) -> bool:
    """Whether starting in year t + 1 keeps within what is left (y,) of money and staff; links aside."""
    services, limits = task.services, task.limits
    costs = np.zeros(limits.years)
    costs[t], costs[t + 1 :] = services.capex[i], services.opex[i]
    whole = np.inf if limits.budget is None else limits.budget - (sum(limits.budgets) - money.sum())
    return bool(
        (costs <= money + 1e-9).all() and costs.sum() <= whole + 1e-9 and (services.staff[i] <= staff[t:] + 1e-9).all()
    )
