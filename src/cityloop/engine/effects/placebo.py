"""Permutation inference: would other units, had they been the treated ones, have shown as much?"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import comb, floor

import numpy as np

from .cells import NEVER, Cells
from .regression import exposure, panel
from .values import Permutation

MOST = 9_999
"""Assignments tried at most; beyond that a random sample of so many."""

WORK = 200_000_000
"""Cells gone through at most on an unbalanced panel, where each assignment costs several sweeps."""

Regressor = Callable[[Cells, np.ndarray], np.ndarray]


def permutation(
    cells: Cells,
    first: np.ndarray,
    *,
    regressor: Regressor = exposure,
    eligible: np.ndarray | None = None,
    seed: int = 1,
    most: int = MOST,
    level: float = 0.95,
) -> Permutation:
    """Rank the effect among those of all choices of as many treated units, each starting when a treated one did.

    Under the hypothesis that treatment does nothing to any unit, the choice of treated units is the only chance, so the
    p value is exact for a start that all share (Fisher 1935; for one treated unit: Abadie, Diamond & Hainmueller 2010).
    Units treated at different times keep their starts, dealt out among the chosen. Only `eligible` units (u,) can be
    chosen, by default those with cells before the earliest and after the latest start. `seed` matters only where not
    all choices are tried.

    >>> from .cells import cells_of
    >>> rows = [(u, t, float(v)) for u, vs in {"a": (5, 9), "b": (3, 4), "c": (3, 3)}.items() for t, v in zip("12", vs)]
    >>> result = permutation(cells_of(rows), np.array([1, NEVER, NEVER]))
    >>> round(result.p, 3), [(name, round(value, 2)) for name, value in result.effects]
    (0.333, [('b', -1.0), ('c', -2.5)])
    """
    actual = np.flatnonzero(first < NEVER)
    times = first[actual]
    if eligible is None:
        eligible = seen_on_both_sides(cells, times.min(), times.max())
    effect = _effects(cells, regressor, first)
    own, _ = effect(actual, times)
    most = most if cells.balanced else max(99, min(most, WORK // len(cells.unit)))
    choices, exact = _choices(np.flatnonzero(eligible | (first < NEVER)), actual, seed, most)
    placebos = [(chosen, effect(chosen, times)) for chosen in choices]
    reached = sum(abs(value) >= abs(own) * (1 - 1e-12) for _, (value, _) in placebos)
    tried = len(placebos) + 1
    named = tuple(("|".join(cells.units[i] for i in chosen), value) for chosen, (value, _) in placebos)
    low, high = _not_rejected(own, np.array([pair for _, pair in placebos]).reshape(-1, 2), 1 - level)
    return Permutation((1 + reached) / tried, 1 / tried, low, high, named, tried, exact)


def seen_on_both_sides(cells: Cells, earliest: int, latest: int) -> np.ndarray:
    """Which units (u,) have cells both before the earliest and from the latest start on.

    >>> from .cells import cells_of
    >>> seen_on_both_sides(cells_of([("a", "1", 1.0), ("a", "2", 1.0), ("b", "1", 1.0)]), 1, 1).tolist()
    [True, False]
    """
    before = np.bincount(cells.unit[cells.period < earliest], minlength=len(cells.units)) > 0
    after = np.bincount(cells.unit[cells.period >= latest], minlength=len(cells.units)) > 0
    return before & after


def _choices(eligible: np.ndarray, actual: np.ndarray, seed: int, most: int) -> tuple[list[tuple[int, ...]], bool]:
    """Every other choice of as many units, or a random sample of `most` when there are more."""
    size = len(actual)
    if comb(len(eligible), size) - 1 <= most:
        own = tuple(actual.tolist())
        return [chosen for chosen in combinations(eligible.tolist(), size) if chosen != own], True
    rng = np.random.default_rng(seed)
    return [tuple(rng.choice(eligible, size, replace=False).tolist()) for _ in range(most)], False


def _not_rejected(own: float, placebos: np.ndarray, alpha: float) -> tuple[float | None, float | None]:
    """The least and greatest constant effect that the permutation test does not reject at level `alpha`.

    Taking an effect d away from the treated moves the estimate by d and a placebo by d times what it shows of the
    treatment, the second column. A placebo still reaches the estimate for d between the two roots of
    |own - d| = |value - share d|; the interval holds every d that enough placebos reach.
    """
    needed = floor(alpha * (len(placebos) + 1) + 1e-9)
    if needed < 1 or needed > len(placebos):
        return None, None
    value, share = placebos.T
    roots = np.sort([(own - value) / (1 - share), (own + value) / (1 + share)], axis=0)
    return float(np.sort(roots[0])[needed - 1]), float(np.sort(roots[1])[::-1][needed - 1])


def _effects(
    cells: Cells, regressor: Regressor, first: np.ndarray
) -> Callable[[np.ndarray | tuple[int, ...], np.ndarray], tuple[float, float]]:
    """From chosen units and their starts to the estimate, and to what it shows of the actual treatment.

    By Frisch-Waugh only one side needs to be freed of unit and period effects for the numerator. On a balanced panel
    the denominator is the same for all choices that share their starts.
    """
    structure = panel(cells)
    means = cells.means
    outcome = structure.weight * structure.residual(means - means.mean())
    actual = structure.weight * structure.residual(regressor(cells, first))
    spreads: dict[bytes, float] = {}

    def effect(chosen: np.ndarray | tuple[int, ...], times: np.ndarray) -> tuple[float, float]:
        first = np.full(len(cells.units), NEVER)
        first[list(chosen)] = times
        x = regressor(cells, first)
        key = times.tobytes() if structure.balanced else b""
        if not key or key not in spreads:
            own = structure.residual(x)
            spreads[key] = float(structure.weight * own @ own)
        return float(outcome @ x) / spreads[key], float(actual @ x) / spreads[key]

    return effect
