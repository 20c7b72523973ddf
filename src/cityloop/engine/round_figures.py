"""figures(): what some cases came to, in a form that is stored and added to others without the cases themselves.

Values are counted in bins (hundredths of a point, thousandths of an area, tenths of a day), so that ten thousand cases
take no more room than a hundred; how often two values met in a unit keeps the agreement of assessors. Added up, they
say the same as if all cases had been counted at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from .calibration.agreement import alpha_of, coincidences

COUNTS = ("received", "under_way", "passed", "failed", "without_result", "certified", "supplemented", "supplements")
POINTS, SHARES, DAYS = 2, 3, 1
Bins = Counter


@dataclass(frozen=True)
class Figures:
    """Counts by name, bins of points, of area shares, of days by step, and what values met in each area."""

    counts: Counter = field(default_factory=Counter)
    points: Bins = field(default_factory=Counter)
    areas: dict[str, Bins] = field(default_factory=dict)
    steps: dict[str, Bins] = field(default_factory=dict)
    met: dict[str, Bins] = field(default_factory=dict)

    def content(self) -> dict:
        """The figures as plain data, for storing.

        >>> found = figures([])
        >>> Figures.of(found.content()) == found
        True
        """
        return {
            "counts": dict(self.counts),
            "points": _pairs(self.points),
            "areas": {name: _pairs(bins) for name, bins in self.areas.items()},
            "steps": {name: _pairs(bins) for name, bins in self.steps.items()},
            "met": {name: [[*pair, weight] for pair, weight in met.items()] for name, met in self.met.items()},
        }

    @classmethod
    def of(cls, content: Mapping) -> Figures:
        """The figures that were stored."""
        return cls(
            Counter(content["counts"]),
            _bins(content["points"]),
            {name: _bins(pairs) for name, pairs in content["areas"].items()},
            {name: _bins(pairs) for name, pairs in content["steps"].items()},
            {
                name: Counter({(one, other): weight for one, other, weight in met})
                for name, met in content["met"].items()
            },
        )


def figures(cases: Iterable, marks: Iterable[tuple[str, str, str, float]] = ()) -> Figures:
    """The figures of some cases (`engine.round.RoundCase`), and of marks: rows of case, area, criterion and mark."""
    found = Figures(met=_met(marks))
    for case in cases:
        judged = case.closed and case.result in ("pass", "fail")
        said = {
            "under_way": not case.closed,
            "passed": case.closed and case.result == "pass",
            "failed": case.closed and case.result == "fail",
            "without_result": case.closed and not judged,
            "certified": case.certified,
            "supplemented": case.supplements > 0,
        }
        found.counts.update(["received", *(name for name, so in said.items() if so), *case.tags])
        found.counts["supplements"] += case.supplements
        if judged and case.points is not None:
            found.points[round(case.points, POINTS)] += 1
        for measured, bins, digits in (
            (case.areas if judged else {}, found.areas, SHARES),
            (case.days, found.steps, DAYS),
        ):
            for name, value in measured.items():
                bins.setdefault(name, Counter())[round(value, digits)] += 1
    return found


def added(many: Iterable[Figures]) -> Figures:
    """The figures of several groups of cases together.

    >>> added([Figures(points=Counter({70.0: 2})), Figures(points=Counter({70.0: 1, 80.0: 1}))]).points[70.0]
    3
    """
    total = Figures()
    for one in many:
        total.counts.update(one.counts)
        total.points.update(one.points)
        for bins, more in ((total.areas, one.areas), (total.steps, one.steps), (total.met, one.met)):
            for name, found in more.items():
                bins.setdefault(name, Counter()).update(found)
    return total


def agreed(found: Figures) -> dict[str, float]:
    """Krippendorff's ordinal alpha of the assessors in each area, without areas about which nothing can be said."""
    answer = {}
    for area, met in found.met.items():
        values = sorted({value for pair in met for value in pair})
        place = {value: n for n, value in enumerate(values)}
        together = np.zeros((len(values), len(values)))
        for (one, other), weight in met.items():
            together[place[one], place[other]] += weight
        value = alpha_of(np.array(values, float), together, "ordinal")
        if not np.isnan(value):
            answer[area] = value
    return answer


def values_of(bins: Bins) -> np.ndarray:
    """Every value, as often as it was counted, in order.

    >>> [float(value) for value in values_of(Counter({2.0: 1, 1.0: 2}))]
    [1.0, 1.0, 2.0]
    """
    values = sorted(bins)
    return np.repeat(np.array(values, float), [bins[value] for value in values])


def _met(marks: Iterable[tuple[str, str, str, float]]) -> dict[str, Bins]:
    rows: dict[str, list[tuple[str, float]]] = {}
    for case, area, criterion, mark in marks:
        rows.setdefault(area, []).append((f"{case}\0{criterion}", mark))
    found: dict[str, Bins] = {}
    for area, pairs in rows.items():
        unit = np.unique([name for name, _ in pairs], return_inverse=True)[1]
        given = np.array([mark for _, mark in pairs], float)
        values, together = [float(value) for value in np.unique(given)], coincidences(unit, given)
        found[area] = Counter(
            {
                (one, other): float(together[n, m])
                for n, one in enumerate(values)
                for m, other in enumerate(values)
                if together[n, m]
            }
        )
    return found


def _pairs(bins: Bins) -> list:
    return [[value, count] for value, count in bins.items()]


def _bins(pairs: Iterable) -> Bins:
    return Counter(dict(pairs))
