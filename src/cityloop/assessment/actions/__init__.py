"""Do: publish editions, fill and freeze dossiers, seat panels, declare, mark, compute outcomes."""

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
from cityloop.assessment.actions.marks import save_marks
from cityloop.assessment.actions.panel import declare_interest, enrol_assessor

__all__ = [
    "attach_evidence",
    "challenge_member",
    "decide_challenge",
    "declare_interest",
    "dismiss_challenge",
    "enrol_assessor",
    "publish_edition",
    "save_answers",
    "save_marks",
    "set_measurement",
    "uphold_challenge",
    "withdraw_evidence",
]
