"""Rows of marks (case, assessor, criterion, mark) to blocks of planes, without ever holding all planes at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..edition import Edition
from .blocks import Block
from .marks import AGREED
from .planes import NA_CODE, UNUSABLE

Ids = Sequence[Any] | np.ndarray | tuple[Sequence[str], np.ndarray]
"""A column of ids: one for each row, or the distinct ids and for each row the position of its own."""

BLOCK = 4096
CELLS = 12_000_000
"""A block has at most so many cells (criteria × seats × cases): about 100 MB."""


def coded(column: Ids) -> tuple[tuple[str, ...], np.ndarray]:
    """The distinct ids in order of first appearance, as text, and the position of each row's id among them.

    >>> coded(["b", "a", "b"])
    (('b', 'a'), array([0, 1, 0]))
    """
    if isinstance(column, tuple) and len(column) == 2 and isinstance(column[1], np.ndarray):
        return tuple(map(str, column[0])), column[1]
    texts = [str(id) for id in column]
    positions = {id: position for position, id in enumerate(dict.fromkeys(texts))}
    return tuple(positions), np.fromiter(map(positions.__getitem__, texts), dtype=np.int64, count=len(texts))


@dataclass(frozen=True)
class Rows:
    """All that was given on n cases, sorted by case.

    `case`, `assessor`, `criterion` (r,) are positions; `mark` (r,) has the codes of `planes`. `measurements`,
    `voided`, `pending` are (position of criterion, position of case[, value]) arrays. `profile` (n,) positions in
    the edition's profiles, -1 without one.
    """

    cases: tuple[str, ...]
    assessors: tuple[str, ...]
    case: np.ndarray
    assessor: np.ndarray
    criterion: np.ndarray
    mark: np.ndarray
    measurements: tuple[np.ndarray, np.ndarray, np.ndarray]
    voided: tuple[np.ndarray, np.ndarray]
    pending: tuple[np.ndarray, np.ndarray]
    profile: np.ndarray
    unknown: tuple[str, ...]


def gather(
    edition: Edition,
    columns: tuple[Ids, Ids, Ids],
    marks: Any,
    not_applicable: Any,
    measurements: tuple[Ids, Ids, Any] | None,
    voided: tuple[Ids, Ids] | None,
    pending: tuple[Ids, Ids] | None,
    profile: str | Mapping[str, str] | None,
) -> Rows:
    """Put positions in the place of ids, codes in the place of what is no number, and sort by case."""
    cases, case = coded(columns[0])
    assessors, assessor = coded(columns[1])
    criteria, criterion = coded(columns[2])
    known, strange = _positions(edition, criteria)
    index = {id: position for position, id in enumerate(cases)}
    pairs = [_pairs(edition, pair, index, strange) for pair in (measurements, voided, pending)]
    mark = _coded_marks(marks, not_applicable)
    criterion = known[criterion] if len(known) else np.zeros(0, dtype=np.int64)
    if (criterion < 0).any():
        keep = criterion >= 0
        case, assessor, criterion, mark = case[keep], assessor[keep], criterion[keep], mark[keep]
    if case.size and (np.diff(case) < 0).any():
        order = np.argsort(case, kind="stable")
        case, assessor, criterion, mark = case[order], assessor[order], criterion[order], mark[order]
    names = tuple(index)
    values = np.asarray(measurements[2], dtype=float) if measurements else np.zeros(0)
    values = np.where(np.isfinite(values) | (values == NA_CODE), values, UNUSABLE)[pairs[0][2]]
    chosen = _profiles(edition, names, profile)
    return Rows(
        names, assessors, case, assessor, criterion, mark,
        (pairs[0][0], pairs[0][1], values), pairs[1][:2], pairs[2][:2], chosen, tuple(strange),
    )  # fmt: skip


def blocks(edition: Edition, rows: Rows) -> Iterator[tuple[slice, Block]]:
    """The cases in order, a block at a time, small enough for the memory whatever the number of assessors."""
    ends = np.searchsorted(rows.case, np.arange(len(rows.cases) + 1))
    applying = np.array(
        [[p.id not in c.not_for for p in edition.profiles] + [True] for c in edition.criteria], dtype=bool
    )
    applying = applying.reshape(len(edition.criteria), -1)
    marked = np.array([criterion.marked for criterion in edition.criteria], dtype=bool)
    pending = [(start, min(start + BLOCK, len(rows.cases))) for start in range(0, len(rows.cases), BLOCK)][::-1]
    while pending:
        start, stop = pending.pop()
        part = slice(ends[start], ends[stop])
        seat, seats = _seats(rows.case[part] - start, rows.assessor[part], stop - start, len(rows.assessors))
        if stop - start > 1 and len(edition.criteria) * seats * (stop - start) > CELLS:
            middle = (start + stop) // 2
            pending += [(middle, stop), (start, middle)]
            continue
        yield slice(start, stop), _block(rows, applying, marked, slice(start, stop), part, seat, seats)


def _block(
    rows: Rows, applying: np.ndarray, marked: np.ndarray, of: slice, part: slice, seat: np.ndarray, seats: int
) -> Block:
    m, n = len(applying), of.stop - of.start
    case, criterion, mark = rows.case[part] - of.start, rows.criterion[part], rows.mark[part]
    planes = np.full((m, seats, n), np.nan)
    planes.reshape(-1)[(criterion * seats + seat) * n + case] = mark
    spoke = ~np.isnan(planes[marked]).all(axis=0) if marked.any() else np.zeros((seats, n), dtype=bool)
    agreed = spoke & _of_all(rows, part, seat, case, (seats, n))
    named = spoke.sum(axis=0) - agreed.sum(axis=0)
    return Block(
        planes,
        _scatter(rows.measurements, of, m, np.nan),
        applying[:, rows.profile[of]],
        _scatter(rows.voided, of, m, False),
        _scatter(rows.pending, of, m, False),
        named,
        agreed.any(axis=0) & (named == 0),
    )


def _of_all(rows: Rows, part: slice, seat: np.ndarray, case: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Which seats stand for marks that all agreed on, (seats, n)."""
    found = np.zeros(shape, dtype=bool)
    if AGREED in rows.assessors:
        mine = rows.assessor[part] == rows.assessors.index(AGREED)
        found[seat[mine], case[mine]] = True
    return found


