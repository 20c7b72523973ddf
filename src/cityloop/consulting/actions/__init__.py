"""Cities are registered and measured, and advised."""

from cityloop.consulting.actions.cities import record_certification, register_city
from cityloop.consulting.actions.consultation import close_consultation, make_shortlist, open_consultation, state_need
from cityloop.consulting.actions.report import make_report
from cityloop.consulting.actions.roadmap import move_service, plan_roadmap, release_services
from cityloop.consulting.actions.values import import_indicators

__all__ = [
    "close_consultation",
    "import_indicators",
    "make_report",
    "make_shortlist",
    "move_service",
    "open_consultation",
    "plan_roadmap",
    "record_certification",
    "register_city",
    "release_services",
    "state_need",
]
