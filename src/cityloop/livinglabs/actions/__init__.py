"""Do: pilots are opened, run and measured; citizens vote, and the votes are counted."""

from cityloop.livinglabs.actions.ballot import call_off_ballot, cast_vote, count_ballot, issue_codes, open_ballot
from cityloop.livinglabs.actions.closing import close_pilot
from cityloop.livinglabs.actions.measured import accept_delivery, estimate_effect, receive_measurements
from cityloop.livinglabs.actions.pilot import meet_condition, move_pilot, name_partner, name_sites, open_pilot
from cityloop.livinglabs.actions.protocol import draft_protocol, freeze_protocol, record_departure, try_protocol

__all__ = [
    "accept_delivery",
    "call_off_ballot",
    "cast_vote",
    "close_pilot",
    "count_ballot",
    "draft_protocol",
    "estimate_effect",
    "freeze_protocol",
    "issue_codes",
    "meet_condition",
    "move_pilot",
    "name_partner",
    "name_sites",
    "open_ballot",
    "open_pilot",
    "receive_measurements",
    "record_departure",
    "try_protocol",
]
