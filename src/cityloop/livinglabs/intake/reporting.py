"""What a file of readings was found to hold: flags with their first lines, units, gaps, drifts; JSON values only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pyarrow as pa

from cityloop.engine.readings import FLAGS, drifting, jumping
from cityloop.engine.readings.flags import AMBIGUOUS

SHOWN = 5
MOST_UNITS = 500
MONTH = (28 * 86_400, 31 * 86_400)


@dataclass
class Tally:
    """What was counted so far. Sums of a unit's months are kept, never its readings."""

    drift: float
    jump: float
    rows: int = 0
    kept: int = 0
    names: dict[str, int] = field(default_factory=dict)
    units_of_measure: dict[str, int] = field(default_factory=dict)
    flags: np.ndarray = field(default_factory=lambda: np.zeros(len(FLAGS), dtype=np.int64))
    samples: dict[int, list] = field(default_factory=dict)
    seen: dict[int, list] = field(default_factory=dict)
    steps: Counter = field(default_factory=Counter)
    months: dict[tuple[int, int], list] = field(default_factory=dict)

    def codes(self, unit: pa.ChunkedArray) -> np.ndarray:
        """Numbers of units, in the order of their first coming."""
        coded = unit.combine_chunks().dictionary_encode()
        own = [self.names.setdefault(name, len(self.names)) for name in coded.dictionary.to_pylist()]
        return np.array(own, dtype=np.int64)[coded.indices.to_numpy()]

    def add(self, code, at, local, value, flag, line) -> None:
        """Count one table of rows, sorted by unit and moment."""
        self.rows += len(code)
        self.flags += np.bincount(flag, minlength=len(FLAGS))
        for number in np.unique(flag[flag > 0]).tolist():
            self._sample(number, code, at, value, flag, line)
        kept = flag <= AMBIGUOUS
        self.kept += int(kept.sum())
        self._count_units(code, kept, at)
        self._count_months(code[kept], local[kept], value[kept])

    def _sample(self, number, code, at, value, flag, line) -> None:
        found = self.samples.setdefault(number, [])
        for row in np.flatnonzero(flag == number)[: SHOWN - len(found)].tolist():
            number_ = float(value[row])
            found.append(
                [int(line[row]), int(code[row]), _iso(int(at[row])), number_ if np.isfinite(number_) else None]
            )

    def _count_units(self, code, kept, at) -> None:
        ends = [0, *(np.flatnonzero(np.diff(code)) + 1).tolist(), len(code)]
        for low, high in pairwise(ends):
            one, rows = int(code[low]), slice(low, high)
            own, moments = kept[rows], at[rows][kept[rows]]
            entry = self.seen.setdefault(one, [0, 0, None, None])
            entry[0] += len(own)
            entry[1] += int(own.sum())
            if moments.size:
                entry[2] = int(moments[0]) if entry[2] is None else entry[2]
                entry[3] = int(moments[-1])
                sizes, counts = np.unique(np.diff(moments), return_counts=True)
                most = np.argsort(counts)[::-1][:50]
                self.steps.update(dict(zip(sizes[most].tolist(), counts[most].tolist(), strict=True)))

    def _count_months(self, code, local, value) -> None:
        if not code.size:
            return
        month = (local * 1_000_000).astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
        keys, where = np.unique(code * 100_000 + month + 50_000, return_inverse=True)
        sums = np.bincount(where, weights=value)
        counts = np.bincount(where)
        for key, total, count in zip(keys.tolist(), sums.tolist(), counts.tolist(), strict=True):
            entry = self.months.setdefault(divmod(key, 100_000), [0.0, 0])
            entry[0] += total
            entry[1] += count

    def report(self, ends_whole: bool) -> dict:
        """All of it as JSON values."""
        names = list(self.names)
        step = max((one for one in self.steps if one > 0), key=lambda one: (self.steps[one], -one), default=0)
        units = [self._unit(names[code], entry, step) for code, entry in self.seen.items()]
        firsts = [one["first"] for one in units if one["first"]]
        lasts = [one["last"] for one in units if one["last"]]
        means = self._means(names)
        return {
            "rows": self.rows,
            "kept": self.kept,
            "flags": {name: int(count) for name, count in zip(FLAGS, self.flags, strict=True) if count},
            "samples": {
                FLAGS[number]: [{"line": a, "unit": names[b], "at": c, "value": d} for a, b, c, d in rows]
                for number, rows in self.samples.items()
            },
            "units_of_measure": self.units_of_measure,
            "step": step,
            "units": sorted(units, key=lambda one: -one["gaps"])[:MOST_UNITS],
            "unit_count": len(units),
            "gaps": sum(one["gaps"] for one in units),
            "first": min(firsts, default=None),
            "last": max(lasts, default=None),
            "drifts": [{"unit": one.unit, "moved": round(one.moved, 6)} for one in drifting(means, self.drift)],
            "jumps": [{"unit": unit, "month": _month(month)} for unit, month in jumping(means, self.jump)],
            "ends_whole": ends_whole,
        }

    def _means(self, names) -> dict[str, dict[int, float]]:
        means: dict[str, dict[int, float]] = {}
        for (code, month), (total, count) in self.months.items():
            means.setdefault(names[code], {})[month - 50_000] = total / count
        return means

    def _unit(self, name, entry, step) -> dict:
        rows, kept, first, last = entry
        expected = kept
        if kept and step:
            monthly = MONTH[0] <= step <= MONTH[1]
            expected = _months_between(first, last) if monthly else round((last - first) / step) + 1
        return {
            "unit": name,
            "rows": rows,
            "kept": kept,
            "first": _iso(first) if first is not None else None,
            "last": _iso(last) if last is not None else None,
            "gaps": max(0, expected - kept),
        }


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _month(number: int) -> str:
    return f"{1970 + number // 12:04d}-{number % 12 + 1:02d}"


def _months_between(first: int, last: int) -> int:
    """Months from one moment to another, both counted; half a day stands in for the clock of the place."""
    low, high = (datetime.fromtimestamp(one + 43_200, UTC) for one in (first, last))
    return (high.year - low.year) * 12 + high.month - low.month + 1
