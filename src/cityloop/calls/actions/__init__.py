"""Everything that is done in a call."""

from cityloop.calls.actions.agreement import missing_sides, offer_agreement, sign_agreement, withdraw_text
from cityloop.calls.actions.amendment import amend_agreement, extend_agreement
from cityloop.calls.actions.award import announce_award, begin_award, decline_award
from cityloop.calls.actions.closing import close_award, terminate_award
from cityloop.calls.actions.invitation import answer_event_invitation, invite_official
from cityloop.calls.actions.progress import draw_lesson, note_progress
from cityloop.calls.actions.register import import_register
from cityloop.calls.actions.report import accept_report, hand_in_closing, hand_in_report, return_report

__all__ = [
    "accept_report",
    "amend_agreement",
    "announce_award",
    "answer_event_invitation",
    "begin_award",
    "close_award",
    "decline_award",
    "draw_lesson",
    "extend_agreement",
    "hand_in_closing",
    "hand_in_report",
    "import_register",
    "invite_official",
    "missing_sides",
    "note_progress",
    "offer_agreement",
    "return_report",
    "sign_agreement",
    "terminate_award",
    "withdraw_text",
]
