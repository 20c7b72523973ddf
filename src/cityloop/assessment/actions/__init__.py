"""Do: publish editions and notices, fill and freeze dossiers, seat panels, declare, mark, compute outcomes."""

from cityloop.assessment.actions.dossier import (
    attach_evidence,
    save_answers,
    set_measurement,
    withdraw_evidence,
)
from cityloop.assessment.actions.edition import publish_edition
from cityloop.assessment.actions.marks import save_marks
from cityloop.assessment.actions.notices import (
    change_notice,
    discard_notice,
    draft_notice,
    extend_notice,
    publish_notice,
)
from cityloop.assessment.actions.panel import declare_interest, enrol_assessor

__all__ = [
    "attach_evidence",
    "change_notice",
    "declare_interest",
    "discard_notice",
    "draft_notice",
    "enrol_assessor",
    "extend_notice",
    "publish_edition",
    "publish_notice",
    "save_answers",
    "save_marks",
    "set_measurement",
    "withdraw_evidence",
]
