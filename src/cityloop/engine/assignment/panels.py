"""The verb itself: the network where it is enough, rows on top of it where it is not, and the report on the panels."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..solver import Watch
from . import linking, reasons, shortage
from .exact import Best, best
from .exchanging import joined
from .floors import NODES, STEP, raised, worst_of
from .instance import Instance, instance_of
from .network import Flow, Tree, exceeded, first_core, flow, tree_of
from .rows import Block, Columns, basic, floor
from .values import Exchange, Pairs, Panels, Rules

SEARCHED = 30_000
"""The pairs up to which a link is searched for its exact optimum; beyond, the lightest exchanges are the answer."""


@dataclass(frozen=True)
class Base:
    """The task with the flow that bounds it and the pairs to start from."""

    task: Instance
    tree: Tree
    flow: Flow
    rules: Rules
    watch: Watch | None
    unit: float

    @property
    def columns(self) -> Columns:
        core = np.union1d(first_core(self.task), self.flow.chosen)
        return linking.with_common(self.task, core, self.rules.link or 0)


def assign(pairs: Pairs, rules: Rules, *, seed: int | None = None, watch: Watch | None = None) -> Panels:
    """Fill every panel at the highest total affinity that the rules allow.

    Demand, loads, organisations and fields are one flow of least cost, whole and proven. A floor, a link, or an
    organisation across fields adds rows, solved exactly by pricing and fixing. Conflicts are pairs left out. With
    `seed`, ties fall otherwise than by name. Raises `Impossible` with the cases, the limit and the smallest changes
    that would do, and `ValueError` for bad arrays. `watch` may end a long search: the best panels so far are given,
    with their bound.

    >>> pairs = Pairs(("a", "b"), ("x", "y"), case=[0, 0, 1, 1], assessor=[0, 1, 0, 1], affinity=[0.9, 0.8, 0.9, 0.1])
    >>> panels = assign(pairs, Rules(per_case=1, max_load=1))
    >>> panels.pairs.tolist(), round(panels.total, 6), panels.proven
    ([1, 2], 1.7, True)
    >>> print(panels.reasons[0])
    choice 2 of 2 eligible; the 1 before are at their maximum load.
    """
    unit = _unit(pairs.affinity)
    return _in_units(_assign(*_scaled(pairs, rules, unit), seed, watch, unit), unit)


def _assign(pairs: Pairs, rules: Rules, seed: int | None, watch: Watch | None, unit: float) -> Panels:
    """Assign where affinities are around 1."""
    task = instance_of(pairs, rules, seed)
    tree = tree_of(task)
    found = flow(task, tree)
    if found.short.any() or found.idle.any():
        raise shortage.unfilled(task, tree, found)
    if rules.link and any(len(able) < rules.link for able in linking.candidates(task).values()):
        raise shortage.too_few_common(task, rules.link)
    base = Base(task, tree, found, rules, watch, unit)
    simple = Best(found.chosen, float(task.affinity[found.chosen].sum()), found.bound, True)
    if rules.floor is None and not rules.link and not exceeded(task, found.chosen):
        plain, bound = simple, np.inf
    else:
        plain, bound = _under_rows(base, [])
    if rules.link != 0:
        return _panels(pairs, base, plain, bound, ())
    linked, bound = _linked(base, plain, bound)
    return _panels(pairs, base, linked, bound, linking.exchanges(task, plain.chosen, linked.chosen))


def _unit(affinity: np.ndarray) -> float:
    """A power of ten to divide by, so that very large and very small affinities meet the solvers' tolerances alike."""
    largest = float(np.abs(affinity).max(initial=0.0))
    return 1.0 if largest == 0 or 0.01 <= largest <= 1000 else float(10.0 ** np.round(np.log10(largest)))


def _scaled(pairs: Pairs, rules: Rules, unit: float) -> tuple[Pairs, Rules]:
    if unit == 1.0:
        return pairs, rules
    floor = rules.floor / unit if isinstance(rules.floor, int | float) else rules.floor
    return replace(pairs, affinity=pairs.affinity / unit), replace(rules, floor=floor)


def _in_units(found: Panels, unit: float) -> Panels:
    return replace(
        found,
        total=found.total * unit,
        bound=found.bound * unit,
        worst=found.worst * unit,
        worst_bound=found.worst_bound * unit,
        exchanges=tuple(replace(move, loss=move.loss * unit) for move in found.exchanges),
    )


def _under_rows(base: Base, cuts: list[Block]) -> tuple[Best, float]:
    """The best under all rules as rows, and what the worst panel cannot exceed (infinite where no floor is asked)."""
    task, rules, columns = base.task, base.rules, base.columns
    blocks = [*basic(task), *cuts]
    if rules.floor is None:
        return _require(base, best(task, blocks, columns, watch=base.watch), cuts), np.inf
    if rules.floor != "max":
        kept = best(task, [*blocks, floor(task, float(rules.floor))], columns, watch=base.watch)
        if kept.chosen is not None:
            return kept, np.inf
    start = base.flow.chosen if _keeps(base, cuts) else _require(base, best(task, blocks, columns), cuts).chosen
    columns = linking.with_common(task, np.union1d(columns.pairs, start), rules.link or 0)
    high, bound = raised(task, blocks, start, columns, base.watch)
    if rules.floor != "max":
        raise shortage.floor_too_high(
            *(value * base.unit for value in (float(rules.floor), bound, worst_of(task, high.chosen)))
        )
    return high, bound


