"""The imputation estimator for pilots that start at different times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cityloop.engine.impossible import Impossible
from cityloop.engine.text import Text

from .cells import Cells
from .regression import panel, with_error
from .twoway import TwoWay
from .values import Estimate

CONVENTION = Text(
    "단위별 군집 표준오차(Borusyak·Jaravel·Spiess 2024, 평균 효과에서의 편차: 효과가 다르면 보수적), t(G-1)",
    "clustered by unit (Borusyak, Jaravel & Spiess 2024; deviations from the mean effect, conservative where effects "
    "differ), t with G-1",
)

NOT_FORETOLD = Text(
    "같은 단위의 시작 전 칸과 같은 기간의 미처치 칸이 없어 예측할 수 있는 처치 칸이 없음",
    "no treated cell can be foretold: untreated cells of the same units and of the same periods are missing",
)


@dataclass(frozen=True, slots=True)
class Imputed:
    """The average effect on treated readings, the effects by periods since the start, and what had to be left out."""

    estimate: Estimate
    by_period: tuple[tuple[int, float], ...]
    left_out: int


def impute(cells: Cells, first: np.ndarray, level: float = 0.95) -> Imputed:
    """Fit unit and period effects on untreated cells only, and take treated cells against what they foretell.

    Borusyak, Jaravel & Spiess (2024): no treated unit ever serves as a control, so effects that grow or differ do no
    harm. Treated cells of a unit that has no untreated cell, or of a period in which nobody is untreated, cannot be
    foretold; they are left out and counted. Raises `Impossible` when none is left.

    >>> from .cells import NEVER, cells_of
    >>> rows = [("a", "1", 5.0), ("a", "2", 9.0), ("b", "1", 3.0), ("b", "2", 4.0), ("c", "1", 1.0), ("c", "2", 2.0)]
    >>> result = impute(cells_of(rows), np.array([1, NEVER, NEVER]))
    >>> round(result.estimate.value, 9), [(k, round(v, 9)) for k, v in result.by_period]
    (3.0, [(0, 3.0)])
    """
    treated = cells.period >= first[cells.unit]
    known = _foretold(cells, treated)
    use = ~treated | known
    left_out, cells, treated = int((~use).sum()), cells.take(use), treated[use]
    if not treated.any():
        raise Impossible(NOT_FORETOLD)
    means = cells.means - cells.means.mean()
    plain = panel(cells.take(~treated))
    a, b = plain.solve(plain.by_unit(plain.weight * means[~treated]), plain.by_period(plain.weight * means[~treated]))
    gap = means - a[cells.unit] - b[cells.period]
    weight = np.where(treated, cells.count, 0.0)
    weight /= weight.sum()
    value = float(weight @ gap)
    se = _error(cells, treated, gap, weight, plain)
    groups = len(np.unique(cells.unit))
    since = (cells.period - np.where(treated, first[cells.unit], 0))[treated]
    sums = np.bincount(since, (weight * gap)[treated]), np.bincount(since, weight[treated])
    by_period = tuple((k, float(s / w)) for k, (s, w) in enumerate(zip(*sums, strict=True)) if w > 0)
    return Imputed(with_error(value, se, groups - 1, CONVENTION, level), by_period, left_out)


def _foretold(cells: Cells, treated: np.ndarray) -> np.ndarray:
    """Treated cells whose unit and period both have untreated cells that hang together."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    unit, period = cells.unit[~treated], cells.period[~treated] + len(cells.units)
    size = len(cells.units) + len(cells.periods)
    links = coo_array((np.ones(len(unit)), (unit, period)), shape=(size, size))
    part = connected_components(links, directed=False)[1]
    return treated & (part[cells.unit] == part[cells.period + len(cells.units)])


def _error(cells: Cells, treated: np.ndarray, gap: np.ndarray, weight: np.ndarray, plain: TwoWay) -> float:
    """The standard error: the estimate is linear in the outcome, so each unit adds the square of its own sum.

    The weights of untreated cells are minus those with which they foretell the treated ones.
    """
    a, b = plain.solve(
        np.bincount(cells.unit, weight, minlength=plain.units),
        np.bincount(cells.period, weight, minlength=plain.periods),
    )
    influence = weight.copy()
    influence[~treated] = -plain.weight * (a[plain.unit] + b[plain.period])
    residual = np.where(treated, gap - weight @ gap, gap)
    sums = np.bincount(cells.unit, influence * residual, minlength=len(cells.units))
    return float(np.sqrt(sums @ sums))
