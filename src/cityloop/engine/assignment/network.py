"""The exact optimum as a flow of least cost, with a proof: demand, loads, organisations and fields as a network.

A case sends its seats through hubs to assessors and on to one sink. An in-field hub holds the seats that only the
field may fill; an organisation's hub holds at most what one organisation may fill. Each case's hubs form a tree, so the
flow is whole. Where many pairs are eligible, the flow is solved over a core of good pairs and every other pair is then
priced with the potentials; those that could improve join the core, until none can. Sources: Ahuja, Magnanti and Orlin
(1993), "Network Flows", chapters 9-11 (optimality by potentials); Goldberg (1997), cost scaling, as in OR-Tools.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from .instance import Instance

CORE_FROM, CORE_WIDTH = 1_500_000, 24
"""Above so many pairs, only the best so many of each case are put into the network at first."""


@dataclass(frozen=True)
class Tree:
    """The hubs of all cases. `hub` (p,): where each pair starts; `tail`, `head`, `room`: arcs between hubs.

    `supply` (hubs,): seats that start there. The hubs 0 … n-1 are the cases. An organisation with members in and out of
    the field has two hubs, so the network may let it exceed its limit: `exceeded` tells.
    """

    hub: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    room: np.ndarray
    supply: np.ndarray


@dataclass(frozen=True)
class Flow:
    """`chosen`: positions of the pairs used, sorted. `potential`: ints (nodes,), in units of 1 / `scale` of affinity.

    `short` (hubs,): seats that nobody can fill; `idle` (m,): panels lacking to a minimum load. `bound`: no assignment
    has a higher total, whatever its rounding.
    """

    chosen: np.ndarray
    potential: np.ndarray
    scale: float
    short: np.ndarray
    idle: np.ndarray
    bound: float

    def reduced(self, task: Instance, tree: Tree, pairs: np.ndarray | slice = slice(None)) -> np.ndarray:
        """By how much using a pair not chosen lowers the total at least, in units of affinity (negative: chosen)."""
        units = np.round(-task.affinity[pairs] * self.scale).astype(np.int64)
        units += self.potential[tree.hub[pairs]]
        units -= self.potential[len(tree.supply) + task.assessor[pairs]]
        return units / self.scale


def tree_of(task: Instance) -> Tree:
    """The hubs for the fields and organisations of this task."""
    hub, nothing = task.case, np.zeros(0, np.int64)
    wanted = np.minimum(task.from_field, task.demand)
    having = np.flatnonzero(wanted > 0)
    own = np.full(task.n, -1)
    own[having] = task.n + np.arange(len(having))
    if len(having) and task.in_field is not None:
        hub = np.where(task.in_field & (own[hub] >= 0), own[hub], hub)
    supply = np.concatenate([task.demand - wanted, wanted[having]])
    arcs: tuple[np.ndarray, ...] = (having, own[having], task.demand[having])
    if task.per_organisation is not None:
        hub, more = _organisations(task, hub, len(supply))
        arcs = tuple(np.concatenate([old, new]) for old, new in zip(arcs, more, strict=True))
        supply = np.concatenate([supply, np.zeros(len(more[0]), np.int64)])
    tail, head, room = (np.concatenate([nothing, arc]).astype(np.int64) for arc in arcs)
    return Tree(hub.astype(np.int32), tail, head, room, supply.astype(np.int64))


def _organisations(task: Instance, hub: np.ndarray, hubs: int) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    """A hub of its own for each organisation that could fill more than its part of a panel."""
    many = int(task.organisation.max(initial=0)) + 1
    organisation = task.organisation[task.assessor]
    member = np.flatnonzero(organisation >= 0)
    key, place, count = np.unique(
        hub[member].astype(np.int64) * many + organisation[member], return_inverse=True, return_counts=True
    )
    tight = count > task.per_organisation
    own = np.where(tight, hubs + np.cumsum(tight) - 1, -1)
    hub = hub.astype(np.int64)
    hub[member] = np.where(own[place] >= 0, own[place], hub[member])
    return hub, (key[tight] // many, own[tight], np.full(int(tight.sum()), task.per_organisation))


def exceeded(task: Instance, chosen: np.ndarray) -> list[tuple[int, int]]:
    """The (case, organisation) of which more sit on the panel than may."""
    if task.per_organisation is None:
        return []
    many = int(task.organisation.max(initial=0)) + 1
    case = np.searchsorted(task.start, chosen, side="right") - 1
    organisation = task.organisation[task.assessor[chosen]]
    key, count = np.unique((case * many + organisation)[organisation >= 0], return_counts=True)
    return [(int(k // many), int(k % many)) for k in key[count > task.per_organisation]]


def flow(task: Instance, tree: Tree) -> Flow:
    """The flow of highest affinity; seats that nobody can fill are left `short` rather than refused."""
    scale = _scale(task, tree)
    core = first_core(task) if len(task.assessor) > CORE_FROM else None
    while True:
        found = _solve(task, tree, scale, core)
        if core is None:
            return found
        missing = _improving(task, tree, found, core)
        if not len(missing):
            return found
        core = np.sort(np.concatenate([core, missing]))


def _scale(task: Instance, tree: Tree) -> float:
    """Units per affinity: a power of ten, the finest that the solver's integers can hold, at most nine decimals."""
    nodes = len(tree.supply) + task.m + 1
    largest = max(float(np.abs(task.affinity).max(initial=0.0)), 1e-12)
    return 10.0 ** np.floor(np.log10(min(1e9, 5e17 / nodes**2) / largest))


