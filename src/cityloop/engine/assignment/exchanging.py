"""Join the parts of an assignment by the lightest exchanges: two people change places, or one makes room for another.

As Kruskal's algorithm (1956) builds a lightest spanning tree: candidates are taken lightest first where they join two
parts. It is the first answer for a link, and the best one where the exact search is ended; its loss is also what bounds
the pairs that the exact search has to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .instance import Instance
from .linking import parts

NEAREST, TRIES = 6, 400
"""The newcomers tried for each case and part, and the exchanges tried for each join."""


@dataclass(frozen=True)
class Candidates:
    """Exchanges: the pairs `left` give way to the pairs `came`, both ints (candidates, 2), -1 where only one moves."""

    left: np.ndarray
    came: np.ndarray
    loss: np.ndarray

    def lightest_first(self) -> Candidates:
        """The same, in order."""
        order = np.argsort(self.loss, kind="stable")
        return Candidates(self.left[order], self.came[order], self.loss[order])


def joined(task: Instance, chosen: np.ndarray, least: float) -> np.ndarray | None:
    """The assignment made one part; None where no exchange is found. No panel falls below `least` affinity."""
    while True:
        by_case, by_assessor = parts(task, chosen)
        count = len(np.unique(by_case))
        if count == 1:
            return chosen
        options = _candidates(task, chosen, by_case, by_assessor)
        better = next(
            (
                after
                for after in _tried(task, chosen, options)
                if _fewer(task, after, count) and _allowed(task, chosen, after, least)
            ),
            None,
        )
        if better is None:
            return None
        chosen = better


def _tried(task: Instance, chosen: np.ndarray, options: Candidates) -> Iterator[np.ndarray]:
    """The assignments that the lightest exchanges lead to."""
    for left, came in zip(options.left[:TRIES], options.came[:TRIES], strict=True):
        kept = np.setdiff1d(chosen, left, assume_unique=False)
        yield np.sort(np.concatenate([kept, came[came >= 0]]))


def _fewer(task: Instance, chosen: np.ndarray, count: int) -> bool:
    return len(np.unique(parts(task, chosen)[0])) < count


def _allowed(task: Instance, before: np.ndarray, after: np.ndarray, least: float) -> bool:
    """Whether the panels that changed keep the rules; loads are kept by how candidates are made."""
    for case in np.unique(task.case[np.setdiff1d(after, before)]):
        own = after[task.case[after] == case]
        if task.affinity[own].sum() < least - 1e-9:
            return False
        inside = 0 if task.in_field is None else int(task.in_field[own].sum())
        if inside < min(task.from_field[case], task.demand[case]):
            return False
        if task.per_organisation is not None:
            members = task.organisation[task.assessor[own]]
            if np.bincount(members[members >= 0], minlength=1).max() > task.per_organisation:
                return False
    return True


def _candidates(task: Instance, chosen: np.ndarray, by_case: np.ndarray, by_assessor: np.ndarray) -> Candidates:
    """Moves and swaps across parts, lightest first."""
    loads = np.bincount(task.assessor[chosen], minlength=task.m)
    came = _nearest_strangers(task, loads, by_case, by_assessor)
    gone, seat = _expand(came, task.case[came], chosen, task.case[chosen], task.n)
    move_loss = task.affinity[gone] - task.affinity[seat]
    free = (loads < task.most)[task.assessor[seat]] & (loads > task.least)[task.assessor[gone]]
    nothing = np.full(len(seat), -1)
    moves = Candidates(np.stack([gone, nothing], 1)[free], np.stack([seat, nothing], 1)[free], move_loss[free])
    swaps = _swaps(task, chosen, gone, seat, move_loss)
    every = Candidates(*(np.concatenate([getattr(moves, f), getattr(swaps, f)]) for f in ("left", "came", "loss")))
    return every.lightest_first()


def _nearest_strangers(task: Instance, loads: np.ndarray, by_case: np.ndarray, by_assessor: np.ndarray) -> np.ndarray:
    """For each case and each other part, its nearest people there who sit on panels, as pairs."""
    part = by_assessor[task.assessor]
    across = np.flatnonzero((by_case[task.case] != part) & (loads[task.assessor] > 0))
    order = across[np.lexsort([-task.affinity[across], part[across], task.case[across]])]
    key = task.case[order].astype(np.int64) * (int(part.max(initial=0)) + 1) + part[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else np.zeros(0, int)
    place = np.arange(len(key)) - np.repeat(first, np.diff(np.append(first, len(key))))
    return order[place < NEAREST]


def _expand(
    pairs: np.ndarray, key: np.ndarray, chosen: np.ndarray, chosen_key: np.ndarray, keys: int
) -> tuple[np.ndarray, np.ndarray]:
    """Every chosen pair of the same key beside each pair: (chosen, pair), both as long as there are combinations."""
    order = np.argsort(chosen_key, kind="stable")
    start = np.searchsorted(chosen_key[order], np.arange(keys + 1))
    count = np.diff(start)[key]
    offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return chosen[order[np.repeat(start[key], count) + offset]], np.repeat(pairs, count)


def _swaps(task: Instance, chosen: np.ndarray, gone: np.ndarray, seat: np.ndarray, loss: np.ndarray) -> Candidates:
    """The newcomer leaves one of his panels, on which he is replaced by the one who made room for him."""
    row = np.arange(len(seat))
    other, row = _expand(row, task.assessor[seat], chosen, task.assessor[chosen], task.m)
    wanted = task.case[other].astype(np.int64) * task.m + task.assessor[gone[row]]
    known = task.case.astype(np.int64) * task.m + task.assessor
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    able = known[place] == wanted
    other, row, place = other[able], row[able], place[able]
    left, came = np.stack([gone[row], other], 1), np.stack([seat[row], place], 1)
    return Candidates(left, came, loss[row] + task.affinity[other] - task.affinity[place])
