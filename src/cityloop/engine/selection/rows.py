"""The limits of a call as rows `lower <= weights · share <= upper`, the one form that both policies read."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from ..text import Text, same
from .values import Budget, Limits, Proposals

TOLERANCE = 1e-9
"""Relative to a limit: 0.1 + 0.2 fits into 0.3."""


@dataclass(frozen=True)
class Row:
    """One limit: over `members`, `weights` add up to between `lower` and `upper`. `spends`: a part costs a part.

    `pair`: two proposals that exclude each other.
    """

    name: Text
    members: np.ndarray
    weights: np.ndarray
    upper: float
    lower: float = -np.inf
    spends: bool = False
    pair: bool = False

    @property
    def slack(self) -> float:
        """What the upper limit may be exceeded by, for the sake of rounding."""
        return TOLERANCE * max(1.0, abs(self.upper)) if np.isfinite(self.upper) else 0.0


def rows_of(proposals: Proposals, limits: Limits) -> tuple[Row, ...]:
    """Every limit as a row, in the order budgets, seats, caps, minimums, incompatible pairs.

    >>> some = Proposals(("a", "b"), [3, 2], [80, 90], {"country": ["VN", "KH"]})
    >>> [row.name.en for row in rows_of(some, Limits(budgets=(Budget(4),), seats=1))]
    ['the budget of 4', '1 seat']
    """
    everyone = np.arange(len(proposals))
    rows = [_budget(proposals, budget) for budget in limits.budgets]
    if limits.seats is not None:
        name = Text(f"정원 {limits.seats}", f"{limits.seats} seat{'s' * (limits.seats != 1)}")
        rows.append(_count(name, everyone, upper=limits.seats))
    for cap in limits.caps:
        groups = proposals.groups(cap.column)
        for value in sorted(groups) if cap.value is None else [cap.value]:
            name = Text(f"{cap.column}={value} 최대 {cap.at_most}", f"at most {cap.at_most} with {cap.column}={value}")
            rows.append(_count(name, groups.get(value, everyone[:0]), upper=cap.at_most))
    for least in limits.minimums:
        members = proposals.groups(least.column).get(least.value, everyone[:0])
        name = Text(
            f"{least.column}={least.value} 최소 {least.at_least}",
            f"at least {least.at_least} with {least.column}={least.value}",
        )
        rows.append(_count(name, members, lower=least.at_least))
    for pair in limits.incompatible:
        name = Text(f"{pair[0]}·{pair[1]} 동시 선정 불가", f"{pair[0]} and {pair[1]} exclude each other")
        rows.append(replace(_count(name, proposals.positions(pair), upper=1), pair=True))
    return tuple(rows)


def _budget(proposals: Proposals, budget: Budget) -> Row:
    members = np.arange(len(proposals))
    amount = f"{budget.amount:,.12g}"
    name = Text(f"예산 {amount}", f"the budget of {amount}")
    if budget.cost != "cost":
        name = Text(f"{budget.cost} 예산 {amount}", f"the {budget.cost} budget of {amount}")
    if budget.column is not None:
        members = proposals.groups(budget.column).get(str(budget.value), members[:0])
        name = Text(f"{budget.column}={budget.value} {name.ko}", f"{name.en} for {budget.column}={budget.value}")
    weights = np.asarray(proposals.column(budget.cost), float)[members]
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError(f"{budget.cost}: a cost is missing or negative")
    return Row(name, members, weights, budget.amount, spends=True)


def _count(name: Text, members: np.ndarray, upper: float = np.inf, lower: float = -np.inf) -> Row:
    return Row(name, members, np.ones(len(members)), float(upper), float(lower))


def dense(rows: tuple[Row, ...], n: int) -> np.ndarray:
    """The weights of the rows as floats of shape (n, rows)."""
    table = np.zeros((n, len(rows)))
    for index, row in enumerate(rows):
        table[row.members, index] = row.weights
    return table


def matrix(rows: tuple[Row, ...], n: int) -> sparse.csr_matrix:
    """The weights of the rows, sparse, of shape (rows, n)."""
    if not rows:
        return sparse.csr_matrix((0, n))
    lines = np.repeat(np.arange(len(rows)), [len(row.members) for row in rows])
    members = np.concatenate([row.members for row in rows])
    return sparse.csr_matrix((np.concatenate([row.weights for row in rows]), (lines, members)), (len(rows), n))


def ranking(proposals: Proposals, limits: Limits, score: np.ndarray | None = None) -> np.ndarray:
    """Positions from best to worst: by score, then by the stated ties, then by id.

    >>> ranking(Proposals(("a", "b", "c"), [3, 2, 9], [80, 80, 90]), Limits(ties=("-cost",))).tolist()
    [2, 1, 0]
    """
    keys: list[np.ndarray] = [np.argsort(np.argsort(np.array(proposals.ids, dtype=object)))]
    for tie in reversed(limits.ties):
        name, sign = (tie[1:], 1.0) if tie.startswith("-") else (tie, -1.0)
        values = sign * np.asarray(proposals.column(name), float)
        keys.append(np.where(np.isnan(values), np.inf, values))
    return np.lexsort([*keys, -(proposals.score if score is None else score)])


def unmet_threshold(proposals: Proposals, limits: Limits) -> list[Text | None]:
    """For each proposal the first threshold that it does not meet, None where it meets them all."""
    unmet: list[Text | None] = [None] * len(proposals)
    for name, least in reversed(list(limits.thresholds.items())):
        values = np.asarray(proposals.column(name), float)
        for position in np.flatnonzero(~(values >= least - TOLERANCE * max(1.0, abs(least)))):
            found = same(f"{values[position]:g}") if np.isfinite(values[position]) else Text("없음", "missing")
            unmet[position] = Text("{n} {f}, 기준 {l} 미달", "{n} {f} is below the threshold of {l}").format(
                n=name, f=found, l=f"{least:g}"
            )
    return unmet
