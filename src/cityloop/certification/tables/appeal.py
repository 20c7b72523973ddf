"""An appeal, as a table: filed by the party, heard by somebody who took no part, upheld or dismissed.

Whether the hearer took part before is asked of the case's duties and steps, and held by the database.
"""

from cityloop.assessment.rules import CERTIFIER, HEARER, OPERATOR
from cityloop.certification.tables.roles import HOLDER
from cityloop.engine.frozen import Frozen
from cityloop.engine.text import Text
from cityloop.engine.workflow import Workflow, moves

FILED = "filed"
HEARING = "hearing"
UPHELD = "upheld"
DISMISSED = "dismissed"
TAKEN_BACK = "taken_back"

APPEAL = Workflow(
    name="appeal",
    start=FILED,
    final=frozenset({UPHELD, DISMISSED, TAKEN_BACK}),
    states=Frozen(
        {
            FILED: Text("이의신청 접수", "Appeal filed"),
            HEARING: Text("이의신청 심리", "Being heard"),
            UPHELD: Text("이의신청 인용", "Appeal upheld"),
            DISMISSED: Text("이의신청 기각", "Appeal dismissed"),
            TAKEN_BACK: Text("이의신청 취하", "Appeal taken back"),
        }
    ),
    transitions=(
        *moves(
            FILED,
            "take_appeal",
            to=HEARING,
            by=f"{OPERATOR} {CERTIFIER}",
            label=Text("이의신청 심리 담당", "Hear the appeal"),
            term="appeal_ruling",
        ),
        *moves(
            HEARING,
            "uphold_appeal",
            to=UPHELD,
            by=HEARER,
            label=Text("인용", "Uphold the appeal"),
            needs_reason=True,
        ),
        *moves(
            HEARING,
            "dismiss_appeal",
            to=DISMISSED,
            by=HEARER,
            label=Text("기각", "Dismiss the appeal"),
            needs_reason=True,
        ),
        *moves(
            f"{FILED} {HEARING}",
            "take_back_appeal",
            to=TAKEN_BACK,
            by=HOLDER,
            label=Text("이의신청 취하", "Take the appeal back"),
        ),
    ),
)
TURNS = {FILED: OPERATOR, HEARING: HEARER}
OVERDUE: dict[str, str] = {}
