"""Everything that is done in a call."""

from cityloop.calls.actions.award import announce_award, begin_award, decline_award
from cityloop.calls.actions.opening import copy_earlier, note_changes, open_proposal
from cityloop.calls.actions.partners import add_partner, change_partner, remove_partner
from cityloop.calls.actions.preconsulting import book_slot, cancel_slot, give_advice, offer_slots, release_booking
from cityloop.calls.actions.register import import_register
from cityloop.calls.actions.screening import admit, exclude, judge_rule
from cityloop.calls.actions.taking_back import take_back

__all__ = [
    "add_partner",
    "admit",
    "announce_award",
    "begin_award",
    "book_slot",
    "cancel_slot",
    "change_partner",
    "copy_earlier",
    "decline_award",
    "exclude",
    "give_advice",
    "import_register",
    "judge_rule",
    "note_changes",
    "offer_slots",
    "open_proposal",
    "release_booking",
    "remove_partner",
    "take_back",
]
