"""Forms of certification. What a person may do is asked of the actions, never here."""

from cityloop.certification.forms.application import EvidenceForm, MeasurementForm, StartForm, StatementForm
from cityloop.certification.forms.credential import CredentialForm
from cityloop.certification.forms.marking import DeclareForm, MarkFileForm, mark_form
from cityloop.certification.forms.panel import (
    ChallengeForm,
    ModerationForm,
    PanelForm,
    ReleaseForm,
    RulingForm,
    SizeForm,
)
from cityloop.certification.forms.papers import PaperForm
from cityloop.certification.forms.pool import EngagementForm
from cityloop.certification.forms.steps import AcceptForm, DecideForm, ReasonForm, ReportForm, ReviewForm

__all__ = [
    "AcceptForm",
    "ChallengeForm",
    "CredentialForm",
    "DecideForm",
    "DeclareForm",
    "EngagementForm",
    "EvidenceForm",
    "MarkFileForm",
    "MeasurementForm",
    "ModerationForm",
    "PanelForm",
    "PaperForm",
    "ReasonForm",
    "ReleaseForm",
    "ReportForm",
    "ReviewForm",
    "RulingForm",
    "SizeForm",
    "StartForm",
    "StatementForm",
    "mark_form",
]
