"""Rules as rows over pairs, for what a network cannot hold: floors, cuts, common members, two rules at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from ..solver import Program
from .instance import Instance


@dataclass(frozen=True)
class Block:
    """Rows of which a pair enters at most one: `index` ints (p,), -1 for none, with weight `value` floats (p,).

    The weights used add up to between `lower` and `upper`, both floats (rows,).
    """

    index: np.ndarray
    value: np.ndarray
    lower: np.ndarray
    upper: np.ndarray


def basic(task: Instance) -> list[Block]:
    """Seats of cases, loads of people, members from the field, and organisations."""
    one = np.ones(len(task.assessor))
    blocks = [
        Block(task.case, one, task.demand.astype(float), task.demand.astype(float)),
        Block(task.assessor, one, task.least.astype(float), task.most.astype(float)),
    ]
    if task.from_field.any():
        inside = np.zeros(len(one), dtype=bool) if task.in_field is None else task.in_field
        free = np.full(task.n, np.inf)
        blocks.append(Block(np.where(inside, task.case, -1), one, np.minimum(task.from_field, task.demand) * 1.0, free))
    if task.per_organisation is not None:
        organisation = task.organisation[task.assessor]
        key, index = np.unique(task.case * (task.organisation.max(initial=0) + 1) + organisation, return_inverse=True)
        most = np.full(len(key), float(task.per_organisation))
        blocks.append(Block(np.where(organisation >= 0, index, -1), one, np.full(len(key), -np.inf), most))
    return blocks


def floor(task: Instance, least: float) -> Block:
    """Every panel has at least this affinity."""
    return Block(task.case, task.affinity, np.full(task.n, least), np.full(task.n, np.inf))


def cut(task: Instance, cases: np.ndarray, assessors: np.ndarray) -> Block:
    """At least one pair joins these cases and assessors, bools (n,) and (m,), with the others."""
    crossing = cases[task.case] != assessors[task.assessor]
    return Block(np.where(crossing, 0, -1), np.ones(len(crossing)), np.ones(1), np.full(1, np.inf))


@dataclass(frozen=True)
class Columns:
    """The columns of a program: single pairs first, then bundles, each a set of pairs that are used together.

    `family` (bundles,) numbers the bundles of a kind, of which exactly `needed` are used.
    """

    pairs: np.ndarray
    bundles: tuple[np.ndarray, ...] = ()
    family: np.ndarray | None = None
    needed: int = 0

    @property
    def entries(self) -> tuple[np.ndarray, np.ndarray]:
        """The pairs of all columns one after the other, and the column of each."""
        sizes = [len(bundle) for bundle in self.bundles]
        single = np.arange(len(self.pairs))
        return (
            np.concatenate([self.pairs, *self.bundles]).astype(np.int64),
            np.concatenate([single, np.repeat(len(single) + np.arange(len(sizes)), sizes)]).astype(np.int64),
        )

    def __len__(self) -> int:
        return len(self.pairs) + len(self.bundles)


def program(task: Instance, blocks: Sequence[Block], columns: Columns) -> Program:
    """The most affinity over these columns; the rows of the blocks in their order, then those of the bundles."""
    pair, column = columns.entries
    lines, places, values, lower, upper = [], [], [], [], []
    many = 0
    for block in [*blocks, *_once(columns, len(task.assessor))]:
        index = block.index[pair]
        inside = index >= 0
        lines.append(index[inside] + many)
        places.append(column[inside])
        values.append(block.value[pair][inside])
        lower.append(block.lower)
        upper.append(block.upper)
        many += len(block.lower)
    if columns.family is not None:
        kinds, line = np.unique(columns.family, return_inverse=True)
        lines.append(line + many)
        places.append(len(columns.pairs) + np.arange(len(line)))
        values.append(np.ones(len(line)))
        lower.append(np.full(len(kinds), float(columns.needed)))
        upper.append(np.full(len(kinds), float(columns.needed)))
        many += len(kinds)
    entries = np.concatenate(values), (np.concatenate(lines), np.concatenate(places))
    gain = np.bincount(column, task.affinity[pair], minlength=len(columns)) if len(columns) else np.zeros(0)
    return Program(
        gain,
        np.zeros(len(columns)),
        np.ones(len(columns)),
        np.ones(len(columns), dtype=bool),
        sparse.csc_matrix(entries, (many, len(columns))),
        np.concatenate(lower),
        np.concatenate(upper),
    )


def _once(columns: Columns, p: int) -> list[Block]:
    """No pair is used twice, by itself and in bundles."""
    if not columns.bundles:
        return []
    covered, index = np.unique(np.concatenate(columns.bundles)), np.full(p, -1)
    index[covered] = np.arange(len(covered))
    return [Block(index, np.ones(p), np.full(len(covered), -np.inf), np.ones(len(covered)))]


def reduced(task: Instance, blocks: Sequence[Block], duals: np.ndarray, gain: float = 1.0) -> np.ndarray:
    """What each pair would add at these prices of the rows, floats (p,); `gain` 0 prices the rows alone."""
    worth = gain * task.affinity
    first = 0
    for block in blocks:
        own = np.append(duals[first : first + len(block.lower)], 0.0)
        worth = worth - own[block.index] * block.value
        first += len(block.lower)
    return worth
