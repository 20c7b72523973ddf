"""Forms of what all cases share. What a person may do is asked of the actions, never here."""

from cityloop.assessment.forms.dossier import EvidenceForm, MeasurementForm, StatementForm
from cityloop.assessment.forms.marking import DeclareForm, MarkFileForm, mark_form
from cityloop.assessment.forms.panel import (
    ChallengeForm,
    ModerationForm,
    PanelForm,
    ReleaseForm,
    RulingForm,
    SizeForm,
)
from cityloop.assessment.forms.steps import AcceptForm, ReasonForm

__all__ = [
    "AcceptForm",
    "ChallengeForm",
    "DeclareForm",
    "EvidenceForm",
    "MarkFileForm",
    "MeasurementForm",
    "ModerationForm",
    "PanelForm",
    "ReasonForm",
    "ReleaseForm",
    "RulingForm",
    "SizeForm",
    "StatementForm",
    "mark_form",
]
