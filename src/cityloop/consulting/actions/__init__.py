"""Cities are registered and measured, and advised."""

from cityloop.consulting.actions.award import open_for_award
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
from cityloop.consulting.actions.weighing import agree_on_weights, give_weights, open_weighing, show_weights
from cityloop.consulting.actions.workshop import (
    add_places,
    close_workshop_round,
    give_dots,
    open_workshop_round,
    prepare_workshop,
    sort_card,
    write_card,
)
from cityloop.consulting.actions.year_end import answer_in_january, measure_year_end

__all__ = [
    "add_places",
    "agree",
    "agree_on_weights",
    "answer_in_january",
    "close_consultation",
    "close_workshop_round",
    "describe_city",
    "drop_values",
    "end_agreed_action",
    "give_dots",
    "give_weights",
    "hand_in_values",
    "hand_over",
    "import_indicators",
    "make_report",
    "make_shortlist",
    "measure_year_end",
    "move_service",
    "name_adviser",
    "open_consultation",
    "open_for_award",
    "open_weighing",
    "open_workshop_round",
    "plan_roadmap",
    "prepare_workshop",
    "record_certification",
    "record_meeting",
    "register_city",
    "release_services",
    "settle_task",
    "show_weights",
    "sort_card",
    "state_need",
    "state_value",
    "take_in_values",
    "write_card",
]
