"""Forms of certification. What a person may do is asked of the actions, never here."""

from cityloop.certification.forms.application import EvidenceForm, MeasurementForm, StartForm, StatementForm
from cityloop.certification.forms.credential import CredentialForm
from cityloop.certification.forms.marking import DeclareForm, mark_form
from cityloop.certification.forms.papers import PaperForm
from cityloop.certification.forms.steps import AcceptForm, DecideForm, PanelForm, ReasonForm, ReportForm, ReviewForm

__all__ = [
    "AcceptForm",
    "CredentialForm",
    "DecideForm",
    "DeclareForm",
    "EvidenceForm",
    "MeasurementForm",
    "PanelForm",
    "PaperForm",
    "ReasonForm",
    "ReportForm",
    "ReviewForm",
    "StartForm",
    "StatementForm",
    "mark_form",
]
