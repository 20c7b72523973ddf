"""Interrupted time series: a pilot without controls, against its own past."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cityloop.engine.impossible import Impossible
from cityloop.engine.text import Text

from .regression import with_error
from .values import Estimate

CONVENTION = Text(
    "Newey-West HAC 표준오차(Bartlett, 시차 {lag}), 보정 n/(n-k), t(n-k)",
    "Newey-West HAC errors (Bartlett, {lag} lags), corrected by n/(n-k), t with n-k",
)

TOO_SHORT = Text(
    "단절 시계열에는 시작 전후로 각각 두 기간 이상이 필요함",
    "an interrupted series needs at least two periods before and two after the start",
)
TOO_MANY = Text("기간 {n}개로는 모수 {k}개를 추정할 수 없음", "{n} periods cannot carry {k} parameters")


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The average effect after the start, and its parts: the jump at the start, the change of slope per period."""

    average: Estimate
    jump: Estimate
    slope: Estimate


def interrupted(
    values: np.ndarray,
    time: np.ndarray,
    start: int,
    *,
    season: int | None = None,
    lag: int | None = None,
    level: float = 0.95,
) -> Interrupted:
    """Segmented regression of a series on time, a jump and a change of slope at `start`.

    `values` (n,) at whole periods `time` (n,), ascending, gaps allowed. `season` is the number of periods in a cycle
    (12 for months); its first two harmonics join in. `lag` is that of the Newey-West errors, by default
    4 (n/100)^(2/9) rounded down; distances are in periods, so that gaps count. Method: Wagner et al. (2002); errors:
    Newey & West (1987). Raises `Impossible` with fewer than two periods on a side or too few for the parameters.

    >>> time = np.arange(8)
    >>> series = 1.0 * time + np.where(time >= 4, -3.0, 0.0) + np.array([0, 0.1, 0, -0.1, 0.1, 0, -0.1, 0])
    >>> fit = interrupted(series, time, 4)
    >>> round(fit.jump.value, 2), round(fit.slope.value, 2), round(fit.average.value, 2)
    (-2.84, -0.0, -2.84)
    """
    after = time >= start
    if after.sum() < 2 or (~after).sum() < 2:
        raise Impossible(TOO_SHORT)
    since = np.where(after, time - start, 0)
    design = np.column_stack([np.ones(len(time)), time - start, after, since, *_harmonics(time, season)]).astype(float)
    spare = len(values) - np.linalg.matrix_rank(design)
    if spare < 1 or len(values) - spare < design.shape[1]:
        raise Impossible(TOO_MANY.format(n=len(values), k=design.shape[1]))
    lag = int(4 * (len(values) / 100) ** (2 / 9)) if lag is None else lag
    coefficients, covariance = _fit(design, values, time, lag, spare)
    say = CONVENTION.format(lag=lag)

    def combined(direction: np.ndarray) -> Estimate:
        se = float(np.sqrt(direction @ covariance @ direction))
        return with_error(float(direction @ coefficients), se, spare, say, level)

    at = np.eye(design.shape[1])
    mean_since = float(since[after].mean())
    return Interrupted(combined(at[2] + mean_since * at[3]), combined(at[2]), combined(at[3]))


def _harmonics(time: np.ndarray, season: int | None) -> list[np.ndarray]:
    if not season:
        return []
    waves = [k for k in (1, 2) if 2 * k < season]
    return [wave(2 * np.pi * k * time / season) for k in waves for wave in (np.sin, np.cos)]


def _fit(
    design: np.ndarray, values: np.ndarray, time: np.ndarray, lag: int, spare: int
) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients and their HAC covariance."""
    coefficients, *_ = np.linalg.lstsq(design, values, rcond=None)
    scores = design * (values - design @ coefficients)[:, None]
    distance = np.abs(time[:, None] - time[None, :])
    bartlett = np.clip(1 - distance / (lag + 1), 0, None)
    bread = np.linalg.inv(design.T @ design)
    return coefficients, bread @ (scores.T @ bartlett @ scores) @ bread * len(values) / spare
