"""Do: publish editions and notices, fill and freeze dossiers, seat panels, declare, mark, compute outcomes."""

from cityloop.assessment.actions.application import accept_dossier, resubmit_case, submit_case, withdraw_case
from cityloop.assessment.actions.applications import import_applications, plan_applications
from cityloop.assessment.actions.approval import answer_approval, ask_approval
from cityloop.assessment.actions.assignment import change_assignment, publish_assignment, stage_assignment
from cityloop.assessment.actions.beside import keep_beside, settle_beside
from cityloop.assessment.actions.bidding import open_bidding, place_bids, state_expertise
from cityloop.assessment.actions.challenge import (
    challenge_member,
    decide_challenge,
    dismiss_challenge,
    uphold_challenge,
)
from cityloop.assessment.actions.completeness import ask_supplement, check_items, close_unanswered, extend_supplement
from cityloop.assessment.actions.disclosure import keep_file_back, show_file
from cityloop.assessment.actions.dossier import (
    attach_evidence,
    save_answers,
    set_measurement,
    withdraw_evidence,
)
from cityloop.assessment.actions.edition import publish_edition
from cityloop.assessment.actions.evaluation import close_evaluation, hand_in_marks, remind_assessors
from cityloop.assessment.actions.marks import import_marks, save_marks
from cityloop.assessment.actions.moderation import open_moderation
from cityloop.assessment.actions.notices import (
    change_notice,
    discard_notice,
    draft_notice,
    extend_notice,
    publish_notice,
)
from cityloop.assessment.actions.panel import declare_interest, enrol_assessor
from cityloop.assessment.actions.parties import answer_invitation, invite_party, let_party_go
from cityloop.assessment.actions.seating import release_member, seat_panel, seat_round
from cityloop.assessment.actions.states import call_off_state, change_state, planned_changes

__all__ = [
    "accept_dossier",
    "answer_approval",
    "answer_invitation",
    "ask_approval",
    "ask_supplement",
    "attach_evidence",
    "call_off_state",
    "challenge_member",
    "change_assignment",
    "change_notice",
    "change_state",
    "check_items",
    "close_evaluation",
    "close_unanswered",
    "decide_challenge",
    "declare_interest",
    "discard_notice",
    "dismiss_challenge",
    "draft_notice",
    "enrol_assessor",
    "extend_notice",
    "extend_supplement",
    "hand_in_marks",
    "import_applications",
    "import_marks",
    "invite_party",
    "keep_beside",
    "keep_file_back",
    "let_party_go",
    "open_bidding",
    "open_moderation",
    "place_bids",
    "plan_applications",
    "planned_changes",
    "publish_assignment",
    "publish_edition",
    "publish_notice",
    "release_member",
    "remind_assessors",
    "resubmit_case",
    "save_answers",
    "save_marks",
    "seat_panel",
    "seat_round",
    "set_measurement",
    "settle_beside",
    "show_file",
    "stage_assignment",
    "state_expertise",
    "submit_case",
    "uphold_challenge",
    "withdraw_case",
    "withdraw_evidence",
]
