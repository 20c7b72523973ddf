"""What a calibration is given and what it finds: marks; severities, difficulties, standings, and what to moderate."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..text import Text

MOST_LEVELS = 21
"""More distinct marks than this are no rating scale: round them first."""


@dataclass(frozen=True)
class Marks:
    """`o` marks: who gave what to which case on which criterion.

    `cases`, `assessors`, `criteria`: unique names; `case`, `assessor`, `criterion`: ints (o,) into them; `mark`:
    floats (o,), finite. `low` and `high`, floats (criteria,): the ends of the scale of each criterion; by default 0
    (or the lowest mark, where it is negative) and the highest mark given. `weight` (criteria,): what each counts in
    the points of a case; equal by default. Raises `ValueError` for shapes, NaN, a mark off the scale, one given twice.
    """

    cases: tuple[str, ...]
    assessors: tuple[str, ...]
    criteria: tuple[str, ...]
    case: np.ndarray
    assessor: np.ndarray
    criterion: np.ndarray
    mark: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    weight: np.ndarray | None = None

    def __post_init__(self) -> None:
        for name in ("case", "assessor", "criterion"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.int64))
        object.__setattr__(self, "mark", np.asarray(self.mark, dtype=float))
        if not np.isfinite(self.mark).all():
            raise ValueError(f"mark: NaN or infinite in row {int(np.argmin(np.isfinite(self.mark)))}")
        many = len(self.criteria)
        low, high = min(0.0, self.mark.min(initial=0.0)), self.mark.max(initial=1.0)
        for name, value in (("low", low), ("high", high), ("weight", 1.0)):
            given = getattr(self, name)
            object.__setattr__(self, name, np.broadcast_to(np.asarray(value if given is None else given, float), many))
        self._check()

    def _check(self) -> None:
        sizes = {"case": len(self.cases), "assessor": len(self.assessors), "criterion": len(self.criteria)}
        for name, size in sizes.items():
            places = getattr(self, name)
            if places.shape != self.mark.shape:
                raise ValueError(f"{name}: one value for every mark is needed")
            if len(places) and not 0 <= places.min() <= places.max() < size:
                raise ValueError(f"{name}: a position outside 0 … {size - 1}")
        if (self.weight < 0).any() or not np.isfinite(self.weight).all() or (self.low >= self.high).any():
            raise ValueError("weight: negative, or a scale whose low end is not below its high end")
        off = np.flatnonzero((self.mark < self.low[self.criterion]) | (self.mark > self.high[self.criterion]))
        if off.size:
            raise ValueError(f"mark: off the scale in row {int(off[0])}")
        key = (self.case * len(self.assessors) + self.assessor) * len(self.criteria) + self.criterion
        _, first, count = np.unique(key, return_index=True, return_counts=True)
        if (count > 1).any():
            raise ValueError(f"mark: given twice, first in row {int(first[np.argmax(count > 1)])}")

    def __len__(self) -> int:
        return len(self.mark)


@dataclass(frozen=True)
class Facet:
    """The elements of one facet, arrays (elements,): `measure` and its standard error `se` in logits, and its fit.

    `infit` and `outfit` are mean squares, 1 expected: above about 1.5 marks are erratic, below 0.5 too alike.
    `group`: measures can be compared inside a group only. `marks` counts. `separation`: the spread of the true
    measures in standard errors; `reliability`: its share of the observed variance.
    """

    measure: np.ndarray
    se: np.ndarray
    infit: np.ndarray
    outfit: np.ndarray
    group: np.ndarray
    marks: np.ndarray
    separation: float
    reliability: float

    def taken(self, place: np.ndarray) -> Facet:
        """The elements at these places, in this order."""
        arrays = (self.measure, self.se, self.infit, self.outfit, self.group, self.marks)
        measure, se, infit, outfit, group, marks = (array[place] for array in arrays)
        return Facet(measure, se, infit, outfit, group, marks, self.separation, self.reliability)


@dataclass(frozen=True)
class Calibration:
    """What `calibrate` finds; arrays follow the order of the names given.

    `assessors` (measure: severity), `criteria` (difficulty), `cases` (standing): facets. `steps`: thresholds between
    adjacent marks for each scale. `raw` and `fair`: points of each case as marked, and as an assessor of average
    severity of its group would be expected to mark it, both of 100. `passes`: the share of plausible panels under which
    the case reaches the cut. `alpha`: agreement by level. `components`: how many groups cannot be compared with each
    other. `moderate`: cases that a person should look at, most uncertain first, each with a reason in `reasons`.
    """

    assessors: Facet
    criteria: Facet
    cases: Facet
    steps: dict[tuple[float, float], np.ndarray]
    raw: np.ndarray
    fair: np.ndarray
    passes: np.ndarray
    alpha: dict[str, float]
    components: int
    moderate: tuple[int, ...]
    reasons: tuple[Text | None, ...]
    converged: bool
    notes: tuple[Text, ...] = field(default=())