def _keeps(base: Base, cuts: list[Block]) -> bool:
    """Whether the flow already keeps what a network cannot hold."""
    return not cuts and not base.rules.link and not exceeded(base.task, base.flow.chosen)


def _require(base: Base, found: Best, cuts: list[Block]) -> Best:
    if found.chosen is not None:
        return found
    if not found.proven:
        raise shortage.stopped()
    if cuts:
        raise shortage.not_linkable(base.task)
    if base.rules.link:
        raise shortage.too_few_common(base.task, base.rules.link)
    raise shortage.organisations_across_fields(base.task)


def _linked(base: Base, plain: Best, bound: float) -> tuple[Best, float]:
    """One component at the least loss: the lightest exchanges, then an exact search for anything better."""
    if not linking.cuts(base.task, plain.chosen):
        return plain, bound
    rules, task = base.rules, base.task
    least = (
        -np.inf if rules.floor is None else worst_of(task, plain.chosen) if rules.floor == "max" else float(rules.floor)
    )
    first = joined(task, plain.chosen, least)
    if first is None:
        return _linked_by_cuts(base, plain, bound)
    known = Best(first, float(task.affinity[first].sum()), plain.bound, False)
    floors = [] if np.isinf(least) else [floor(task, least - STEP)]
    return _improved(base, plain, known, floors), bound


def _linked_by_cuts(base: Base, found: Best, bound: float) -> tuple[Best, float]:
    """Where exchanges do not lead to one component: every part is cut off, until a solution keeps all cuts."""
    cuts: list[Block] = []
    while new := linking.cuts(base.task, found.chosen):
        cuts = [*cuts, *new]
        found, bound = _under_rows(base, cuts)
    return found, bound


def _improved(base: Base, plain: Best, known: Best, floors: list[Block]) -> Best:
    """The exact optimum among the pairs whose price is within the loss of a `known` answer, or that answer.

    A pair that the flow prices higher than that loss can be in no better solution (reduced-cost fixing), so a search
    that comes to its end proves its result for all pairs.
    """
    task = base.task
    price = np.abs(base.flow.reduced(task, base.tree))
    keep = price <= base.flow.bound - known.total + 1e-9
    keep[np.union1d(base.flow.chosen, known.chosen)] = True
    if keep.sum() > SEARCHED:
        return known
    small, place = linking.narrowed(task, keep)
    blocks = [*basic(small), *(_at(block, place) for block in floors)]
    chosen = plain.chosen
    while new := linking.cuts(task, chosen):
        blocks += [_at(block, place) for block in new]
        found = best(small, blocks, Columns(np.arange(len(place))), nodes=NODES, watch=base.watch)
        if found.chosen is None or not found.proven:
            return replace(known, bound=min(known.bound, max(found.bound, known.total)))
        chosen = place[found.chosen]
    return replace(found, chosen=chosen)


def _at(block: Block, place: np.ndarray) -> Block:
    return Block(block.index[place], block.value[place], block.lower, block.upper)


def _panels(pairs: Pairs, base: Base, found: Best, bound: float, moves: tuple[Exchange, ...]) -> Panels:
    """The result in the positions of the pairs given."""
    task = base.task
    chosen = _best_first(task, found.chosen)
    loads = np.bincount(task.assessor[chosen], minlength=task.m)
    worst = worst_of(task, chosen)
    by_case = np.empty(task.n, dtype=int)
    by_case[task.case_place] = linking.parts(task, chosen)[0]
    by_assessor = np.empty(task.m, dtype=int)
    by_assessor[task.assessor_place] = loads
    place = task.assessor_place
    moved = tuple(Exchange(int(task.case_place[m.case]), int(place[m.left]), int(place[m.came]), m.loss) for m in moves)
    common = linking.common_members(task, chosen) if base.rules.link else {}
    total = float(task.affinity[chosen].sum())
    return Panels(
        pairs=chosen if task.origin is None else task.origin[chosen],
        total=total,
        bound=max(found.bound, total),
        proven=found.proven,
        worst=worst,
        worst_bound=max(worst, min(bound, _best_of_each(task))),
        loads=by_assessor,
        component=np.unique(by_case, return_inverse=True)[1],
        reasons=reasons.all_of(task, chosen, loads),
        exchanges=moved,
        common={group: tuple(int(place[j]) for j in people) for group, people in common.items()},
    )


def _best_first(task: Instance, chosen: np.ndarray) -> np.ndarray:
    return chosen[np.lexsort([chosen, -task.affinity[chosen], task.case[chosen]])]


def _best_of_each(task: Instance) -> float:
    """The lowest total that a panel of the nearest people would have: no worst panel exceeds it."""
    totals = []
    for first, last, seats in zip(task.start[:-1], task.start[1:], task.demand, strict=True):
        own = task.affinity[first:last]
        totals.append(
            np.partition(own, len(own) - seats)[len(own) - seats :].sum() if 0 < seats < len(own) else own.sum()
        )
    return float(min(totals, default=0.0))
