"""Difference-in-differences, and the four plain means behind it."""

from __future__ import annotations

import numpy as np

from .cells import NEVER, Cells
from .regression import exposure, regress
from .values import Comparison, Estimate


def did(cells: Cells, first: np.ndarray, level: float = 0.95) -> Estimate:
    """The effect of being treated, given unit and period effects; `first` (u,) is each unit's first treated period.

    With starts at different times this mixes early and late effects, some with the wrong sign (Goodman-Bacon 2021):
    use `impute` there. Raises `Impossible` where no effect is identified.

    >>> from .cells import cells_of
    >>> rows = [("a", "1", 5.0), ("a", "2", 9.0), ("b", "1", 3.0), ("b", "2", 4.0)]
    >>> did(cells_of(rows), np.array([1, NEVER])).value
    3.0
    """
    return regress(cells, exposure(cells, first), level)


def compare(cells: Cells, first: np.ndarray) -> Comparison:
    """The plain means of cells: treated units and others, before and after the earliest start; each cell counts once.

    A mean over no cell is NaN.

    >>> from .cells import cells_of
    >>> rows = [("a", "1", 5.0), ("a", "2", 9.0), ("b", "1", 3.0), ("b", "2", 4.0)]
    >>> compare(cells_of(rows), np.array([1, NEVER]))
    Comparison(treated_before=5.0, treated_after=9.0, others_before=3.0, others_after=4.0)
    """
    ever = (first < NEVER)[cells.unit]
    after = cells.period >= first.min()
    means = cells.means
    quarters = [ever & ~after, ever & after, ~ever & ~after, ~ever & after]
    return Comparison(*(float(means[q].mean()) if q.any() else float("nan") for q in quarters))
