"""Panels that can be compared: which parts the case–assessor graph has, cuts that join them, members common to a group.

Severity can be told from standing only inside a connected part of the graph (Linacre 1989, "Many-Facet Rasch
Measurement", on subsets; Eccles and John, on linking designs). Connectivity is required by cuts, added only where a
solution misses them (Dantzig, Fulkerson and Johnson 1954, for tours).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from .instance import Instance
from .rows import Block, Columns, cut
from .values import Exchange


def parts(task: Instance, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The part of each case, ints (n,), and of each assessor, ints (m,); those on no panel are parts of their own."""
    case, assessor = task.case[chosen], task.assessor[chosen]
    size = task.n + task.m
    graph = sparse.csr_matrix((np.ones(len(chosen)), (case, task.n + assessor)), (size, size))
    _, label = connected_components(graph, directed=False)
    return label[: task.n], label[task.n :]


def cuts(task: Instance, chosen: np.ndarray) -> list[Block]:
    """For each part of an assignment that is not connected, the demand that a pair joins it with the rest."""
    by_case, by_assessor = parts(task, chosen)
    labels = np.unique(by_case)
    if len(labels) < 2:
        return []
    labels = labels[:1] if len(labels) == 2 else labels
    return [cut(task, by_case == label, by_assessor == label) for label in labels]


def with_common(task: Instance, core: np.ndarray, needed: int) -> Columns:
    """The core, and for each group a bundle for everyone who could sit on all of its panels."""
    if not needed:
        return Columns(core)
    bundles, family = [], []
    for group, people in candidates(task).items():
        for pairs in people.values():
            bundles.append(pairs)
            family.append(group)
    return Columns(core, tuple(bundles), np.array(family, dtype=int), needed)


def candidates(task: Instance, loads: bool = True) -> dict[int, dict[int, np.ndarray]]:
    """For each group, who is eligible for all of its panels (and, with `loads`, may take so many), with their pairs."""
    found: dict[int, dict[int, np.ndarray]] = {}
    group_of_pair = task.group[task.case]
    for group in np.unique(task.group).tolist():
        size = int((task.group == group).sum())
        pairs = np.flatnonzero(group_of_pair == group)
        order = pairs[np.argsort(task.assessor[pairs], kind="stable")]
        people, first, count = np.unique(task.assessor[order], return_index=True, return_counts=True)
        able = (count == size) & ((task.most[people] >= size) | (not loads))
        found[group] = {int(people[k]): order[first[k] : first[k] + size] for k in np.flatnonzero(able)}
    return found


def common_members(task: Instance, chosen: np.ndarray) -> dict[int, tuple[int, ...]]:
    """For each group, who sits on all of its panels."""
    groups = {}
    for group in np.unique(task.group).tolist():
        inside = chosen[task.group[task.case[chosen]] == group]
        count = np.bincount(task.assessor[inside], minlength=task.m)
        groups[group] = tuple(np.flatnonzero(count == (task.group == group).sum()).tolist())
    return groups


def exchanges(task: Instance, before: np.ndarray, after: np.ndarray) -> tuple[Exchange, ...]:
    """What changed seat by seat, each newcomer beside one of those who left the same panel."""
    left, came = np.setdiff1d(before, after), np.setdiff1d(after, before)
    moves = []
    for case in np.unique(task.case[came]).tolist():
        gone, new = left[task.case[left] == case], came[task.case[came] == case]
        for old, fresh in zip(gone, new, strict=True):
            loss = float(task.affinity[old] - task.affinity[fresh])
            moves.append(Exchange(case, int(task.assessor[old]), int(task.assessor[fresh]), loss))
    return tuple(moves)


def narrowed(task: Instance, keep: np.ndarray) -> tuple[Instance, np.ndarray]:
    """The task with only some pairs, bools (p,), and where each of them stood."""
    place = np.flatnonzero(keep)
    start = np.searchsorted(place, task.start)
    inside = None if task.in_field is None else task.in_field[place]
    small = replace(
        task, start=start, assessor=task.assessor[place], affinity=task.affinity[place], in_field=inside, origin=place
    )
    return small, place
