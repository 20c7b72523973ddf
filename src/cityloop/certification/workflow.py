"""The procedure of a certification, as a table: who may do what in which state, and what follows.

Guideline 2021-223 Art. 4 and 13-15; the order evaluation, review, decision is ISO/IEC 17065 7.4-7.6. Where the
edition has a committee with a quorum, it deliberates on the evaluation before the review (decision 0009).
"""

from cityloop.assessment.procedure import Procedure
from cityloop.assessment.rules import (
    APPLICANT,
    CERTIFIER,
    COMMITTEE,
    EXAMINER,
    HEARER,
    INVITED,
    LEAD,
    OPERATOR,
    REVIEWER,
)
from cityloop.assessment.table import filled, marked, supplemented
from cityloop.certification.tables import APPEAL, CHANGE, COMPLAINT, INQUIRY, SURVEILLANCE, WITHDRAWAL
from cityloop.engine.frozen import Frozen
from cityloop.engine.text import Text
from cityloop.engine.workflow import Workflow, moves, stays

DRAFT = "draft"
SUBMITTED = "submitted"
SUPPLEMENT = "supplement"
ACCEPTED = "accepted"
EVALUATION = "evaluation"
DELIBERATION = "deliberation"
REVIEW = "review"
REPORT = "report"
DECISION = "decision"
GRANTED = "granted"
REFUSED = "refused"
CLOSED_MOCK = "closed_mock"
CLOSED_INCOMPLETE = "closed_incomplete"
WITHDRAWN = "withdrawn"

CLOSED = (GRANTED, REFUSED, CLOSED_MOCK, CLOSED_INCOMPLETE, WITHDRAWN)
FILLING = (DRAFT, SUPPLEMENT)
EVALUATED = (DELIBERATION, REVIEW, REPORT, DECISION)
"""Under way, with an outcome: the marks are in."""
OPEN = (DRAFT, SUBMITTED, SUPPLEMENT, ACCEPTED, EVALUATION, *EVALUATED)

STATES = Frozen(
    {
        DRAFT: Text("작성 중", "Draft"),
        SUBMITTED: Text("구비서류 검토", "Completeness check"),
        SUPPLEMENT: Text("보완 요청", "Supplement asked for"),
        ACCEPTED: Text("접수", "Accepted"),
        EVALUATION: Text("평가", "Evaluation"),
        DELIBERATION: Text("심의", "Deliberation"),
        REVIEW: Text("검토", "Review"),
        REPORT: Text("심사결과 보고", "Report to the certifier"),
        DECISION: Text("인증결정", "Decision"),
        GRANTED: Text("인증", "Certified"),
        REFUSED: Text("미인증", "Not certified"),
        CLOSED_MOCK: Text("모의인증 종료", "Mock certification closed"),
        CLOSED_INCOMPLETE: Text("미완료 종결", "Closed, incomplete"),
        WITHDRAWN: Text("신청 취하", "Withdrawn"),
    }
)


