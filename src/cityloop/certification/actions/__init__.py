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
from cityloop.certification.actions.closing import cancel_meeting, close_meeting
from cityloop.certification.actions.committee import (
    appoint_member,
    dismiss_member,
    form_committee,
    renew_member,
    vote_chair,
)
from cityloop.certification.actions.credential import issue_credential, issue_missing_credentials, publish_key
from cityloop.certification.actions.decision import close_mock, decide, record_review, take_review
from cityloop.certification.actions.evaluation import close_evaluation, hand_in_marks, seat_panel
from cityloop.certification.actions.meeting import call_meeting, cast_vote, put_on_agenda, sign_in, step_aside
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
    "appoint_member",
    "ask_supplement",
    "call_meeting",
    "cancel_meeting",
    "cast_vote",
    "close_evaluation",
    "close_meeting",
    "close_mock",
    "close_withdrawal",
    "decide",
    "dismiss_member",
    "file_explanation",
    "find_no_ground",
    "form_committee",
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
    "put_on_agenda",
    "record_review",
    "renew_member",
    "report_to_certifier",
    "resubmit_case",
    "seat_panel",
    "sign_in",
    "step_aside",
    "submit_case",
    "suspend_certificate",
    "take_review",
    "vote_chair",
    "withdraw_case",
    "withdraw_certificate",
]
