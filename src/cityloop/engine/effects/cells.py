"""Cells: how much was measured in each unit and period, as integer sums that every engine adds up alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

NEVER = 2**31 - 1
"""The first treated period of a unit that is never treated."""


@dataclass(frozen=True)
class Cells:
    """Sufficient statistics of a panel, one entry per unit and period that has a reading, by unit and then period.

    `unit` and `period` (c,) index `units` and `periods`; `total` (c,) is the sum of the readings times `scale`,
    rounded to integers before summing; `count` (c,) is how many readings. `periods` are consecutive: one without any
    reading is listed too, so that a distance between indices is a distance in time.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    unit: np.ndarray
    period: np.ndarray
    total: np.ndarray
    count: np.ndarray
    scale: int = 1000

    def __post_init__(self) -> None:
        lengths = {len(self.unit), len(self.period), len(self.total), len(self.count)}
        if len(lengths) != 1:
            raise ValueError(f"cells of different lengths: {sorted(lengths)}")
        if len(self.unit) == 0:
            raise ValueError("there is no cell")
        step = np.diff(self.unit)
        if (step < 0).any() or (np.diff(self.period)[step == 0] <= 0).any():
            raise ValueError("cells are not sorted by unit and period, or one is given twice")
        if (self.count <= 0).any():
            raise ValueError("a cell without a reading is left out, not counted as zero")

    @property
    def means(self) -> np.ndarray:
        return self.total / (self.count * float(self.scale))

    @property
    def balanced(self) -> bool:
        """Whether every unit has every period with the same number of readings: proven, not assumed."""
        full = len(self.unit) == len(self.units) * len(self.periods)
        return full and bool((self.count == self.count[0]).all())

    def take(self, keep: np.ndarray) -> Cells:
        """The cells where `keep` (c,) is true; units and periods stay listed. Raises `ValueError` if none is left."""
        return replace(
            self, unit=self.unit[keep], period=self.period[keep], total=self.total[keep], count=self.count[keep]
        )

    def between(self, first: int, last: int) -> Cells:
        """The cells of periods `first` to `last` (indices, both included), with those periods only."""
        kept = self.take((self.period >= first) & (self.period <= last))
        return replace(kept, period=kept.period - first, periods=self.periods[first : last + 1])

    def without_units(self, gone: Sequence[str]) -> Cells:
        """The panel without some units, which are no longer listed."""
        stays = np.array([name not in set(gone) for name in self.units])
        kept = self.take(stays[self.unit])
        moved = np.cumsum(stays) - 1
        units = tuple(name for name, stay in zip(self.units, stays, strict=True) if stay)
        return replace(kept, unit=moved[kept.unit], units=units)


def cells_of(rows: Sequence[tuple[str, str, float]], periods: Sequence[str] = (), scale: int = 1000) -> Cells:
    """Cells of readings (unit, period, value) held in memory; `periods` in order, else those seen, sorted.

    >>> cells = cells_of([("a", "1", 2.0), ("a", "1", 3.0), ("b", "1", 1.5), ("b", "2", 1.25)])
    >>> cells.total.tolist(), cells.count.tolist(), cells.means.tolist()
    ([5000, 1500, 1250], [2, 1, 1], [2.5, 1.5, 1.25])
    """
    units = tuple(sorted({unit for unit, _, _ in rows}))
    periods = tuple(periods) or tuple(sorted({period for _, period, _ in rows}))
    at_unit, at_period = {u: i for i, u in enumerate(units)}, {p: i for i, p in enumerate(periods)}
    index = np.array([at_unit[u] * len(periods) + at_period[p] for u, p, _ in rows], dtype=np.int64)
    milli = np.array([round(value * scale) for _, _, value in rows], dtype=np.int64)
    keys, where = np.unique(index, return_inverse=True)
    total = np.zeros(len(keys), dtype=np.int64)
    np.add.at(total, where, milli)
    return Cells(units, periods, keys // len(periods), keys % len(periods), total, np.bincount(where), scale)


def starts_of(cells: Cells, starts: Mapping[str, str]) -> np.ndarray:
    """First treated period of each unit as an index (u,), `NEVER` where it is never treated.

    Raises `KeyError` for a unit that is not in the cells or a period that is not among theirs.

    >>> starts_of(cells_of([("a", "1", 0.0), ("b", "2", 0.0)]), {"b": "2"}).tolist() == [NEVER, 1]
    True
    """
    at_unit = {name: i for i, name in enumerate(cells.units)}
    at_period = {name: i for i, name in enumerate(cells.periods)}
    first = np.full(len(cells.units), NEVER)
    for unit, period in starts.items():
        if unit not in at_unit:
            raise KeyError(f"unit {unit!r} has no reading")
        if period not in at_period:
            raise KeyError(f"period {period!r} is not among {cells.periods[0]} to {cells.periods[-1]}")
        first[at_unit[unit]] = at_period[period]
    return first
