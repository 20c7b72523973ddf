"""Do: pilots are opened and measured; citizens vote, and the votes are counted."""

from cityloop.livinglabs.actions.ballot import call_off_ballot, cast_vote, count_ballot, issue_codes, open_ballot
from cityloop.livinglabs.actions.pilot import (
    estimate_effect,
    evidence,
    freeze_protocol,
    open_pilot,
    receive_measurements,
)

__all__ = [
    "call_off_ballot",
    "cast_vote",
    "count_ballot",
    "estimate_effect",
    "evidence",
    "freeze_protocol",
    "issue_codes",
    "open_ballot",
    "open_pilot",
    "receive_measurements",
]
