"""The procedure of a certification, as a table: who may do what in which state, and what follows.

Guideline 2021-223 Art. 13-15; the order evaluation, review, decision is ISO/IEC 17065 7.4-7.6.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityloop.assessment.procedure import Procedure
from cityloop.assessment.rules import APPLICANT, ASSESSOR, CERTIFIER, OPERATOR, REVIEWER

DRAFT = "draft"
SUBMITTED = "submitted"
SUPPLEMENT = "supplement"
ACCEPTED = "accepted"
EVALUATION = "evaluation"
REVIEW = "review"
DECISION = "decision"
GRANTED = "granted"
REFUSED = "refused"
CLOSED_MOCK = "closed_mock"
CLOSED_INCOMPLETE = "closed_incomplete"
WITHDRAWN = "withdrawn"

LABELS = {
    DRAFT: pgettext_lazy("case", "Draft"),
    SUBMITTED: _("Completeness check"),
    SUPPLEMENT: _("Supplement asked for"),
    ACCEPTED: _("Accepted"),
    EVALUATION: _("Evaluation"),
    REVIEW: _("Review"),
    DECISION: _("Decision"),
    GRANTED: _("Certified"),
    REFUSED: _("Not certified"),
    CLOSED_MOCK: _("Mock certification closed"),
    CLOSED_INCOMPLETE: _("Closed, incomplete"),
    WITHDRAWN: pgettext_lazy("case", "Withdrawn"),
}


@dataclass(frozen=True)
class Row:
    action: str
    before: tuple
    after: tuple
    role: str


FILLING = (DRAFT, SUPPLEMENT)
CLOSED = (GRANTED, REFUSED, CLOSED_MOCK, CLOSED_INCOMPLETE, WITHDRAWN)
UNDECIDED = (DRAFT, SUBMITTED, SUPPLEMENT, ACCEPTED, EVALUATION, REVIEW, DECISION)

WORKFLOW = (
    Row("save_answers", FILLING, (), APPLICANT),
    Row("attach_evidence", FILLING, (), APPLICANT),
    Row("withdraw_evidence", FILLING, (), APPLICANT),
    Row("set_measurement", FILLING, (), APPLICANT),
    Row("submit_case", (DRAFT,), (SUBMITTED,), APPLICANT),
    Row("ask_supplement", (SUBMITTED,), (SUPPLEMENT,), OPERATOR),
    Row("resubmit_case", (SUPPLEMENT,), (SUBMITTED,), APPLICANT),
    Row("accept_dossier", (SUBMITTED,), (ACCEPTED,), OPERATOR),
    Row("seat_panel", (ACCEPTED, EVALUATION), (EVALUATION,), OPERATOR),
    Row("declare_interest", (EVALUATION,), (), ASSESSOR),
    Row("save_marks", (EVALUATION,), (), ASSESSOR),
    Row("hand_in_marks", (EVALUATION,), (EVALUATION, REVIEW), ASSESSOR),
    Row("close_evaluation", (EVALUATION,), (REVIEW, CLOSED_INCOMPLETE), OPERATOR),
    Row("take_review", (REVIEW,), (), OPERATOR),
    Row("record_review", (REVIEW,), (DECISION,), REVIEWER),
    Row("decide", (DECISION,), (GRANTED, REFUSED), CERTIFIER),
    Row("close_mock", (DECISION,), (CLOSED_MOCK,), CERTIFIER),
    Row("withdraw_case", UNDECIDED, (WITHDRAWN,), APPLICANT),
)

PROCEDURE = Procedure(
    WORKFLOW,
    LABELS,
    {SUPPLEMENT: "supplement", EVALUATION: "written_evaluation", REVIEW: "deliberation", DECISION: "decision"},
)
