"""Do: apply, check completeness, seat panels, close evaluations, review, decide, issue certificates."""

from cityloop.certification.actions.application import (
    accept_dossier,
    ask_supplement,
    open_case,
    resubmit_case,
    submit_case,
    withdraw_case,
)
from cityloop.certification.actions.certificate import give_out_paper
from cityloop.certification.actions.credential import issue_credential, issue_missing_credentials, publish_key
from cityloop.certification.actions.decision import close_mock, decide, record_review, take_review
from cityloop.certification.actions.deliberation import record_deliberation
from cityloop.certification.actions.evaluation import close_evaluation, hand_in_marks, seat_panel
from cityloop.certification.actions.report import report_to_certifier
from cityloop.certification.actions.suspension import lift_suspension, suspend_certificate
from cityloop.certification.actions.withdrawal import (
    close_withdrawal,
    file_explanation,
    find_no_ground,
    give_notice,
    give_opinion,
    open_withdrawal,
    propose_withdrawal,
    withdraw_certificate,
)

__all__ = [
    "accept_dossier",
    "ask_supplement",
    "close_evaluation",
    "close_mock",
    "close_withdrawal",
    "decide",
    "file_explanation",
    "find_no_ground",
    "give_notice",
    "give_opinion",
    "give_out_paper",
    "hand_in_marks",
    "issue_credential",
    "issue_missing_credentials",
    "lift_suspension",
    "open_case",
    "open_withdrawal",
    "propose_withdrawal",
    "publish_key",
    "record_deliberation",
    "record_review",
    "report_to_certifier",
    "resubmit_case",
    "seat_panel",
    "submit_case",
    "suspend_certificate",
    "take_review",
    "withdraw_case",
    "withdraw_certificate",
]
