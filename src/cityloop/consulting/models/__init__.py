"""Cities, what is known of them, and what they are advised."""

from cityloop.consulting.models.city import City, CityRecord
from cityloop.consulting.models.consultation import Consultation, Need, Shortlist
from cityloop.consulting.models.engagement import ActionEnd, Adviser, AgreedAction, Deliverable, Meeting, StageTask
from cityloop.consulting.models.report import PlanReport
from cityloop.consulting.models.roadmap import Roadmap
from cityloop.consulting.models.values import Coverage, IndicatorImport, IndicatorValue, ValuesDraft
from cityloop.consulting.models.year_end import JanuaryPlan, YearEnd

__all__ = [
    "ActionEnd",
    "Adviser",
    "AgreedAction",
    "City",
    "CityRecord",
    "Consultation",
    "Coverage",
    "Deliverable",
    "IndicatorImport",
    "IndicatorValue",
    "JanuaryPlan",
    "Meeting",
    "Need",
    "PlanReport",
    "Roadmap",
    "Shortlist",
    "StageTask",
    "ValuesDraft",
    "YearEnd",
]
