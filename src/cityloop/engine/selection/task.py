"""What a selection works on: proposals and limits made ready."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..text import Text
from .rows import Row, ranking, rows_of, unmet_threshold
from .total import Model, model_of
from .values import Limits, Proposals


@dataclass(frozen=True)
class Task:
    """Proposals and limits made ready: rows, ranked order, who may be in, who must be, and the program over them."""

    proposals: Proposals
    limits: Limits
    rows: tuple[Row, ...]
    order: np.ndarray
    unmet: list[Text | None]
    first: np.ndarray
    out: np.ndarray
    eligible: np.ndarray
    model: Model


def prepare(proposals: Proposals, limits: Limits) -> Task:
    """Read the limits once; raises `ValueError` for an id or a column that is not there."""
    for name in [*limits.thresholds, *(tie.lstrip("-") for tie in limits.ties), *(b.cost for b in limits.budgets)]:
        if name not in ("cost", "score") and name not in proposals.columns:
            raise ValueError(f"there is no column {name!r}")
    rows, order = rows_of(proposals, limits), ranking(proposals, limits)
    first, out = proposals.positions(sorted(limits.fixed_in)), proposals.positions(sorted(limits.fixed_out))
    unmet = unmet_threshold(proposals, limits)
    eligible = np.array([text is None for text in unmet], dtype=bool)
    eligible[first], eligible[out] = True, False
    model = model_of(rows, proposals.score, order, eligible, first, limits.partial)
    return Task(proposals, limits, rows, order, unmet, first, out, eligible, model)
