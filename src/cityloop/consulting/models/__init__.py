"""Cities, what is known of them, and what they are advised."""

from cityloop.consulting.models.city import City, CityRecord
from cityloop.consulting.models.consultation import Consultation, Need, Shortlist
from cityloop.consulting.models.report import PlanReport
from cityloop.consulting.models.roadmap import Roadmap
from cityloop.consulting.models.values import Coverage, IndicatorImport, IndicatorValue

__all__ = [
    "City",
    "CityRecord",
    "Consultation",
    "Coverage",
    "IndicatorImport",
    "IndicatorValue",
    "Need",
    "PlanReport",
    "Roadmap",
    "Shortlist",
]
