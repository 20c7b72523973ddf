"""The record is read into reports; drafts are opened, changed, tried against it, put forward and published."""

from cityloop.feedback.actions.drafting import open_draft, open_first_draft, save_draft, try_draft
from cityloop.feedback.actions.publishing import answer_request, ask_for_draft, publish_draft
from cityloop.feedback.actions.reporting import record_reexamination, report_criteria

__all__ = [
    "answer_request",
    "ask_for_draft",
    "open_draft",
    "open_first_draft",
    "publish_draft",
    "record_reexamination",
    "report_criteria",
    "save_draft",
    "try_draft",
]
