"""Rows that the tables of all cases have: filling a dossier, its supplement, a panel that marks.

The steps are the same in every procedure (decision 0012); the states that they stand in are the table's own.
"""

from cityloop.assessment.rules import APPLICANT, ASSESSOR, OPERATOR
from cityloop.engine.text import Text
from cityloop.engine.workflow import Transition, moves, stays


def filled(states: str) -> tuple[Transition, ...]:
    """What those who apply do while a version of the dossier is open."""
    return (
        *stays(states, "save_answers", APPLICANT, "신청 내용 저장", "Save statements"),
        *stays(states, "attach_evidence", APPLICANT, "증빙 첨부", "Attach evidence"),
        *stays(states, "withdraw_evidence", APPLICANT, "증빙 제외", "Take evidence out"),
        *stays(states, "set_measurement", APPLICANT, "측정값 입력", "Enter a measured value"),
    )


def supplemented(submitted: str, supplement: str, closed: str) -> tuple[Transition, ...]:
    """A dossier is checked, a supplement asked for, given more time, or not answered."""
    return (
        *stays(submitted, "check_items", OPERATOR, "항목별 확인", "Check item by item"),
        *moves(
            submitted,
            "ask_supplement",
            to=supplement,
            by=OPERATOR,
            label=Text("보완 요청", "Ask for a supplement"),
            needs_reason=True,
            term="supplement",
        ),
        *stays(supplement, "extend_supplement", OPERATOR, "보완기한 연장", "Extend the supplement"),
        *moves(
            supplement,
            "close_unanswered",
            to=closed,
            by=OPERATOR,
            label=Text("미보완 종결", "Close without the supplement"),
            needs_reason=True,
        ),
    )


def marked(evaluation: str, *, after: str, again: str, term: str) -> tuple[Transition, ...]:
    """A panel is seated `after` a state, for a `term`, and marks; `again` names where a moderation may begin."""
    return (
        *moves(
            after, "seat_panel", to=evaluation, by=OPERATOR, label=Text("평가위원 배정", "Seat the panel"), term=term
        ),
        *stays(evaluation, "seat_panel", OPERATOR, "평가위원 배정", "Seat the panel"),
        *stays(evaluation, "remind_assessors", OPERATOR, "평가 독촉", "Remind assessors"),
        *stays(evaluation, "release_member", OPERATOR, "위원 제척", "Release a member"),
        *stays(evaluation, "challenge_member", APPLICANT, "기피 신청", "Challenge a member"),
        *stays(evaluation, "declare_interest", ASSESSOR, "이해관계 신고", "Declare interests"),
        *stays(evaluation, "save_marks", ASSESSOR, "점수 저장", "Save marks"),
        *stays(evaluation, "hand_in_marks", ASSESSOR, "점수 제출", "Hand in marks"),
        *moves(
            again,
            "open_moderation",
            to=evaluation,
            by=OPERATOR,
            label=Text("평가 조정 시작", "Open a moderation"),
            needs_reason=True,
            term="moderation",
        ),
    )
