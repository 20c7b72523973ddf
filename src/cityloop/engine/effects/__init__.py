"""Before/after effects from sufficient statistics."""

from .cells import NEVER, Cells, cells_of, starts_of
from .checks import placebo_start, pre_trend
from .did import compare, did
from .effect import METHODS, effect
from .foreseen import Foreseen, foresee
from .imputation import Imputed, impute
from .its import Interrupted, interrupted
from .placebo import permutation
from .power import detectable, detectable_among, power_at
from .regression import exposure, panel, regress, trend
from .saying import Said, number, say, verdict_of
from .sensitivity import Windowed, missing_check, window_check, windowed
from .twoway import TwoWay
from .values import Check, Comparison, Detectable, Effect, Estimate, Permutation

__all__ = [
    "METHODS",
    "NEVER",
    "Cells",
    "Check",
    "Comparison",
    "Detectable",
    "Effect",
    "Estimate",
    "Foreseen",
    "Imputed",
    "Interrupted",
    "Permutation",
    "Said",
    "TwoWay",
    "Windowed",
    "cells_of",
    "compare",
    "detectable",
    "detectable_among",
    "did",
    "effect",
    "exposure",
    "foresee",
    "impute",
    "interrupted",
    "missing_check",
    "number",
    "panel",
    "permutation",
    "placebo_start",
    "power_at",
    "pre_trend",
    "regress",
    "say",
    "starts_of",
    "trend",
    "verdict_of",
    "window_check",
    "windowed",
]
