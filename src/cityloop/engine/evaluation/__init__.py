"""Marks and measurements to an outcome, with a reason for every number in it."""

from .judging import evaluate, grade_of
from .many import evaluate_many
from .marks import AGREED, NA, mark_problem, scale
from .outcome import Node, Outcome
from .outcomes import Outcomes
from .ranking import Standing, standing, standing_of
from .reasons import Reason, reaches
from .shares import aggregated, share_of
from .voids import voided_criteria

__all__ = [
    "AGREED",
    "NA",
    "Node",
    "Outcome",
    "Outcomes",
    "Reason",
    "Standing",
    "aggregated",
    "evaluate",
    "evaluate_many",
    "grade_of",
    "mark_problem",
    "reaches",
    "scale",
    "share_of",
    "standing",
    "standing_of",
    "voided_criteria",
]
