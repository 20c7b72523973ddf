"""The record is read into reports; drafts are opened, changed, tried against it, put forward and published."""

from cityloop.feedback.actions.adopting import adopt_edition
from cityloop.feedback.actions.drafting import open_draft, open_first_draft, save_draft, try_draft
from cityloop.feedback.actions.publishing import answer_request, ask_for_draft, publish_draft
from cityloop.feedback.actions.rating import moderate, rate_service, reply_to_rating
from cityloop.feedback.actions.reporting import record_reexamination, report_criteria
from cityloop.feedback.actions.revising import (
    answer_comment,
    answer_proposal,
    comment_on_draft,
    open_comments,
    propose_revision,
)

__all__ = [
    "adopt_edition",
    "answer_comment",
    "answer_proposal",
    "answer_request",
    "ask_for_draft",
    "comment_on_draft",
    "moderate",
    "open_comments",
    "open_draft",
    "open_first_draft",
    "propose_revision",
    "publish_draft",
    "rate_service",
    "record_reexamination",
    "reply_to_rating",
    "report_criteria",
    "save_draft",
    "try_draft",
]
