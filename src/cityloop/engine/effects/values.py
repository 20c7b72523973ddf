"""What an estimate of an effect is made of."""

from __future__ import annotations

from dataclasses import dataclass

from cityloop.engine.text import Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """The four plain means, in the outcome's unit, and the difference of the two differences."""

    treated_before: float
    treated_after: float
    others_before: float
    others_after: float

    @property
    def difference(self) -> float:
        return (self.treated_after - self.treated_before) - (self.others_after - self.others_before)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect with its standard error, degrees of freedom, two-sided p value and interval; and how the error is made.

    None where the data cannot say, with the reason in `convention`.
    """

    value: float
    se: float | None
    df: float | None
    p: float | None
    low: float | None
    high: float | None
    convention: Text


@dataclass(frozen=True, slots=True)
class Permutation:
    """The effect among the effects that other choices of treated units would have shown.

    `effects` are those of the placebo assignments, by unit where one unit is treated; `p` counts the actual assignment
    too, so it cannot be below `smallest_p`. `low` and `high` hold all constant effects that the same test would not
    reject, None where it cannot reject any. `exact` says that every assignment was tried.
    """

    p: float
    smallest_p: float
    low: float | None
    high: float | None
    effects: tuple[tuple[str, float], ...]
    assignments: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One look for trouble before the start: an effect that ought to be nothing, and how surprising it is."""

    name: str
    value: float
    p: float | None
    passed: bool | None
    says: Text


@dataclass(frozen=True, slots=True)
class Detectable:
    """The smallest effect that this design would find with the given power at the given level; None when none would."""

    effect: float | None
    alpha: float
    power: float
    says: Text


@dataclass(frozen=True)
class Effect:
    """What a pilot did, as far as the measurements can say.

    `headline` is `cluster`, `permutation` or `hac`: which error is worth the name here; `p` and `interval` are of that
    one, whatever `estimate` says. `by_period` are
    (periods since the start, effect) of the imputation method. `notes` say what was left out and why.
    """

    method: str
    estimate: Estimate
    headline: str
    p: float | None
    interval: tuple[float | None, float | None]
    comparison: Comparison | None
    permutation: Permutation | None
    checks: tuple[Check, ...]
    detectable: Detectable | None
    treated: tuple[str, ...]
    others: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    cells: int
    readings: int
    by_period: tuple[tuple[int, float], ...]
    notes: tuple[Text, ...]