def first_core(task: Instance) -> np.ndarray:
    """The best pairs of every case."""
    parts = []
    for first, last, seats in zip(task.start[:-1], task.start[1:], task.demand, strict=True):
        keep = max(CORE_WIDTH, 4 * int(seats))
        own = task.affinity[first:last]
        best = np.argpartition(own, len(own) - keep)[-keep:] if len(own) > keep else np.arange(len(own))
        parts.append(np.sort(best) + first)
    return np.concatenate(parts)


def _improving(task: Instance, tree: Tree, found: Flow, core: np.ndarray, most: int = 40) -> np.ndarray:
    """For each case, the pairs outside the core whose use would raise the total at the present prices, best first."""
    parts = []
    for first, last in zip(task.start[:-1], task.start[1:], strict=True):
        gain = -found.reduced(task, tree, slice(first, last))
        gain[core[np.searchsorted(core, first) : np.searchsorted(core, last)] - first] = 0.0
        better = np.flatnonzero(gain > 0)
        if len(better) > most:
            better = better[np.argpartition(gain[better], len(better) - most)[-most:]]
        parts.append(better + first)
    return np.concatenate(parts)


def _solve(task: Instance, tree: Tree, scale: float, core: np.ndarray | None) -> Flow:
    """One flow over the pairs of the core, and the potentials that prove it."""
    hubs, m = len(tree.supply), task.m
    take = slice(None) if core is None else core
    person, sink = hubs + np.arange(m), hubs + m
    gain = np.round(task.affinity[take] * scale).astype(np.int64)
    far = (hubs + m) * int(2 * np.abs(gain).max(initial=0) + 1)
    serving, idle = np.flatnonzero(tree.supply > 0), np.flatnonzero(task.least > 0)
    many = len(gain)
    tail = np.concatenate([tree.hub[take], tree.tail, person, serving, np.full(len(idle), sink)])
    head = np.concatenate(
        [hubs + task.assessor[take], tree.head, np.full(m, sink), np.full(len(serving), sink), person[idle]]
    )
    spare = np.maximum(task.most - task.least, 0)
    room = np.concatenate([np.ones(many, np.int64), tree.room, spare, tree.supply[serving], task.least[idle]])
    cost = np.concatenate([-gain, np.zeros(len(tree.tail) + m, np.int64), np.full(len(serving) + len(idle), far)])
    supply = np.concatenate([tree.supply, -task.least, [task.least.sum() - tree.supply.sum()]])
    solver = SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(tail.astype(np.int32), head.astype(np.int32), room, cost)
    solver.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the flow solver ended with {status}")
    used = solver.flows(np.arange(len(tail), dtype=np.int32))
    short, lacking = np.zeros(hubs, np.int64), np.zeros(m, np.int64)
    last = len(used) - len(idle)
    short[serving] = used[last - len(serving) : last]
    lacking[idle] = used[last:]
    chosen = np.flatnonzero(used[:many] > 0)
    best = float(gain[chosen].sum()) / scale
    rounding = 0.5 / scale * float(task.demand.sum())
    place = chosen if core is None else core[chosen]
    return Flow(place, _potentials(tail, head, room, cost, used, sink + 1), scale, short, lacking, best + rounding)


def _potentials(
    tail: np.ndarray, head: np.ndarray, room: np.ndarray, cost: np.ndarray, used: np.ndarray, nodes: int
) -> np.ndarray:
    """Shortest distances in the residual network (Bellman-Ford); that they settle proves the flow optimal."""
    ahead, back = used < room, used > 0
    source = np.concatenate([tail[ahead], head[back]])
    target = np.concatenate([head[ahead], tail[back]])
    length = np.concatenate([cost[ahead], -cost[back]])
    order = np.argsort(target, kind="stable")
    source, length, target = source[order], length[order], target[order]
    first = np.flatnonzero(np.concatenate([[True], target[1:] != target[:-1]])) if len(target) else order
    reached = target[first]
    distance = np.zeros(nodes, np.int64)
    for _ in range(nodes):
        shorter = np.minimum(distance[reached], np.minimum.reduceat(distance[source] + length, first))
        if (shorter == distance[reached]).all():
            return distance
        distance[reached] = shorter
    raise RuntimeError("the flow is not optimal")
