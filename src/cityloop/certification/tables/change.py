"""A reported change, as a table: no effect, the certificate issued anew, to be reassessed, or a suspension."""

from cityloop.assessment.rules import CERTIFIER, OPERATOR
from cityloop.certification.tables.consequences import SUSPENDED, SUSPENSION_PROPOSED, proposing
from cityloop.engine.frozen import Frozen
from cityloop.engine.text import Text
from cityloop.engine.workflow import Workflow, moves

REPORTED = "reported"
NO_EFFECT = "no_effect"
REISSUED = "reissued"
REASSESSED = "reassessed"

CHANGE = Workflow(
    name="change",
    start=REPORTED,
    final=frozenset({NO_EFFECT, REISSUED, REASSESSED, SUSPENDED}),
    states=Frozen(
        {
            REPORTED: Text("변경 신고 접수", "Change reported"),
            NO_EFFECT: Text("영향 없음", "Without effect"),
            REISSUED: Text("인증서 재발급", "Certificate issued anew"),
            REASSESSED: Text("재평가 실시", "To be reassessed"),
            SUSPENSION_PROPOSED: Text("정지 제안", "Suspension proposed"),
            SUSPENDED: Text("인증 정지", "Certificate suspended"),
        }
    ),
    transitions=(
        *moves(
            REPORTED,
            "find_no_effect",
            to=NO_EFFECT,
            by=OPERATOR,
            label=Text("인증에 영향 없음", "No effect on the certificate"),
            needs_reason=True,
        ),
        *moves(
            REPORTED,
            "reissue_certificate",
            to=REISSUED,
            by=OPERATOR,
            label=Text("명칭을 바꾸어 재발급", "Issue the certificate anew with the names"),
            needs_reason=True,
        ),
        *moves(
            REPORTED,
            "reassess_change",
            to=REASSESSED,
            by=OPERATOR,
            label=Text("사후관리로 재평가", "Reassess by a surveillance"),
            needs_reason=True,
        ),
        *proposing(REPORTED, NO_EFFECT),
    ),
)
TURNS = {REPORTED: OPERATOR, SUSPENSION_PROPOSED: CERTIFIER}
OVERDUE: dict[str, str] = {}
