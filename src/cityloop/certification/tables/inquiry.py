"""An inquiry into an evaluation body, as a table: opened, answered, in order, or the end of its designation."""

from cityloop.assessment.rules import CERTIFIER, OPERATOR
from cityloop.certification.tables.roles import HOLDER
from cityloop.engine.frozen import Frozen
from cityloop.engine.text import Text
from cityloop.engine.workflow import Workflow, moves

OPENED = "opened"
STATED = "stated"
END_PROPOSED = "end_proposed"
IN_ORDER = "in_order"
ENDED = "ended"

INQUIRY = Workflow(
    name="inquiry",
    start=OPENED,
    final=frozenset({IN_ORDER, ENDED}),
    states=Frozen(
        {
            OPENED: Text("운영실태 조사 중", "Being looked into"),
            STATED: Text("소명 접수", "Statement received"),
            END_PROPOSED: Text("지정취소 제안", "End of the designation proposed"),
            IN_ORDER: Text("이상 없음", "In order"),
            ENDED: Text("지정취소", "Designation ended"),
        }
    ),
    transitions=(
        *moves(
            OPENED,
            "file_statement",
            to=STATED,
            by=HOLDER,
            label=Text("소명자료 제출", "File a statement"),
            needs_reason=True,
        ),
        *moves(
            f"{OPENED} {STATED}",
            "find_in_order",
            to=IN_ORDER,
            by=OPERATOR,
            label=Text("이상 없음 확인", "Find it in order"),
            needs_reason=True,
        ),
        *moves(
            f"{OPENED} {STATED}",
            "propose_end",
            to=END_PROPOSED,
            by=OPERATOR,
            label=Text("지정취소 제안", "Propose to end the designation"),
            needs_reason=True,
        ),
        *moves(
            END_PROPOSED,
            "end_as_proposed",
            to=ENDED,
            by=CERTIFIER,
            label=Text("지정취소", "End the designation"),
            needs_reason=True,
        ),
        *moves(
            END_PROPOSED,
            "let_designation_stand",
            to=IN_ORDER,
            by=CERTIFIER,
            label=Text("지정 유지", "Let the designation stand"),
            needs_reason=True,
        ),
    ),
)
TURNS = {OPENED: HOLDER, STATED: OPERATOR, END_PROPOSED: CERTIFIER}
OVERDUE = {OPENED: OPERATOR}
