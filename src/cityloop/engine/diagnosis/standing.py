"""Where a value stands among its peers, and between which bounds it stands when some peers have no value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SAME = 1e-9
"""Values that differ by less than this share of themselves are equal: a computed file may say 99.9999999999999."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Arrays of one entry per indicator; `percentile` and `median` are NaN where they cannot be known."""

    percentile: np.ndarray
    low: np.ndarray
    high: np.ndarray
    median: np.ndarray
    known: np.ndarray


def standing(own: np.ndarray, peers: np.ndarray, sign: np.ndarray) -> Standing:
    """Percentiles among peers, 100 the best, a tie counting half.

    `own` (n,) and `peers` (p, n) in the indicators' units, NaN for missing; `sign` (n,) is +1 where higher is better
    and -1 where lower is. The bounds let every missing peer be better (`low`) or worse (`high`); where the city's
    own value is missing they are 0 and 100. Definition of the percentile: share below plus half the share equal
    (the mean rank, as in `scipy.stats.percentileofscore(kind="mean")`), equal being what differs by less than `SAME`.

    >>> s = standing(np.array([3.0, 3.0]), np.array([[1.0, 1.0], [2.0, np.nan], [5.0, 3.0]]), np.array([1, -1]))
    >>> s.percentile.round(1).tolist(), s.low.round(1).tolist(), s.high.round(1).tolist()
    ([66.7, 25.0], [66.7, 16.7], [66.7, 50.0])
    """
    there = ~np.isnan(peers)
    known = there.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        tied = np.abs(peers - own) <= SAME * np.abs(own)
        beaten = ((peers * sign < own * sign) & there & ~tied).sum(axis=0) + 0.5 * tied.sum(axis=0)
        percentile = np.where(np.isnan(own), np.nan, 100 * beaten / np.where(known, known, np.nan))
        low = 100 * beaten / len(peers) if len(peers) else np.zeros(own.shape)
        high = 100 * (beaten + len(peers) - known) / len(peers) if len(peers) else np.full(own.shape, 100.0)
    unknown = np.isnan(own)
    return Standing(
        percentile, np.where(unknown, 0.0, low), np.where(unknown, 100.0, high), _medians(peers, known), known
    )


def _medians(peers: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Medians over what is there; NaN for a column without a value, without numpy's warning about it."""
    medians = np.full(peers.shape[1], np.nan)
    if known.any():
        medians[known > 0] = np.nanmedian(peers[:, known > 0], axis=0)
    return medians
