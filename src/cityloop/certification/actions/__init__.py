"""Do: apply, check completeness, seat panels, close evaluations, review, decide, issue certificates."""

from cityloop.certification.actions.appeal import (
    dismiss_appeal,
    file_appeal,
    take_appeal,
    take_back_appeal,
    uphold_appeal,
)
from cityloop.certification.actions.application import open_case, receive_case
from cityloop.certification.actions.certificate import (
    give_out_paper,
)
from cityloop.certification.actions.change import (
    find_no_effect,
    report_change,
)
from cityloop.certification.actions.closing import cancel_meeting, close_meeting
from cityloop.certification.actions.committee import (
    appoint_member,
    dismiss_member,
    form_committee,
    renew_member,
    vote_chair,
)
from cityloop.certification.actions.complaint import (
    answer_complaint,
    complain,
    take_complaint,
)
from cityloop.certification.actions.consequences import (
    decline_suspension,
    lead_to_withdrawal,
    propose_suspension,
    reassess,
    suspend_as_proposed,
)
from cityloop.certification.actions.credential import (
    issue_credential,
    issue_missing_credentials,
    publish_key,
)
from cityloop.certification.actions.decision import (
    close_mock,
    decide,
    record_review,
    take_review,
)
from cityloop.certification.actions.designation import designate_applicant, end_designation
from cityloop.certification.actions.documents import answer_documents, ask_documents
from cityloop.certification.actions.expiry import (
    end_suspensions,
    expire_certificates,
)
from cityloop.certification.actions.inquiry import (
    end_as_proposed,
    file_statement,
    find_in_order,
    let_designation_stand,
    open_inquiry,
    propose_end,
)
from cityloop.certification.actions.matter import ask_committee
from cityloop.certification.actions.meeting import call_meeting, cast_vote, put_on_agenda, sign_in, step_aside
from cityloop.certification.actions.reissue import reissue_certificate
from cityloop.certification.actions.renewal import (
    ask_renewal,
)
from cityloop.certification.actions.report import (
    report_to_certifier,
)
from cityloop.certification.actions.surveillance import (
    accept_correction,
    call_off,
    plan_surveillance,
    report_correction,
    report_surveillance,
)
from cityloop.certification.actions.suspension import (
    lift_suspension,
    suspend_certificate,
)
from cityloop.certification.actions.technical import (
    ask_technical_review,
    cancel_technical_review,
    hand_in_technical_review,
    release_examiner,
    review_technical_report,
)
from cityloop.certification.actions.visit import answer_finding, plan_visit, raise_finding, record_visit, rule_finding
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
    "accept_correction",
    "answer_complaint",
    "answer_documents",
    "answer_finding",
    "appoint_member",
    "ask_committee",
    "ask_documents",
    "ask_renewal",
    "ask_technical_review",
    "call_meeting",
    "call_off",
    "cancel_meeting",
    "cancel_technical_review",
    "cast_vote",
    "close_meeting",
    "close_mock",
    "close_withdrawal",
    "complain",
    "decide",
    "decline_suspension",
    "designate_applicant",
    "dismiss_appeal",
    "dismiss_member",
    "end_as_proposed",
    "end_designation",
    "end_suspensions",
    "expire_certificates",
    "file_appeal",
    "file_explanation",
    "file_statement",
    "find_in_order",
    "find_no_effect",
    "find_no_ground",
    "form_committee",
    "give_notice",
    "give_opinion",
    "give_out_paper",
    "hand_in_technical_review",
    "issue_credential",
    "issue_missing_credentials",
    "lead_to_withdrawal",
    "let_designation_stand",
    "lift_suspension",
    "open_case",
    "open_inquiry",
    "open_withdrawal",
    "plan_surveillance",
    "plan_visit",
    "propose_end",
    "propose_suspension",
    "propose_withdrawal",
    "publish_key",
    "put_on_agenda",
    "raise_finding",
    "reassess",
    "receive_case",
    "record_review",
    "record_visit",
    "reissue_certificate",
    "release_examiner",
    "renew_member",
    "report_change",
    "report_correction",
    "report_surveillance",
    "report_to_certifier",
    "review_technical_report",
    "rule_finding",
    "sign_in",
    "step_aside",
    "suspend_as_proposed",
    "suspend_certificate",
    "take_appeal",
    "take_back_appeal",
    "take_complaint",
    "take_review",
    "uphold_appeal",
    "vote_chair",
    "withdraw_certificate",
]
