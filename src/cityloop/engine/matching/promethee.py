"""PROMETHEE II net flows without comparing every pair: exact in m log m per criterion, and no m × m matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Preference:
    """How much a difference d > 0 counts (Brans & Vincke 1985): `usual`, `u`, `v`, `level` or `linear`.

    Below or at the indifference threshold `q` nothing counts; `u` is full above it, `level` is half up to the
    preference threshold `p` and full above, `v` rises straight from 0 to `p`, `linear` from `q` to `p`. (The Gaussian
    shape has no exact form in m log m and is left out.)
    """

    shape: str = "usual"
    q: float = 0.0
    p: float = 0.0

    def __post_init__(self) -> None:
        if self.shape not in ("usual", "u", "v", "level", "linear"):
            raise ValueError(f"preference shape {self.shape!r} is none of usual, u, v, level, linear")
        if not (0 <= self.q < np.inf and 0 <= self.p < np.inf):
            raise ValueError("preference thresholds are finite and zero or more")
        if self.shape in ("v", "level", "linear") and not self.p > (self.q if self.shape != "v" else 0):
            raise ValueError(f"shape {self.shape!r} needs p above {'0' if self.shape == 'v' else 'q'}")


USUAL = Preference()


def net_flows(values: np.ndarray, preference: Preference = USUAL) -> np.ndarray:
    """Net flow of every alternative on one criterion where more is better: (m,) in, (m,) between -1 and 1 out.

    The mean over all others of P(own - other) - P(other - own). Sorting turns the sums over pairs into counts and
    prefix sums, which is exact, since every shape is piecewise linear.

    >>> net_flows(np.array([1.0, 2.0, 4.0])).tolist()
    [-1.0, 0.0, 1.0]
    >>> net_flows(np.array([1.0, 2.0, 4.0]), Preference("v", p=2)).tolist()
    [-0.75, -0.25, 1.0]
    """
    m = len(values)
    if m < 2:
        return np.zeros(m)
    order = np.argsort(values)
    ranked = values[order]
    flows = np.empty(m)
    flows[order] = _sorted_flows(ranked, preference) / (m - 1)
    return flows


def _sorted_flows(x: np.ndarray, preference: Preference) -> np.ndarray:
    """Sums of signed preferences over all others, for ascending x."""
    shape, q, p = preference.shape, preference.q, preference.p
    if shape == "usual":
        return _beyond_ties(x)
    if shape == "u":
        return _beyond(x, q)
    if shape == "level":
        return 0.5 * (_beyond(x, q) + _beyond(x, p))
    return _ramp(x, 0.0 if shape == "v" else q, p)


def _beyond_ties(x: np.ndarray) -> np.ndarray:
    """How many are below less how many are above, equals counting for neither."""
    starts = np.flatnonzero(np.concatenate(([True], x[1:] != x[:-1])))
    ends = np.append(starts[1:], len(x))
    return np.repeat((starts + ends - len(x)).astype(float), ends - starts)


def _beyond(x: np.ndarray, threshold: float) -> np.ndarray:
    """How many are below by more than the threshold, less how many are above by more."""
    below = np.searchsorted(x, x - threshold, side="left")
    above = len(x) - np.searchsorted(x, x + threshold, side="right")
    return (below - above).astype(float)


def _ramp(x: np.ndarray, q: float, p: float) -> np.ndarray:
    """Signed sums of a preference that rises straight from 0 at difference q to 1 at p."""
    x = x - x[len(x) // 2]  # centred, so that differences of prefix sums keep their digits
    sums = np.concatenate(([0.0], np.cumsum(x)))
    full, some = np.searchsorted(x, x - p, side="right"), np.searchsorted(x, x - q, side="left")
    some = np.maximum(some, full)
    flows = full + ((some - full) * (x - q) - (sums[some] - sums[full])) / (p - q)
    full, some = np.searchsorted(x, x + p, side="left"), np.searchsorted(x, x + q, side="right")
    some = np.minimum(some, full)
    flows -= (len(x) - full) + ((sums[full] - sums[some]) - (full - some) * (x + q)) / (p - q)
    return flows
