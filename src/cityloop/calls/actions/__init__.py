"""Everything that is done in a call."""

from cityloop.calls.actions.award import announce_award, begin_award, decline_award
from cityloop.calls.actions.consensus import discuss, name_rapporteur, save_consensus, speak_on_consensus
from cityloop.calls.actions.deciding import decide_selection, move_up, publish_results
from cityloop.calls.actions.opening import copy_earlier, note_changes, open_proposal
from cityloop.calls.actions.partners import add_partner, change_partner, remove_partner
from cityloop.calls.actions.preconsulting import book_slot, cancel_slot, give_advice, offer_slots, release_booking
from cityloop.calls.actions.register import import_register
from cityloop.calls.actions.screening import admit, exclude, judge_rule
from cityloop.calls.actions.selection import change_limits, open_selection, override_rank, recommend, save_scenario
from cityloop.calls.actions.taking_back import take_back

__all__ = [
    "add_partner",
    "admit",
    "announce_award",
    "begin_award",
    "book_slot",
    "cancel_slot",
    "change_limits",
    "change_partner",
    "copy_earlier",
    "decide_selection",
    "decline_award",
    "discuss",
    "exclude",
    "give_advice",
    "import_register",
    "judge_rule",
    "move_up",
    "name_rapporteur",
    "note_changes",
    "offer_slots",
    "open_proposal",
    "open_selection",
    "override_rank",
    "publish_results",
    "recommend",
    "release_booking",
    "remove_partner",
    "save_consensus",
    "save_scenario",
    "speak_on_consensus",
    "take_back",
]
