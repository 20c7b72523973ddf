"""What a protocol could find, from the past, before anybody agrees to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cityloop.engine.impossible import Impossible
from cityloop.engine.text import Text

from .cells import Cells
from .effect import effect
from .power import power_at
from .values import Detectable, Effect

SAYS = Text(
    "시작을 {t}(으)로 가정한 과거 자료에서: {d}. 바라는 효과 {w:.3g}을(를) 찾을 확률은 {p:.0%}",
    "on the past, as if it had begun at {t}: {d}; the effect of {w:.3g} that is worth having would be found with "
    "probability {p:.0%}",
)
CANNOT = Text("{d}. 바라는 효과의 크기와 상관없이 판단할 수 없음", "{d}, whatever its size")
ONE_PLACE = Text(
    "비교할 곳이 없는 실증지 한 곳: 방법 its로 자기 과거와만 비교할 수 있고, 같은 때의 다른 변화와 구별되지 않음",
    "one place and none to compare with: by method its it can be held to its own past only, and anything else that "
    "changed then counts too",
)
TOO_SHORT = Text(
    "과거 자료 {n}기간으로는 시작 전 {b}, 시작 후 {a}기간의 계획을 시험할 수 없음",
    "{n} periods of the past cannot try a plan of {b} before and {a} after the start",
)
LONGER = Text("더 긴 과거 자료를 내거나 기간을 줄이십시오", "give a longer past, or shorten the windows")


@dataclass(frozen=True)
class Foreseen:
    """The power of a plan: the smallest effect it finds, and how probably it finds the one worth having.

    `enough` says whether that probability reaches what was asked; None where the design can find nothing at all.
    """

    detectable: Detectable | None
    chance: float | None
    enough: bool | None
    pretended: str
    says: Text


def foresee(
    cells: Cells,
    treated: Sequence[str],
    *,
    before: int,
    after: int,
    worth: float,
    method: str = "did",
    level: float = 0.95,
    power: float = 0.8,
    seed: int = 1,
) -> Foreseen:
    """Try a plan on measurements from before its start, as if it had begun `after` periods before their end.

    Raises `Impossible` where the past is too short, or has nothing to compare with.
    """
    start = len(cells.periods) - after
    if start - before < 0 or after < 1 or before < 1:
        raise Impossible(TOO_SHORT.format(n=len(cells.periods), b=before, a=after), [LONGER])
    past = cells.between(start - before, len(cells.periods) - 1)
    pretended = past.periods[before]
    others = {past.units[i] for i in np.unique(past.unit)} - set(treated)
    if not others and method != "its":
        raise Impossible(ONE_PLACE)
    found = effect(past, dict.fromkeys(treated, pretended), method=method, level=level, power=power, seed=seed)
    chance = _chance(found, worth, 1 - level)
    least = found.detectable
    if least is None or least.effect is None or chance is None:
        says = CANNOT.format(d=least.says if least else ONE_PLACE)
        return Foreseen(least, None, None, pretended, says)
    says = SAYS.format(t=pretended, d=least.says, w=worth, p=chance)
    return Foreseen(least, chance, chance >= power, pretended, says)


def _chance(found: Effect, worth: float, alpha: float) -> float | None:
    """How probably an effect of that size would be told from nothing."""
    if found.permutation:
        chance = np.array([value for _, value in found.permutation.effects])
        allowed = int(alpha * (len(chance) + 1) + 1e-9) - 1
        if allowed < 0:
            return None
        critical = np.sort(np.abs(chance))[::-1][allowed] if allowed < len(chance) else 0.0
        moved = worth + np.concatenate([chance, -chance])
        return float((np.abs(moved) > critical).mean())
    own = found.estimate
    if own.se is None or own.df is None:
        return None
    return power_at(worth, own.se, own.df, alpha) if own.se > 0 else 1.0
