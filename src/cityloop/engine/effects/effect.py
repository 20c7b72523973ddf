"""effect(): what a pilot did, by one of three methods, with the error that the design can carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cityloop.engine.impossible import Impossible
from cityloop.engine.text import Text

from .cells import NEVER, Cells, starts_of
from .checks import placebo_start, pre_trend
from .did import compare, did
from .imputation import impute
from .its import interrupted
from .placebo import permutation
from .power import detectable, detectable_among
from .values import Check, Detectable, Effect, Estimate, Permutation

METHODS = ("did", "imputation", "its")
FEW = 5
"""With fewer treated units, or fewer others, than this, errors clustered by unit are not worth the name."""

NO_SIDE = Text(
    "처치 단위 '{u}'의 {s} 측정값이 분석 기간에 없음", "treated unit '{u}' has no reading {s} its start in the window"
)
WIDER = Text("기간을 넓히거나 그 단위를 빼십시오", "widen the window, or leave the unit out")
NO_OTHERS = Text(
    "모든 단위가 동시에 처치되어 비교할 단위가 없음",
    "every unit is treated at once, so there is nothing to compare with",
)
MANY_STARTS = Text("단절 시계열은 시작 시점이 하나여야 함", "an interrupted series needs one start")
USE = Text("방법 {m}을(를) 쓰십시오", "use method {m}")


def effect(
    cells: Cells,
    starts: Mapping[str, str],
    *,
    method: str = "did",
    window: int | None = None,
    season: int | None = None,
    level: float = 0.95,
    power: float = 0.8,
    seed: int = 1,
) -> Effect:
    """Estimate what treatment did to the units in `starts` (unit: first treated period).

    `window` keeps that many periods before the earliest and from the latest start on; cells further back serve the
    placebo start only. `season` is for `its`. With fewer than five treated or five other units the headline is the
    permutation over placebo units, since clustered errors need many of both; its statistic is the coefficient of `did`
    under either method. Raises `KeyError` for an unknown unit
    or period, `ValueError` for an unknown method and `Impossible`, with the reason, where the data cannot say.

    >>> from .cells import cells_of
    >>> series = {"a": (5, 6, 9, 8), "b": (3, 4, 4, 5), "c": (3, 3, 3, 3)}
    >>> rows = [(unit, period, float(v)) for unit, vs in series.items() for period, v in zip("1234", vs)]
    >>> result = effect(cells_of(rows), {"a": "3"})
    >>> round(result.estimate.value, 9), result.headline, round(result.p, 2), result.permutation.effects[0][0]
    (2.5, 'permutation', 0.33, 'b')
    """
    if method not in METHODS:
        raise ValueError(f"method {method!r} is none of {', '.join(METHODS)}")
    if not starts:
        raise ValueError("no unit is treated")
    first = starts_of(cells, starts)
    begin, end = _window(cells, first, window)
    seen = cells.between(begin, end)
    shifted = np.where(first < NEVER, first - begin, NEVER)
    frame = _Frame(cells, first, seen, shifted, window, level, power, seed)
    _require_sides(frame)
    if method == "its":
        return _series(frame, season)
    _require_others(frame)
    return _with_controls(frame, method)


@dataclass(frozen=True)
class _Frame:
    """What every method looks at: all cells, those inside the window, and the starts in both."""

    whole: Cells
    whole_first: np.ndarray
    cells: Cells
    first: np.ndarray
    window: int | None
    level: float
    power: float
    seed: int

    @property
    def treated(self) -> tuple[str, ...]:
        return tuple(self.cells.units[i] for i in np.flatnonzero(self.first < NEVER))

    @property
    def others(self) -> int:
        present = np.bincount(self.cells.unit, minlength=len(self.cells.units)) > 0
        return int((present & (self.first == NEVER)).sum())

    @property
    def few(self) -> bool:
        return min(len(self.treated), self.others) < FEW


def _window(cells: Cells, first: np.ndarray, window: int | None) -> tuple[int, int]:
    """First and last period kept."""
    last = len(cells.periods) - 1
    if window is None:
        return 0, last
    if window < 1:
        raise ValueError(f"a window is at least one period, not {window}")
    return max(0, int(first.min()) - window), min(last, int(first[first < NEVER].max()) + window - 1)


def _require_sides(frame: _Frame) -> None:
    """Every treated unit needs readings on both sides of its start, or it says nothing about the effect."""
    own = frame.first[frame.cells.unit]
    size = len(frame.cells.units)
    before = np.bincount(frame.cells.unit[frame.cells.period < own], minlength=size)
    after = np.bincount(frame.cells.unit[frame.cells.period >= own], minlength=size)
    for i in np.flatnonzero(frame.first < NEVER):
        if not before[i] or not after[i]:
            side = Text("시작 전", "before") if not before[i] else Text("시작 후", "after")
            raise Impossible(NO_SIDE.format(u=frame.cells.units[i], s=side), [WIDER])


def _require_others(frame: _Frame) -> None:
    if frame.others == 0 and len(set(frame.first.tolist())) == 1:
        raise Impossible(NO_OTHERS, [USE.format(m="its")])


def _with_controls(frame: _Frame, method: str) -> Effect:
    notes = list(_notes(frame, method))
    by_period: tuple[tuple[int, float], ...] = ()
    if method == "did":
        estimate = did(frame.cells, frame.first, frame.level)
    else:
        result = impute(frame.cells, frame.first, frame.level)
        estimate, by_period = result.estimate, result.by_period
        if result.left_out:
            notes.append(
                Text("예측할 수 없는 처치 칸 {n}개 제외", "{n} treated cells that cannot be foretold left out").format(
                    n=result.left_out
                )
            )
    placebo = (
        permutation(frame.cells, frame.first, seed=frame.seed, level=frame.level)
        if frame.few and frame.others
        else None
    )
    headline = "permutation" if placebo else "cluster"
    checks = (
        pre_trend(frame.cells, frame.first, few=frame.few, seed=frame.seed),
        placebo_start(frame.whole, frame.whole_first, frame.window, few=frame.few, seed=frame.seed),
    )
    p = placebo.p if placebo else estimate.p
    return _effect(frame, method, estimate, headline, p, placebo, checks, by_period, notes)


def _series(frame: _Frame, season: int | None) -> Effect:
    """One series: the readings of the treated units together, period by period."""
    starts = set(frame.first[frame.first < NEVER].tolist())
    if len(starts) > 1:
        raise Impossible(MANY_STARTS, [USE.format(m="imputation")])
    own = frame.cells.take(frame.first[frame.cells.unit] < NEVER)
    count = np.bincount(own.period, own.count)
    time = np.flatnonzero(count)
    values = np.bincount(own.period, own.total)[time] / (count[time] * own.scale)
    fit = interrupted(values, time, starts.pop(), season=season, level=frame.level)
    notes = [_part(Text("시작 시 변화", "the jump at the start"), fit.jump)]
    notes.append(_part(Text("기간당 기울기 변화", "the change of slope per period"), fit.slope))
    notes.append(
        Text(
            "비교집단이 없어 같은 때의 다른 변화와 구별되지 않음",
            "without controls, anything else that changed then counts too",
        )
    )
    return _effect(frame, "its", fit.average, "hac", fit.average.p, None, (), (), notes)


def _part(what: Text, estimate: Estimate) -> Text:
    return Text("{w}: {v:.4g} (p = {p:.2g})", "{w}: {v:.4g} (p = {p:.2g})").format(
        w=what, v=estimate.value, p=estimate.p
    )


def _notes(frame: _Frame, method: str) -> list[Text]:
    notes = []
    staggered = len(set(frame.first[frame.first < NEVER].tolist())) > 1
    if method == "did" and staggered:
        notes.append(
            Text(
                "시작 시기가 달라 이 방법은 편향될 수 있음: imputation을 쓰십시오",
                "starts differ, so this method can be biased: use imputation",
            )
        )
    full = len(frame.cells.periods) * (len(frame.treated) + frame.others)
    if len(frame.cells.unit) < full:
        notes.append(
            Text("칸 {n}개 중 {m}개에 측정값 없음", "{m} of {n} cells have no reading").format(
                n=full, m=full - len(frame.cells.unit)
            )
        )
    if frame.few:
        notes.append(
            Text(
                "처치 단위 {t}개, 비교 단위 {o}개: 군집 오차 대신 순열 검정으로 판단",
                "{t} treated and {o} other units: judged by permutation, since clustered errors need five of both",
            ).format(t=len(frame.treated), o=frame.others)
        )
    return notes


def _effect(
    frame: _Frame,
    method: str,
    estimate: Estimate,
    headline: str,
    p: float | None,
    placebo: Permutation | None,
    checks: tuple[Check, ...],
    by_period: tuple[tuple[int, float], ...],
    notes: list[Text],
) -> Effect:
    cells, start = frame.cells, int(frame.first.min())
    return Effect(
        method=method,
        estimate=estimate,
        headline=headline,
        p=p,
        interval=(placebo.low, placebo.high) if placebo else (estimate.low, estimate.high),
        comparison=None if method == "its" else compare(cells, frame.first),
        permutation=placebo,
        checks=checks,
        detectable=_detectable(frame, estimate, placebo),
        treated=frame.treated,
        others=0 if method == "its" else frame.others,
        before=cells.periods[:start],
        after=cells.periods[start:],
        cells=len(cells.unit),
        readings=int(cells.count.sum()),
        by_period=by_period,
        notes=tuple(notes),
    )


def _detectable(frame: _Frame, estimate: Estimate, placebo: Permutation | None) -> Detectable | None:
    alpha = 1 - frame.level
    if placebo:
        return detectable_among([value for _, value in placebo.effects], alpha, frame.power)
    if estimate.se is None or estimate.df is None:
        return None
    return detectable(estimate.se, estimate.df, alpha, frame.power)
