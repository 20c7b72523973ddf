"""Cities are registered and measured, and advised."""

from cityloop.consulting.actions.cities import describe_city, record_certification, register_city
from cityloop.consulting.actions.consultation import close_consultation, make_shortlist, open_consultation, state_need
from cityloop.consulting.actions.engagement import (
    agree,
    end_agreed_action,
    hand_over,
    name_adviser,
    record_meeting,
    settle_task,
)
from cityloop.consulting.actions.report import make_report
from cityloop.consulting.actions.roadmap import move_service, plan_roadmap, release_services
from cityloop.consulting.actions.values import (
    drop_values,
    hand_in_values,
    import_indicators,
    state_value,
    take_in_values,
)
from cityloop.consulting.actions.year_end import answer_in_january, measure_year_end

__all__ = [
    "agree",
    "answer_in_january",
    "close_consultation",
    "describe_city",
    "drop_values",
    "end_agreed_action",
    "hand_in_values",
    "hand_over",
    "import_indicators",
    "make_report",
    "make_shortlist",
    "measure_year_end",
    "move_service",
    "name_adviser",
    "open_consultation",
    "plan_roadmap",
    "record_certification",
    "record_meeting",
    "register_city",
    "release_services",
    "settle_task",
    "state_need",
    "state_value",
    "take_in_values",
]
