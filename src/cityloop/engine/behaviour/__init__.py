"""How the criteria of an edition behaved over the marks so far: hard, separating, agreed on, slow, predicting."""

from .describing import behaviour
from .effort import Effort, effort
from .predicting import OUTCOME_FEW, VERDICTS, Prediction, predictions
from .severity import Severities, severities
from .shares import Shares, shares
from .values import FEW, Behaviour

__all__ = [
    "FEW",
    "OUTCOME_FEW",
    "VERDICTS",
    "Behaviour",
    "Effort",
    "Prediction",
    "Severities",
    "Shares",
    "behaviour",
    "effort",
    "predictions",
    "severities",
    "shares",
]
