"""Do: publish editions and notices, fill and freeze dossiers, seat panels, declare, mark, compute outcomes."""

from cityloop.assessment.actions.applications import import_applications, plan_applications
from cityloop.assessment.actions.approval import answer_approval, ask_approval
from cityloop.assessment.actions.challenge import (
    challenge_member,
    decide_challenge,
    dismiss_challenge,
    uphold_challenge,
)
from cityloop.assessment.actions.dossier import (
    attach_evidence,
    save_answers,
    set_measurement,
    withdraw_evidence,
)
from cityloop.assessment.actions.edition import publish_edition
from cityloop.assessment.actions.marks import import_marks, save_marks
from cityloop.assessment.actions.notices import (
    change_notice,
    discard_notice,
    draft_notice,
    extend_notice,
    publish_notice,
)
from cityloop.assessment.actions.panel import declare_interest, enrol_assessor
from cityloop.assessment.actions.states import call_off_state, change_state, planned_changes

__all__ = [
    "answer_approval",
    "ask_approval",
    "attach_evidence",
    "call_off_state",
    "challenge_member",
    "change_notice",
    "change_state",
    "decide_challenge",
    "declare_interest",
    "discard_notice",
    "dismiss_challenge",
    "draft_notice",
    "enrol_assessor",
    "extend_notice",
    "import_applications",
    "import_marks",
    "plan_applications",
    "planned_changes",
    "publish_edition",
    "publish_notice",
    "save_answers",
    "save_marks",
    "set_measurement",
    "uphold_challenge",
    "withdraw_evidence",
]
