"""What people fill in about cities, their consultations and their roadmaps."""

from cityloop.consulting.forms.consultation import CityFilter, NeedForm, ValuesForm, WeightsForm
from cityloop.consulting.forms.engagement import (
    AdviserForm,
    AgreedForm,
    DeliverableForm,
    EndForm,
    JanuaryForm,
    MeetingForm,
    YearEndForm,
)
from cityloop.consulting.forms.roadmap import PlanForm

__all__ = [
    "AdviserForm",
    "AgreedForm",
    "CityFilter",
    "DeliverableForm",
    "EndForm",
    "JanuaryForm",
    "MeetingForm",
    "NeedForm",
    "PlanForm",
    "ValuesForm",
    "WeightsForm",
    "YearEndForm",
]
