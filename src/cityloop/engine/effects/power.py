"""What a design could have found: the smallest effect detectable, and the power at a given effect."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

import numpy as np
from scipy import stats
from scipy.optimize import brentq

from cityloop.engine.text import Text

from .values import Detectable

SAYS = Text(
    "유의수준 {a:.0%}, 검정력 {p:.0%}에서 {e:.3g}보다 작은 효과는 찾지 못함",
    "an effect smaller than {e:.3g} would be missed (level {a:.0%}, power {p:.0%})",
)
TOO_FEW = Text(
    "비교 가능한 배정이 {n}가지뿐이라 유의수준 {a:.0%}에 이를 수 없음",
    "with {n} assignments no effect can reach the level {a:.0%}",
)


def detectable(se: float, df: float, alpha: float = 0.05, power: float = 0.8) -> Detectable:
    """The smallest effect found with probability `power` by a two-sided t test at level `alpha`.

    Bloom (1995), with the noncentral t distribution in place of its approximation.

    >>> round(detectable(1.0, 1e6).effect, 2), round(detectable(1.0, 5).effect, 2)
    (2.8, 3.51)
    """
    far = 1.0
    while power_at(far, 1.0, df, alpha) < power:
        far *= 2
    effect = se * float(brentq(lambda size: power_at(size, 1.0, df, alpha) - power, 0.0, far, xtol=1e-9))
    return Detectable(effect, alpha, power, SAYS.format(a=alpha, p=power, e=effect))


def power_at(effect: float, se: float, df: float, alpha: float = 0.05) -> float:
    """The probability that a two-sided t test at level `alpha` finds an effect of this size.

    >>> round(power_at(2.8, 1.0, 1e6), 2)
    0.8
    """
    critical = stats.t.ppf(1 - alpha / 2, df)
    shift = abs(effect) / se
    return float(stats.nct.sf(critical, df, shift) + stats.nct.cdf(-critical, df, shift))


def detectable_among(placebos: Sequence[float], alpha: float = 0.05, power: float = 0.8) -> Detectable:
    """The smallest effect that a permutation test would find, the placebo effects being what chance alone shows.

    The effect must exceed all placebos but the few that `alpha` allows, and do so after chance has moved it by any of
    the placebo effects or their mirror images in `power` of the cases. None where so few assignments cannot reach
    `alpha` at all.

    >>> detectable_among([float(x) for x in range(-10, 10)], alpha=0.1).effect
    15.0
    >>> detectable_among([1.0, 2.0]).effect is None
    True
    """
    chance = np.asarray(placebos, dtype=float)
    allowed = floor(alpha * (len(chance) + 1) + 1e-9) - 1
    if allowed < 0:
        return Detectable(None, alpha, power, TOO_FEW.format(n=len(chance) + 1, a=alpha))
    critical = np.sort(np.abs(chance))[::-1][allowed] if allowed < len(chance) else 0.0
    moved = np.concatenate([chance, -chance])
    effect = float(critical - np.quantile(moved, 1 - power, method="lower"))
    return Detectable(effect, alpha, power, SAYS.format(a=alpha, p=power, e=effect))
