"""select(): awards inside budget, seats, caps and minimums, with a reason for every proposal.

Under policy `rank` what does not fit is skipped; under policy `total` the sum of scores is the highest there is.
"""

from __future__ import annotations

from .awards import select, what_it_takes, when_withdrawn
from .robustness import Robustness, robustness
from .scenarios import Comparison, Scenario, compare
from .values import Budget, Cap, Limits, Minimum, Proposals, Selection, Use

__all__ = [
    "Budget",
    "Cap",
    "Comparison",
    "Limits",
    "Minimum",
    "Proposals",
    "Robustness",
    "Scenario",
    "Selection",
    "Use",
    "compare",
    "robustness",
    "select",
    "what_it_takes",
    "when_withdrawn",
]
