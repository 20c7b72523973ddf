"""Forms of what all cases share. What a person may do is asked of the actions, never here."""

from cityloop.assessment.forms.bidding import BidsForm, ExpertiseForm
from cityloop.assessment.forms.dossier import EvidenceForm, MeasurementForm, StatementForm
from cityloop.assessment.forms.marking import DeclareForm, MarkFileForm, mark_form
from cityloop.assessment.forms.panel import (
    ChallengeForm,
    ModerationForm,
    PanelForm,
    ReleaseForm,
    RulingForm,
    SizeForm,
    SwapForm,
)
from cityloop.assessment.forms.steps import AcceptForm, ReasonForm

__all__ = [
    "AcceptForm",
    "BidsForm",
    "ChallengeForm",
    "DeclareForm",
    "EvidenceForm",
    "ExpertiseForm",
    "MarkFileForm",
    "MeasurementForm",
    "ModerationForm",
    "PanelForm",
    "ReasonForm",
    "ReleaseForm",
    "RulingForm",
    "SizeForm",
    "StatementForm",
    "SwapForm",
    "mark_form",
]
