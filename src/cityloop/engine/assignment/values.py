"""What an assignment is asked and what it answers: eligible pairs, rules, and the panels with their reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from ..text import Text


@dataclass(frozen=True)
class Pairs:
    """Who may sit on which panel: `p` pairs of a case and an assessor; a pair that is not there is not eligible.

    `cases` (n names) and `assessors` (m names) are each unique; `case` and `assessor` are ints (p,) into them;
    `affinity` floats (p,), finite, in any unit, higher is better; `in_field` bools (p,): the assessor is from the
    field of the case. Raises `ValueError` for shapes, NaN, unknown positions and pairs that occur twice (see `check`).
    """

    cases: tuple[str, ...]
    assessors: tuple[str, ...]
    case: np.ndarray
    assessor: np.ndarray
    affinity: np.ndarray
    in_field: np.ndarray | None = None

    def __post_init__(self) -> None:
        for name, kind in (("case", np.int32), ("assessor", np.int32), ("affinity", float)):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=kind))
        if self.in_field is not None:
            object.__setattr__(self, "in_field", np.asarray(self.in_field, dtype=bool))
        many = self.case.shape
        if self.assessor.shape != many or self.affinity.shape != many or self.case.ndim != 1:
            raise ValueError("case, assessor and affinity: one value each for every pair is needed")
        if self.in_field is not None and self.in_field.shape != many:
            raise ValueError("in_field: one value for every pair is needed")
        if not np.isfinite(self.affinity).all():
            raise ValueError(f"affinity: NaN or infinite in pair {int(np.argmin(np.isfinite(self.affinity)))}")
        for name, size in (("case", len(self.cases)), ("assessor", len(self.assessors))):
            places = getattr(self, name)
            if len(places) and not 0 <= places.min() <= places.max() < size:
                raise ValueError(f"{name}: a position outside 0 … {size - 1}")

    def __len__(self) -> int:
        return len(self.case)


@dataclass(frozen=True)
class Rules:
    """How panels are made.

    `per_case`: members of a panel, an int or ints (n,); `max_load` and `min_load`: panels of a person, an int or ints
    (m,). `organisation`: ints (m,), -1 for none, of which at most `per_organisation` sit on one panel. At least
    `from_field` members, an int or ints (n,), are from the field of the case (`Pairs.in_field`).
    `floor`: the least total affinity of a panel, or `"max"`: as high as it goes. `link` 0: the graph of cases and
    assessors is one component; N: N members are common to all panels of a group, `group` being ints (n,).
    """

    per_case: int | np.ndarray = 3
    max_load: int | np.ndarray = 6
    min_load: int | np.ndarray = 0
    organisation: np.ndarray | None = None
    per_organisation: int | None = None
    from_field: int | np.ndarray = 0
    floor: float | Literal["max"] | None = None
    link: int | None = None
    group: np.ndarray | None = None


@dataclass(frozen=True)
class Exchange:
    """One seat that linking moved: on the panel of `case`, `left` made room for `came` (positions)."""

    case: int
    left: int
    came: int
    loss: float


@dataclass(frozen=True)
class Panels:
    """The panels and how good they are.

    `pairs`: positions of the chosen pairs among the pairs given, by case, best first. `total`: their affinity;
    `bound`: proven not to be exceeded under the same rules; `proven`: no better total is possible (with `floor`
    `"max"`: above the floor reached). `worst`: the lowest total of a panel; `worst_bound`: no panels lift the lowest
    above it. `loads`: panels of each person, ints (m,). `component`: ints (n,), equal for cases that a chain of common
    members joins. `exchanges`: what linking changed. `common`: for each group the positions of its common members.
    """

    pairs: np.ndarray
    total: float
    bound: float
    proven: bool
    worst: float
    worst_bound: float
    loads: np.ndarray
    component: np.ndarray
    reasons: tuple[Text, ...]
    exchanges: tuple[Exchange, ...] = ()
    common: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def components(self) -> int:
        """How many parts the case–assessor graph has; severity can be compared inside a part only."""
        return len(np.unique(self.component))
