"""The coefficient of one regressor given unit and period effects, with errors clustered by unit."""

from __future__ import annotations

import numpy as np
from scipy import stats

from cityloop.engine.impossible import Impossible
from cityloop.engine.text import Text

from .cells import NEVER, Cells
from .twoway import TwoWay
from .values import Estimate

NOT_IDENTIFIED = Text(
    "단위와 기간의 고정효과를 빼면 처치의 차이가 남지 않아 효과를 구별할 수 없음",
    "nothing is left of the treatment once unit and period effects are taken out, so no effect is identified",
)
OTHER_UNITS = Text("처치하지 않은 단위나 시작 전 기간을 더하십시오", "add untreated units or periods before the start")

CLUSTERED = Text(
    "단위별 군집 표준오차, 보정 (N-1)/(N-k) x G/(G-1), k = 기간 수 + 1(fixest 방식), t(G-1)",
    "clustered by unit, corrected by (N-1)/(N-k) x G/(G-1) with k = periods + 1 (as in fixest), t with G-1",
)


def panel(cells: Cells) -> TwoWay:
    """The cells as a panel weighted by readings, so that it fits what the readings themselves would.

    >>> from .cells import cells_of
    >>> panel(cells_of([("a", "1", 1.0), ("b", "1", 2.0)])).balanced
    True
    """
    return TwoWay(
        cells.unit, cells.period, cells.count.astype(float), len(cells.units), len(cells.periods), cells.balanced
    )


def exposure(cells: Cells, first: np.ndarray) -> np.ndarray:
    """1.0 in cells at or after their unit's first treated period `first` (u,), else 0.0.

    >>> from .cells import cells_of
    >>> exposure(cells_of([("a", "1", 1.0), ("a", "2", 2.0)]), np.array([1])).tolist()
    [0.0, 1.0]
    """
    return (cells.period >= first[cells.unit]).astype(float)


def trend(cells: Cells, first: np.ndarray) -> np.ndarray:
    """The period's number in cells of units that are ever treated, else 0.0: a trend of their own.

    >>> from .cells import cells_of
    >>> trend(cells_of([("a", "1", 1.0), ("a", "2", 2.0), ("b", "2", 1.0)]), np.array([5, NEVER])).tolist()
    [0.0, 1.0, 0.0]
    """
    return np.where(first[cells.unit] < NEVER, cells.period, 0).astype(float)


def regress(cells: Cells, regressor: np.ndarray, level: float = 0.95) -> Estimate:
    """Weighted least squares of the cell means on `regressor` (c,) with unit and period effects.

    Equal to the regression on the readings themselves: the regressor does not vary within a cell, so sums and counts
    are sufficient for the coefficient and for errors clustered by unit (Liang & Zeger 1986). Raises `Impossible`
    when the regressor is no more than unit and period effects, so that nothing is identified.

    >>> from .cells import cells_of
    >>> rows = [("a", "1", 5.0), ("a", "2", 9.0), ("b", "1", 3.0), ("b", "2", 4.0)]
    >>> regress(cells_of(rows), np.array([0.0, 1.0, 0.0, 0.0])).value
    3.0
    """
    structure = panel(cells)
    own = structure.residual(regressor)
    weighted = structure.weight * own
    spread = float(weighted @ own)
    if spread <= 1e-9 * max(1.0, float(structure.weight @ np.square(regressor))):
        raise Impossible(NOT_IDENTIFIED, [OTHER_UNITS])
    del own  # ten million cells are 80 MB a column: none is held for longer than it serves
    centred = cells.means
    centred -= centred.mean()
    value = float(weighted @ centred) / spread
    centred -= value * regressor
    weighted *= structure.residual(centred)
    scores = structure.by_unit(weighted)
    groups, readings = structure.present(cells.unit, structure.units), int(cells.count.sum())
    parameters = structure.present(cells.period, structure.periods) + 1
    if groups < 2 or readings <= parameters:
        return Estimate(value, None, None, None, None, None, CLUSTERED)
    correction = (readings - 1) / (readings - parameters) * groups / (groups - 1)
    return with_error(value, np.sqrt(correction * float(scores @ scores)) / spread, groups - 1, CLUSTERED, level)


def with_error(value: float, se: float, df: float, convention: Text, level: float = 0.95) -> Estimate:
    """An estimate with its t interval and two-sided p value.

    >>> estimate = with_error(2.0, 1.0, 10, CLUSTERED)
    >>> round(estimate.p, 4), round(estimate.low, 3), round(estimate.high, 3)
    (0.0734, -0.228, 4.228)
    """
    margin = float(stats.t.ppf(0.5 + level / 2, df)) * se
    p = float(2 * stats.t.sf(abs(value) / se, df)) if se > 0 else float(value == 0)
    return Estimate(float(value), float(se), float(df), p, float(value - margin), float(value + margin), convention)
