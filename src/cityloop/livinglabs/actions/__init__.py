"""Do: pilots are opened, run and measured; citizens vote, and the votes are counted."""

from cityloop.livinglabs.actions.ballot import call_off_ballot, cast_vote, count_ballot, issue_codes, open_ballot
from cityloop.livinglabs.actions.closing import close_pilot
from cityloop.livinglabs.actions.measured import accept_delivery, estimate_effect, receive_measurements
from cityloop.livinglabs.actions.pilot import meet_condition, move_pilot, name_partner, name_sites, open_pilot
from cityloop.livinglabs.actions.protocol import draft_protocol, freeze_protocol, record_departure, try_protocol
from cityloop.livinglabs.actions.pulling import begin_pull, fetch, finish_pull, keep_page, stop_pull

__all__ = [
    "accept_delivery",
    "begin_pull",
    "call_off_ballot",
    "cast_vote",
    "close_pilot",
    "count_ballot",
    "draft_protocol",
    "estimate_effect",
    "fetch",
    "finish_pull",
    "freeze_protocol",
    "issue_codes",
    "keep_page",
    "meet_condition",
    "move_pilot",
    "name_partner",
    "name_sites",
    "open_ballot",
    "open_pilot",
    "receive_measurements",
    "record_departure",
    "stop_pull",
    "try_protocol",
]
