"""A roadmap as a mixed-integer program in step encoding, and back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from cityloop.engine.solver import Program

from .values import Task


@dataclass(frozen=True)
class Steps:
    """The program of a task. Column i * years + t is 1 when service i has started by year t + 1; then the synergies.

    Rows: budgets by year, the whole budget, staff by year (`limit_rows` of them), then steps and links. In step
    encoding a precedence is one row a year with two entries, and its linear relaxation is tight (Conforti, Cornuéjols
    & Zambelli 2014, on precedence as a network matrix); with one column per service and first year it is neither.
    """

    program: Program
    limit_rows: int
    services: int
    years: int

    def years_of(self, x: np.ndarray) -> np.ndarray:
        """First years (n,), 0 for never, from columns."""
        started = x[: self.services * self.years].reshape(self.services, self.years) > 0.5
        return np.where(started[:, -1], self.years - started.sum(axis=1) + 1, 0)

    def columns_of(self, task: Task, years: np.ndarray) -> np.ndarray:
        """Columns from first years."""
        time = np.arange(1, self.years + 1)
        started = (years[:, None] > 0) & (time >= years[:, None])
        pairs = [float(years[a] > 0 and years[b] > 0) for a, b in task.links.synergies]
        return np.concatenate([started.astype(float).ravel(), pairs])


def steps(task: Task) -> Steps:
    """Write a task as a program.

    >>> from .values import Limits, Services
    >>> one = Services(("a",), *(np.array([x]) for x in (10.0, 2.0, 1.0, 5.0)), np.array([1]))
    >>> built = steps(Task(one, Limits((10.0, 2.0), discount=(1.0, 0.5))))
    >>> built.program.gain.tolist(), built.program.rows.toarray()[:2].tolist()
    ([2.5, 2.5], [[10.0, 0.0], [-8.0, 10.0]])
    """
    services, years, links = task.services, task.limits.years, task.links
    n, pairs = len(services.ids), len(links.synergies)
    size = n * years + pairs
    discount = np.append(task.discount, 0.0)
    gain = np.concatenate([np.outer(services.benefit, discount[:-1] - discount[1:]).ravel(), links.bonus])
    most = np.concatenate(
        [(np.arange(1, years + 1) >= services.year_min[:, None]).astype(float).ravel(), np.ones(pairs)]
    )
    least = np.zeros(size)
    least[[i * years + years - 1 for i in sorted(task.required)]] = 1.0
    for i, year in task.pinned.items():
        first, end = i * years, (i + 1) * years
        most[first : first + year - 1 if year else end] = 0.0
        least[first + year - 1 if year else end : end] = 1.0
    limits, upper = _limits(task, size)
    blocks = [limits, *_step_rows(n, years, size), *_link_rows(task, size)]
    rows = sparse.vstack([sparse.csr_matrix(block) for block in blocks], format="csc")
    upper = np.concatenate([upper, np.zeros(rows.shape[0] - len(upper))])
    ones = len(links.exclusions) + sum(bonus < 0 for bonus in links.bonus)
    if ones:
        upper[-ones:] = 1.0
    lower = np.full(rows.shape[0], -np.inf)
    program = Program(gain, np.minimum(least, most), most, np.ones(size, dtype=bool), rows, lower, upper)
    return Steps(program, limits.shape[0], n, years)


def _limits(task: Task, size: int) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Budgets by year, the whole budget, staff by year."""
    services, years = task.services, task.limits.years
    n = len(services.ids)
    costs = [_cost_row(task, t, size) for t in range(years)]
    upper = list(task.limits.budgets)
    if task.limits.budget is not None:
        costs.append(sparse.csr_matrix(sum(costs)))
        upper.append(task.limits.budget)
    if task.limits.staff is not None:
        for t in range(years):
            where = np.arange(n) * years + t
            costs.append(sparse.csr_matrix((services.staff, (np.zeros(n, dtype=int), where)), shape=(1, size)))
        upper += list(task.limits.staff)
    return sparse.csr_matrix(sparse.vstack(costs)), np.array(upper, dtype=float)


def _cost_row(task: Task, t: int, size: int) -> sparse.csr_matrix:
    """capex (z_t - z_t-1) + opex z_t-1."""
    services, years = task.services, task.limits.years
    n = len(services.ids)
    now = np.arange(n) * years + t
    entries, where = services.capex, now
    if t:
        entries, where = np.concatenate([entries, services.opex - services.capex]), np.concatenate([now, now - 1])
    return sparse.csr_matrix((entries, (np.zeros(len(where), dtype=int), where)), shape=(1, size))


def _difference_rows(first: np.ndarray, second: np.ndarray, size: int) -> sparse.csr_matrix:
    """x[first] - x[second] <= 0, one row for each pair."""
    k = np.arange(len(first))
    entries = np.concatenate([np.ones(len(first)), -np.ones(len(first))])
    return sparse.csr_matrix((entries, (np.concatenate([k, k]), np.concatenate([first, second]))), shape=(len(k), size))


def _step_rows(n: int, years: int, size: int) -> list[sparse.csr_matrix]:
    """Once started, always started."""
    earlier = (np.arange(n)[:, None] * years + np.arange(years - 1)).ravel()
    return [_difference_rows(earlier, earlier + 1, size)] if years > 1 else []


def _link_rows(task: Task, size: int) -> list[sparse.csr_matrix]:
    years, links = task.limits.years, task.links
    n = len(task.services.ids)
    blocks = []
    if links.precedence:
        before, after = np.array(links.precedence).T
        time = np.arange(years)
        late = (after[:, None] * years + time).ravel()
        blocks.append(_difference_rows(late, (before[:, None] * years + time).ravel(), size))
    last = years - 1
    gained = [k for k, bonus in enumerate(links.bonus) if bonus >= 0]
    if gained:
        pairs = np.array(links.synergies)[gained]
        columns = np.repeat(n * years + np.array(gained), 2)
        blocks.append(_difference_rows(columns, (pairs * years + last).ravel(), size))
    blocks += _at_most_one(np.array(links.exclusions).reshape(-1, 2) * years + last, None, size)
    lost = [k for k, bonus in enumerate(links.bonus) if bonus < 0]
    if lost:
        pairs = np.array(links.synergies)[lost] * years + last
        blocks += _at_most_one(pairs, n * years + np.array(lost), size)
    return blocks


def _at_most_one(pairs: np.ndarray, spared: np.ndarray | None, size: int) -> list[sparse.csr_matrix]:
    """x[a] + x[b] <= 1, or <= 1 + x[spared]."""
    if not len(pairs):
        return []
    k = np.arange(len(pairs))
    rows, columns, entries = [k, k], [pairs[:, 0], pairs[:, 1]], [np.ones(len(k)), np.ones(len(k))]
    if spared is not None:
        rows, columns, entries = [*rows, k], [*columns, spared], [*entries, -np.ones(len(k))]
    shape = (len(k), size)
    return [sparse.csr_matrix((np.concatenate(entries), (np.concatenate(rows), np.concatenate(columns))), shape=shape)]