def _seats(case: np.ndarray, assessor: np.ndarray, n: int, assessors: int) -> tuple[np.ndarray, int]:
    """The seat of each row's assessor on its case, from 0, and the most seats on any case, at least 1."""
    if not case.size:
        return np.zeros(0, dtype=np.int64), 1
    here = np.zeros(assessors, dtype=bool)
    here[assessor] = True
    local = np.cumsum(here) - 1
    width = int(here.sum())
    key = case * width + local[assessor]
    if n * width > CELLS:
        there, row = np.unique(key, return_inverse=True)
        owner = there // width
        seat = np.arange(len(there)) - np.searchsorted(owner, owner)
        return seat[row], int(seat.max()) + 1
    present = np.zeros(n * width, dtype=bool)
    present[key] = True
    seat = np.cumsum(present.reshape(n, width), axis=1, dtype=np.int32) - 1
    return seat.reshape(-1)[key].astype(np.int64), int(seat.max()) + 1


def _scatter(entries: tuple[np.ndarray, ...], of: slice, m: int, empty: Any) -> np.ndarray:
    """A dense (m, cases of the block) array of sparse entries; a boolean one where the entries have no value."""
    criterion, case, *values = entries
    dense = np.full((m, of.stop - of.start), empty)
    inside = (case >= of.start) & (case < of.stop)
    dense[criterion[inside], case[inside] - of.start] = values[0][inside] if values else True
    return dense


def _coded_marks(marks: Any, not_applicable: Any) -> np.ndarray:
    mark = np.array(marks, dtype=float)
    mark[~np.isfinite(mark)] = UNUSABLE
    if not_applicable is not None:
        mark[np.asarray(not_applicable, dtype=bool)] = NA_CODE
    return mark


def _positions(edition: Edition, ids: Sequence[str]) -> tuple[np.ndarray, dict[str, None]]:
    """The position of each id among the criteria, -1 for one that the edition does not have; and those ids."""
    index = {criterion.id: position for position, criterion in enumerate(edition.criteria)}
    return np.array([index.get(id, -1) for id in ids], dtype=np.int64), {id: None for id in ids if id not in index}


def _pairs(
    edition: Edition, columns: tuple[Any, ...] | None, index: dict[str, int], strange: dict[str, None]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions of criterion and case, and which rows are kept. A case that was not there yet is added to `index`."""
    if columns is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
    cases, case = coded(columns[0])
    criteria, criterion = coded(columns[1])
    at = np.array([index.setdefault(id, len(index)) for id in cases], dtype=np.int64)
    known, unknown = _positions(edition, criteria)
    strange.update(unknown)
    found = known[criterion] if len(known) else criterion
    keep = found >= 0
    return found[keep], (at[case] if len(at) else case)[keep], keep


def _profiles(edition: Edition, cases: tuple[str, ...], profile: str | Mapping[str, str] | None) -> np.ndarray:
    """For each case the position of its profile; the place after the last stands for none, and for an unknown one."""
    index = {one.id: position for position, one in enumerate(edition.profiles)}
    none = len(index)
    if isinstance(profile, Mapping):
        return np.array([index.get(profile.get(case), none) for case in cases], dtype=np.int64)
    return np.full(len(cases), index.get(profile, none), dtype=np.int64)
