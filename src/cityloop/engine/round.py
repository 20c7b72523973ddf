"""tally(): what a round of certification came to, and what of it may be published without pointing at one applicant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from .round_figures import COUNTS, Figures, agreed, figures, values_of

SMALLEST_CELL = 3
"""A group of fewer cases is not shown to the public: with two, each applicant reads off the other's result."""


@dataclass(frozen=True, slots=True)
class RoundCase:
    """One case of a round: where it belongs, how it ended, and how long each step took.

    `result` is `pass`, `fail`, `incomplete`, or empty while there is none; `points` are of the edition's full marks,
    `areas` shares from 0 to 1, `days` the days spent in each step that was left; each of `tags` is counted by its name.
    """

    reference: str
    groups: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False
    result: str = ""
    certified: bool = False
    points: float | None = None
    areas: Mapping[str, float] = field(default_factory=dict)
    supplements: int = 0
    days: Mapping[str, float] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """How values lie: how many, from the least to the most, the middle half, and nine tenths."""

    count: int
    least: float
    low: float
    median: float
    high: float
    nine_tenths: float
    most: float


@dataclass(frozen=True, slots=True)
class Tally:
    """What some cases came to. `steps` are days; `points` and `areas` of cases with an outcome."""

    received: int
    under_way: int
    passed: int
    failed: int
    without_result: int
    certified: int
    supplemented: int
    supplements: int
    points: Spread | None
    areas: Mapping[str, Spread]
    steps: Mapping[str, Spread]

    @property
    def pass_rate(self) -> float | None:
        """Of those with a result, the share that passed."""
        judged = self.passed + self.failed
        return self.passed / judged if judged else None


def tally(cases: Iterable[RoundCase]) -> Tally:
    """Count a round.

    >>> tally([RoundCase("a", closed=True, result="pass", days={"review": 2.0}), RoundCase("b")]).pass_rate
    1.0
    """
    return tallied(figures(cases))


def tallied(found: Figures) -> Tally:
    """The tally that figures amount to."""
    return Tally(
        **{name: found.counts[name] for name in COUNTS},
        points=spread(values_of(found.points)),
        areas={name: spread(values_of(bins)) for name, bins in found.areas.items()},
        steps={name: spread(values_of(bins)) for name, bins in found.steps.items()},
    )


def grouped(cases: Sequence[RoundCase], by: str) -> dict[str, Tally]:
    """A tally for each group of a kind, such as each field, in the order of their names."""
    names = sorted({case.groups[by] for case in cases if by in case.groups})
    return {name: tally(case for case in cases if case.groups.get(by) == name) for name in names}


def published(groups: Mapping[str, Tally], smallest: int = SMALLEST_CELL) -> dict[str, Tally | None]:
    """The groups that the public may see; None in place of the others.

    A single hidden group could be computed from the total, so the smallest of the rest is hidden with it.

    >>> of = lambda n: tally([RoundCase(str(i)) for i in range(n)])
    >>> {name: bool(shown) for name, shown in published({"a": of(9), "b": of(5), "c": of(1)}).items()}
    {'a': True, 'b': False, 'c': False}
    """
    hidden = {name for name, one in groups.items() if one.received < smallest}
    rest = [name for name in groups if name not in hidden]
    if len(hidden) == 1 and rest:
        hidden.add(min(rest, key=lambda name: (groups[name].received, name)))
    return {name: None if name in hidden else one for name, one in groups.items()}


def without_small_cells(whole: Tally, smallest: int = SMALLEST_CELL) -> Tally | None:
    """A tally whose spreads rest on enough cases each; None where it counts too few altogether."""
    if whole.received < smallest:
        return None
    judged = whole.passed + whole.failed
    return Tally(
        whole.received,
        whole.under_way,
        whole.passed,
        whole.failed,
        whole.without_result,
        whole.certified,
        whole.supplemented,
        whole.supplements,
        whole.points if judged >= smallest else None,
        {name: one for name, one in whole.areas.items() if one.count >= smallest},
        {name: one for name, one in whole.steps.items() if one.count >= smallest},
    )


def spread(values: Sequence[float] | np.ndarray) -> Spread | None:
    """How values lie; None without any.

    >>> spread([1, 2, 3, 4]).median
    2.5
    """
    if not len(values):
        return None
    cuts = np.quantile(np.asarray(values, float), [0, 0.25, 0.5, 0.75, 0.9, 1])
    return Spread(len(values), *(float(cut) for cut in cuts))


def agreement(marks: Iterable[tuple[str, str, str, float]]) -> dict[str, float]:
    """Krippendorff's ordinal alpha of the assessors in each area, from rows of case, area, criterion and mark.

    An area about which nothing can be said is left out.

    >>> agreement([("a", "use", "c", 1), ("a", "use", "c", 1), ("b", "use", "c", 2), ("b", "use", "c", 2)])
    {'use': 1.0}
    """
    return agreed(figures((), marks))
