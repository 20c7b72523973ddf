"""What people fill in about cities, their consultations and their roadmaps."""

from cityloop.consulting.forms.consultation import CityFilter, NeedForm, WeightsForm
from cityloop.consulting.forms.engagement import (
    AdviserForm,
    AgreedForm,
    DeliverableForm,
    EndForm,
    JanuaryForm,
    MeetingForm,
    YearEndForm,
)
from cityloop.consulting.forms.profile import CityForm, ProfileForm
from cityloop.consulting.forms.roadmap import PlanForm
from cityloop.consulting.forms.values import OneValueForm, ValuesForm
from cityloop.consulting.forms.weighing import ASKED, AgreeForm, MethodForm
from cityloop.consulting.forms.workshop import CardForm, DotsForm, PlacesForm, RoundForm, SlipForm, WorkshopForm

__all__ = [
    "ASKED",
    "AdviserForm",
    "AgreeForm",
    "AgreedForm",
    "CardForm",
    "CityFilter",
    "CityForm",
    "DeliverableForm",
    "DotsForm",
    "EndForm",
    "JanuaryForm",
    "MeetingForm",
    "MethodForm",
    "NeedForm",
    "OneValueForm",
    "PlacesForm",
    "PlanForm",
    "ProfileForm",
    "RoundForm",
    "SlipForm",
    "ValuesForm",
    "WeightsForm",
    "WorkshopForm",
    "YearEndForm",
]
