"""Cities, what is known of them, and what they are advised."""

from cityloop.consulting.models.city import City, CityRecord
from cityloop.consulting.models.consultation import Consultation, Need, Shortlist
from cityloop.consulting.models.engagement import ActionEnd, Adviser, AgreedAction, Deliverable, Meeting, StageTask
from cityloop.consulting.models.report import PlanReport
from cityloop.consulting.models.roadmap import Roadmap
from cityloop.consulting.models.values import Coverage, IndicatorImport, IndicatorValue, ValuesDraft
from cityloop.consulting.models.weighing import AgreedWeights, OwnWeights, Weighing, WeighingShown
from cityloop.consulting.models.workshop import (
    Card,
    CardSorting,
    DotSheet,
    Place,
    Workshop,
    WorkshopRound,
    WorkshopRoundEnd,
)
from cityloop.consulting.models.year_end import JanuaryPlan, YearEnd

__all__ = [
    "ActionEnd",
    "Adviser",
    "AgreedAction",
    "AgreedWeights",
    "Card",
    "CardSorting",
    "City",
    "CityRecord",
    "Consultation",
    "Coverage",
    "Deliverable",
    "DotSheet",
    "IndicatorImport",
    "IndicatorValue",
    "JanuaryPlan",
    "Meeting",
    "Need",
    "OwnWeights",
    "Place",
    "PlanReport",
    "Roadmap",
    "Shortlist",
    "StageTask",
    "ValuesDraft",
    "Weighing",
    "WeighingShown",
    "Workshop",
    "WorkshopRound",
    "WorkshopRoundEnd",
    "YearEnd",
]
