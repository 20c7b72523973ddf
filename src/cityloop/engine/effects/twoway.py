"""Two-way fixed effects from cells: plain means on a panel proven balanced, conjugate sweeps on any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-13
"""Sweeps stop when the period equations hold to this share of the size of their sides."""


@dataclass(frozen=True)
class TwoWay:
    """The unit and period structure of a weighted panel; `unit`, `period`, `weight` are (c,)."""

    unit: np.ndarray
    period: np.ndarray
    weight: np.ndarray
    units: int
    periods: int
    balanced: bool = False

    def by_unit(self, x: np.ndarray) -> np.ndarray:
        return np.bincount(self.unit, x, minlength=self.units)

    def by_period(self, x: np.ndarray) -> np.ndarray:
        return np.bincount(self.period, x, minlength=self.periods)

    @staticmethod
    def present(index: np.ndarray, size: int) -> int:
        """How many of `size` units or periods have a cell."""
        return int(np.count_nonzero(np.bincount(index, minlength=size)))

    def residual(self, x: np.ndarray) -> np.ndarray:
        """x (c,) less its weighted least-squares fit on unit and period effects.

        On an unbalanced panel subtracting unit means and period means once is not that fit and is silently wrong, so
        the closed form is used only where `balanced` was proven. Frisch & Waugh (1933), Lovell (1963).

        >>> unit, period = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
        >>> panel = TwoWay(unit, period, np.ones(4), 2, 2, balanced=True)
        >>> panel.residual(np.array([0.0, 0.0, 0.0, 1.0])).tolist()
        [0.25, -0.25, -0.25, 0.25]
        """
        if self.balanced:
            square = x.reshape(self.units, self.periods)
            rows, columns = square.mean(axis=1, keepdims=True), square.mean(axis=0, keepdims=True)
            return (square - rows - columns + rows.mean()).ravel()
        a, b = self.solve(self.by_unit(self.weight * x), self.by_period(self.weight * x))
        return x - a[self.unit] - b[self.period]

    def solve(self, unit_side: np.ndarray, period_side: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Effects (u,), (p,) whose weighted sums by unit and by period are the given ones (normal equations).

        The unit effects are eliminated and the rest solved by conjugate gradients, two sweeps over the cells a step.
        A solution is fixed up to what shifts between units and periods, which no fit depends on. A unit or period
        without a cell gets 0. Raises `ArithmeticError` when the sweeps do not settle.
        """
        if self.periods > self.units:
            b, a = TwoWay(self.period, self.unit, self.weight, self.periods, self.units).solve(period_side, unit_side)
            return a, b
        in_unit, in_period = self.by_unit(self.weight), self.by_period(self.weight)
        per_unit = np.divide(1.0, in_unit, out=np.zeros(self.units), where=in_unit > 0)
        per_period = np.divide(1.0, in_period, out=np.zeros(self.periods), where=in_period > 0)

        def sweep(b: np.ndarray) -> np.ndarray:
            means = per_unit * self.by_unit(self.weight * b[self.period])
            return in_period * b - self.by_period(self.weight * means[self.unit])

        passed_on = self.by_period(self.weight * (per_unit * unit_side)[self.unit])
        size = _norm(period_side, per_period) + _norm(passed_on, per_period)
        b = _conjugate_gradients(sweep, period_side - passed_on, per_period, TOLERANCE * size)
        return per_unit * (unit_side - self.by_unit(self.weight * b[self.period])), b


def _norm(x: np.ndarray, scale: np.ndarray) -> float:
    return float(np.sqrt(x @ (scale * x)))


def _conjugate_gradients(
    apply: Callable[[np.ndarray], np.ndarray], target: np.ndarray, scale: np.ndarray, enough: float
) -> np.ndarray:
    """Solve a symmetric, possibly singular but consistent system, preconditioned by `scale`, to a residual `enough`.

    What is enough is measured against the two sides that the target is the difference of: where they cancel, the
    target is rounding error, and there is nothing to solve.
    """
    x, residual = np.zeros_like(target), target.copy()
    direction = scale * residual
    size = residual @ direction
    for _ in range(20 * len(target) + 100):
        if size <= enough**2:
            return x
        applied = apply(direction)
        step = size / (direction @ applied)
        x += step * direction
        residual -= step * applied
        moved = scale * residual
        size, before = residual @ moved, size
        direction = moved + (size / before) * direction
    raise ArithmeticError("the sweeps over units and periods did not settle; is the panel almost disconnected?")
