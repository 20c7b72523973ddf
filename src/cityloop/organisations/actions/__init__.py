"""Do: people join organisations, organisations are designated, and what is known of both is recorded."""

from cityloop.organisations.actions.designation import designate, end_designation
from cityloop.organisations.actions.engagements import correct_engagement, record_engagement
from cityloop.organisations.actions.known import (
    end_record,
    note_organisation,
    record_employment,
    record_name,
    record_tie,
    retract,
)
from cityloop.organisations.actions.people import (
    enrol_person,
    join_organisation,
    register_organisation,
    state_tier,
)

__all__ = [
    "correct_engagement",
    "designate",
    "end_designation",
    "end_record",
    "enrol_person",
    "join_organisation",
    "note_organisation",
    "record_employment",
    "record_engagement",
    "record_name",
    "record_tie",
    "register_organisation",
    "retract",
    "state_tier",
]