WORKFLOW = Workflow(
    name="certification",
    start=DRAFT,
    final=frozenset(CLOSED),
    states=STATES,
    transitions=(
        *filled(f"{DRAFT} {SUPPLEMENT}"),
        *stays(DRAFT, "invite_party", LEAD, "공동신청 요청", "Ask to apply together"),
        *stays(DRAFT, "let_party_go", LEAD, "공동신청 요청 철회", "Go on without a party"),
        *stays(DRAFT, "answer_invitation", INVITED, "공동신청 회답", "Answer the invitation"),
        *moves(DRAFT, "submit_case", to=SUBMITTED, by=LEAD, label=Text("신청서류 제출", "Hand in the dossier")),
        *supplemented(SUBMITTED, SUPPLEMENT, CLOSED_INCOMPLETE),
        *moves(SUPPLEMENT, "resubmit_case", to=SUBMITTED, by=LEAD, label=Text("보완 제출", "Hand in again")),
        *moves(SUBMITTED, "accept_dossier", to=ACCEPTED, by=OPERATOR, label=Text("접수", "Accept the dossier")),
        *marked(EVALUATION, after=ACCEPTED, again=f"{EVALUATION} {DELIBERATION} {REVIEW}", term="written_evaluation"),
        *stays(DELIBERATION, "challenge_member", APPLICANT, "기피 신청", "Challenge a member"),
        *stays(EVALUATION, "plan_visit", OPERATOR, "현장실사 계획", "Plan a site visit"),
        *stays(EVALUATION, "record_visit", OPERATOR, "현장실사 기록", "Record a site visit"),
        *stays(EVALUATION, "raise_finding", OPERATOR, "지적사항 등록", "Record a finding"),
        *stays(EVALUATION, "answer_finding", APPLICANT, "지적사항 소명", "Answer a finding"),
        *stays(EVALUATION, "rule_finding", OPERATOR, "지적사항 확정", "Decide on a finding"),
        *stays(EVALUATION, "ask_technical_review", OPERATOR, "기술적 검토 의뢰", "Ask for a technical review"),
        *stays(EVALUATION, "review_technical_report", OPERATOR, "평가결과서 검토", "Review the technical report"),
        *stays(EVALUATION, "cancel_technical_review", OPERATOR, "기술적 검토 취소", "Cancel a technical review"),
        *stays(EVALUATION, "release_examiner", OPERATOR, "검토 담당자 제외", "Release an examiner"),
        *stays(EVALUATION, "ask_documents", f"{OPERATOR} {EXAMINER}", "추가 서류 요청", "Ask for more documents"),
        *stays(EVALUATION, "answer_documents", APPLICANT, "추가 서류 제출", "Hand in more documents"),
        *stays(EVALUATION, "hand_in_technical_review", EXAMINER, "평가결과서 제출", "Hand in the technical report"),
        *moves(
            EVALUATION,
            "close_evaluation",
            to=REVIEW,
            by=OPERATOR,
            label=Text("평가 종료", "Close the evaluation"),
            term="review",
        ),
        *moves(
            EVALUATION,
            "request_deliberation",
            to=DELIBERATION,
            by=OPERATOR,
            label=Text("심의 요청", "Ask the committee to deliberate"),
            term="deliberation",
        ),
        *moves(
            EVALUATION,
            "close_incomplete",
            to=CLOSED_INCOMPLETE,
            by=OPERATOR,
            label=Text("미완료 종결", "Close as incomplete"),
        ),
        *moves(
            DELIBERATION,
            "deliberate",
            to=REVIEW,
            by=COMMITTEE,
            label=Text("심의 의결", "Deliberate and decide"),
            term="review",
        ),
        *moves(
            DELIBERATION,
            "return_to_evaluation",
            to=EVALUATION,
            by=COMMITTEE,
            label=Text("재평가 요구", "Return for another evaluation"),
            needs_reason=True,
            term="written_evaluation",
        ),
        *stays(DELIBERATION, "put_on_agenda", OPERATOR, "심의 안건 상정", "Put on the agenda"),
        *stays(REVIEW, "take_review", OPERATOR, "검토 담당", "Take the review"),
        *moves(
            REVIEW,
            "record_review",
            to=REPORT,
            by=REVIEWER,
            label=Text("검토 의견 제출", "Record the review"),
            needs_reason=True,
            term="report",
        ),
        *moves(
            REPORT,
            "report_to_certifier",
            to=DECISION,
            by=OPERATOR,
            label=Text("심사결과 보고", "Report to the certifier"),
            term="decision",
        ),
        *moves(
            DECISION,
            "grant",
            to=GRANTED,
            by=CERTIFIER,
            label=Text("인증 결정", "Grant the certification"),
            needs_reason=True,
        ),
        *moves(
            DECISION,
            "refuse",
            to=REFUSED,
            by=CERTIFIER,
            label=Text("미인증 결정", "Refuse the certification"),
            needs_reason=True,
        ),
        *moves(
            DECISION,
            "close_mock",
            to=CLOSED_MOCK,
            by=CERTIFIER,
            label=Text("모의인증 종료", "Close the mock certification"),
            needs_reason=True,
        ),
        *moves(
            REFUSED,
            "reopen_for_evaluation",
            to=EVALUATION,
            by=HEARER,
            label=Text("이의신청 인용에 따른 재평가", "Reopen on appeal, for a new evaluation"),
            needs_reason=True,
            term="written_evaluation",
            reopens=True,
        ),
        *moves(
            REFUSED,
            "reopen_for_review",
            to=REVIEW,
            by=HEARER,
            label=Text("이의신청 인용에 따른 재검토", "Reopen on appeal, for a new review"),
            needs_reason=True,
            term="review",
            reopens=True,
        ),
        *moves(
            " ".join(OPEN),
            "withdraw_case",
            to=WITHDRAWN,
            by=LEAD,
            label=Text("신청 취하", "Withdraw the application"),
        ),
    ),
)
PROCEDURE = Procedure(WORKFLOW)

PROCEEDINGS = {table.name: Procedure(table) for table in (WITHDRAWAL, APPEAL, SURVEILLANCE, CHANGE, COMPLAINT, INQUIRY)}
"""The procedures after the decision, by the kind of proceeding."""
