"""Everything that is done in a call."""

from cityloop.calls.actions.agreement import missing_sides, offer_agreement, sign_agreement, withdraw_text
from cityloop.calls.actions.amendment import amend_agreement, extend_agreement
from cityloop.calls.actions.award import announce_award, begin_award, decline_award
from cityloop.calls.actions.closing import close_award, terminate_award
from cityloop.calls.actions.consensus import discuss, name_rapporteur, save_consensus, speak_on_consensus
from cityloop.calls.actions.deciding import decide_selection, move_up, publish_results
from cityloop.calls.actions.invitation import answer_event_invitation, invite_official
from cityloop.calls.actions.meeting import adjust_in_panel, end_panel, open_panel
from cityloop.calls.actions.opening import copy_earlier, note_changes, open_proposal
from cityloop.calls.actions.panel_report import write_panel_report
from cityloop.calls.actions.partners import add_partner, change_partner, remove_partner
from cityloop.calls.actions.preconsulting import book_slot, cancel_slot, give_advice, offer_slots, release_booking
from cityloop.calls.actions.progress import draw_lesson, note_progress
from cityloop.calls.actions.register import import_register
from cityloop.calls.actions.reopening import reopen_excluded
from cityloop.calls.actions.report import accept_report, hand_in_closing, hand_in_report, return_report
from cityloop.calls.actions.screening import admit, exclude, judge_rule
from cityloop.calls.actions.selection import change_limits, open_selection, override_rank, recommend, save_scenario
from cityloop.calls.actions.taking_back import take_back

__all__ = [
    "accept_report",
    "add_partner",
    "adjust_in_panel",
    "admit",
    "amend_agreement",
    "announce_award",
    "answer_event_invitation",
    "begin_award",
    "book_slot",
    "cancel_slot",
    "change_limits",
    "change_partner",
    "close_award",
    "copy_earlier",
    "decide_selection",
    "decline_award",
    "discuss",
    "draw_lesson",
    "end_panel",
    "exclude",
    "extend_agreement",
    "give_advice",
    "hand_in_closing",
    "hand_in_report",
    "import_register",
    "invite_official",
    "judge_rule",
    "missing_sides",
    "move_up",
    "name_rapporteur",
    "note_changes",
    "note_progress",
    "offer_agreement",
    "offer_slots",
    "open_panel",
    "open_proposal",
    "open_selection",
    "override_rank",
    "publish_results",
    "recommend",
    "release_booking",
    "remove_partner",
    "reopen_excluded",
    "return_report",
    "save_consensus",
    "save_scenario",
    "sign_agreement",
    "speak_on_consensus",
    "take_back",
    "terminate_award",
    "withdraw_text",
    "write_panel_report",
]
