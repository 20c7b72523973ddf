"""What people fill in about cities, their consultations and their roadmaps."""

from cityloop.consulting.forms.consultation import CityFilter, NeedForm, ValuesForm, WeightsForm
from cityloop.consulting.forms.roadmap import PlanForm

__all__ = ["CityFilter", "NeedForm", "PlanForm", "ValuesForm", "WeightsForm"]
