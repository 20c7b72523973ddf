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

__all__ = [
    "AdviserForm",
    "AgreedForm",
    "CityFilter",
    "CityForm",
    "DeliverableForm",
    "EndForm",
    "JanuaryForm",
    "MeetingForm",
    "NeedForm",
    "OneValueForm",
    "PlanForm",
    "ProfileForm",
    "ValuesForm",
    "WeightsForm",
    "YearEndForm",
]
