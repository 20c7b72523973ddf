"""What is said of one criterion from its marks alone."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Text

FEW = 10
"""Below this many cases nothing is said of a criterion but the counts."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One criterion over all cases that were marked on it.

    `share`: mean of marks divided by the highest mark, so low is hard. `spread`: standard deviation of the cases'
    shares. `agreement`: share of pairs of assessors of one case who gave the same mark; `alpha`: the same beyond
    chance (Krippendorff, ordinal). `discrimination`: correlation of the case's share here with its share on everything
    else, with its 95 % interval (`low`, `high`) by Fisher's z. None where it is not defined: nobody marked, one case,
    no pair, no variation.
    """

    criterion: str
    cases: int
    marks: int
    share: float | None
    spread: float | None
    agreement: float | None
    alpha: float | None
    discrimination: float | None
    low: float | None
    high: float | None
    notes: tuple[Text, ...]
