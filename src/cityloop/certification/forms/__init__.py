"""Forms of certification. What a person may do is asked of the actions, never here."""

from cityloop.certification.forms.application import StartForm
from cityloop.certification.forms.credential import CredentialForm
from cityloop.certification.forms.papers import PaperForm
from cityloop.certification.forms.steps import DecideForm, ReportForm, ReviewForm

__all__ = ["CredentialForm", "DecideForm", "PaperForm", "ReportForm", "ReviewForm", "StartForm"]
