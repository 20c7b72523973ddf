"""A complaint, as a table: received, handled by an officer, answered."""

from cityloop.assessment.rules import OPERATOR
from cityloop.engine.frozen import Frozen
from cityloop.engine.text import Text
from cityloop.engine.workflow import Workflow, moves

RECEIVED = "received"
HANDLED = "handled"
ANSWERED = "answered"

COMPLAINT = Workflow(
    name="complaint",
    start=RECEIVED,
    final=frozenset({ANSWERED}),
    states=Frozen(
        {
            RECEIVED: Text("민원 접수", "Received"),
            HANDLED: Text("처리 중", "Being handled"),
            ANSWERED: Text("답변 완료", "Answered"),
        }
    ),
    transitions=(
        *moves(
            RECEIVED,
            "take_complaint",
            to=HANDLED,
            by=OPERATOR,
            label=Text("민원 담당", "Take the complaint"),
            term="complaint",
        ),
        *moves(
            HANDLED,
            "reassess_complaint",
            to=HANDLED,
            by=OPERATOR,
            label=Text("사후관리 실시", "Plan a surveillance"),
            needs_reason=True,
        ),
        *moves(
            HANDLED,
            "lead_to_withdrawal",
            to=HANDLED,
            by=OPERATOR,
            label=Text("취소 절차 개시", "Begin a withdrawal"),
            needs_reason=True,
        ),
        *moves(
            HANDLED,
            "answer_complaint",
            to=ANSWERED,
            by=OPERATOR,
            label=Text("답변", "Answer the complaint"),
            needs_reason=True,
        ),
    ),
)
TURNS = {RECEIVED: OPERATOR, HANDLED: OPERATOR}
OVERDUE: dict[str, str] = {}
