"""What certification and calls share: editions, cases, dossiers, evidence, duties, marks, outcomes."""

from cityloop.assessment.models.case import Case, CaseEvent, Series
from cityloop.assessment.models.challenge import Challenge
from cityloop.assessment.models.dossier import Dossier, Evidence, Measurement
from cityloop.assessment.models.duty import Assessor, Declaration, Duty
from cityloop.assessment.models.edition import Edition, EditionState
from cityloop.assessment.models.marks import Mark, MarkSheet, Outcome

__all__ = [
    "Assessor",
    "Case",
    "CaseEvent",
    "Challenge",
    "Declaration",
    "Dossier",
    "Duty",
    "Edition",
    "EditionState",
    "Evidence",
    "Mark",
    "MarkSheet",
    "Measurement",
    "Outcome",
    "Series",
]
