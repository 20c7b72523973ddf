"""What is filled in about pilots and about votes of citizens."""

from cityloop.livinglabs.forms.ballots import CallOffForm, CodeForm, CodesForm, OpenForm, VoteForm
from cityloop.livinglabs.forms.measured import AcceptForm, DeliveryForm, PastForm, PullForm
from cityloop.livinglabs.forms.pilots import ClosingForm, ConditionForm, MoveForm, OpenPilotForm, PartnerForm, SitesForm
from cityloop.livinglabs.forms.protocols import DepartureForm, FreezeForm, ProtocolForm

__all__ = [
    "AcceptForm",
    "CallOffForm",
    "ClosingForm",
    "CodeForm",
    "CodesForm",
    "ConditionForm",
    "DeliveryForm",
    "DepartureForm",
    "FreezeForm",
    "MoveForm",
    "OpenForm",
    "OpenPilotForm",
    "PartnerForm",
    "PastForm",
    "ProtocolForm",
    "PullForm",
    "SitesForm",
    "VoteForm",
]
