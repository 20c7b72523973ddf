"""The method of equal shares: what voters with equal parts of the money pay for together."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from .values import Votes

SAME = 1e-9
"""Prices that differ by less than this share of themselves are equal; what is equal is decided by votes, then cost."""


@dataclass(frozen=True, slots=True)
class Bought:
    """A project that its voters paid for: its position, and what each of them paid at most."""

    position: int
    share: float


@dataclass(frozen=True, slots=True)
class Price:
    """What a project costs each of those who want it: `share` of money, and that per unit of what it costs."""

    share: float
    rate: float


class Purse:
    """What every ballot has left while projects are bought.

    `endowment`: what all voters have together. A voter counts a project by what it costs, so its `rate` is what a
    voter pays for one unit of money spent as they wish; the cheapest rate is bought first.
    """

    def __init__(self, votes: Votes, endowment: float):
        self.votes = votes
        self.supporters = votes.supporters()
        self.counts = votes.counts()
        self.left = np.full(len(votes.times), endowment / max(votes.voters, 1))
        self.spent = 0

    def price(self, position: int) -> Price | None:
        """What a project would cost its voters now; None where they cannot pay for it together."""
        cost = self.votes.projects[position].cost
        rows = self.supporters[position]
        left, times = self.left[rows], self.votes.times[rows]
        if float(left @ times) < cost * (1 - SAME):
            return None
        order = np.argsort(left)
        left, times = left[order], times[order]
        poorer = np.concatenate(([0.0], np.cumsum(left * times)[:-1]))
        sharing = np.cumsum(times[::-1])[::-1]
        shares = (cost - poorer) / sharing
        enough = np.flatnonzero(shares <= left * (1 + SAME))
        share = float(shares[enough[0]] if len(enough) else left[-1])
        return Price(share, share / cost)

    def pay(self, position: int, price: Price) -> None:
        """Take the share of each of its voters, or what they have left."""
        rows = self.supporters[position]
        self.left[rows] = np.maximum(self.left[rows] - price.share, 0.0)
        self.spent += self.votes.projects[position].cost

    def rank(self, position: int) -> tuple[int, int, int]:
        """Which of two projects of one rate comes first: more votes, then the cheaper, then the order of the list."""
        return -int(self.counts[position]), self.votes.projects[position].cost, position


def equal_shares(votes: Votes, endowment: float, budget: int) -> list[Bought]:
    """What voters with equal parts of `endowment` buy, in order, never for more than `budget` altogether.

    A project's rate can only rise while money is spent, so a rate known from before is a lower bound and only what
    might be cheapest is reckoned anew.

    >>> from .values import Project, collected
    >>> votes = collected([Project("a", 60), Project("b", 40)], [["a"]] * 6 + [["b"]] * 4)
    >>> [(votes.projects[one.position].id, one.share) for one in equal_shares(votes, 100, 100)]
    [('a', 10.0), ('b', 10.0)]
    """
    purse = Purse(votes, endowment)
    waiting = [(0.0, position) for position in range(len(votes.projects)) if purse.counts[position]]
    bought: list[Bought] = []
    while waiting:
        cheapest = _cheapest(purse, waiting)
        if not cheapest:
            break
        position = min(cheapest, key=purse.rank)
        price = cheapest.pop(position)
        for other, known in cheapest.items():
            heapq.heappush(waiting, (known.rate, other))
        if purse.spent + votes.projects[position].cost <= budget:
            purse.pay(position, price)
            bought.append(Bought(position, price.share))
    return bought


def _cheapest(purse: Purse, waiting: list[tuple[float, int]]) -> dict[int, Price]:
    """Take the projects of the cheapest rate off the heap; those that nobody can pay for any more are dropped."""
    found: dict[int, Price] = {}
    best = float("inf")
    while waiting and waiting[0][0] <= best * (1 + SAME):
        _known, position = heapq.heappop(waiting)
        price = purse.price(position)
        if price is not None:
            found[position] = price
            best = min(best, price.rate)
    for position in [one for one, price in found.items() if price.rate > best * (1 + SAME)]:
        heapq.heappush(waiting, (found.pop(position).rate, position))
    return found
