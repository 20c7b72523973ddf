"""Surveillance, as a table: planned, reported, corrected where it does not conform, or on to what is graver."""

from cityloop.assessment.rules import CERTIFIER, OPERATOR
from cityloop.certification.tables.consequences import SUSPENDED, SUSPENSION_PROPOSED, proposing
from cityloop.certification.tables.roles import HOLDER
from cityloop.engine.frozen import Frozen
from cityloop.engine.text import Text
from cityloop.engine.workflow import Workflow, moves

PLANNED = "planned"
CONFORMING = "conforming"
CORRECTING = "correcting"
CORRECTED = "corrected"
SETTLED = "settled"
CANCELLED = "cancelled"
LED_TO_WITHDRAWAL = "led_to_withdrawal"

SURVEILLANCE = Workflow(
    name="surveillance",
    start=PLANNED,
    final=frozenset({CONFORMING, SETTLED, CANCELLED, SUSPENDED, LED_TO_WITHDRAWAL}),
    states=Frozen(
        {
            PLANNED: Text("사후관리 예정", "Planned"),
            CONFORMING: Text("적합", "Conforming"),
            CORRECTING: Text("시정조치 요구", "Correction asked for"),
            CORRECTED: Text("시정조치 확인", "Correction reported"),
            SUSPENSION_PROPOSED: Text("정지 제안", "Suspension proposed"),
            SUSPENDED: Text("인증 정지", "Certificate suspended"),
            SETTLED: Text("시정 완료", "Settled"),
            LED_TO_WITHDRAWAL: Text("취소 절차로 이행", "Led to a withdrawal"),
            CANCELLED: Text("사후관리 취소", "Called off"),
        }
    ),
    transitions=(
        *moves(
            PLANNED, "report_conforming", to=CONFORMING, by=OPERATOR, label=Text("적합 보고", "Report: it conforms")
        ),
        *moves(
            PLANNED,
            "report_nonconforming",
            to=CORRECTING,
            by=OPERATOR,
            label=Text("부적합 보고", "Report: it does not conform"),
        ),
        *moves(
            PLANNED,
            "call_off",
            to=CANCELLED,
            by=OPERATOR,
            label=Text("사후관리 취소", "Call it off"),
            needs_reason=True,
        ),
        *moves(
            CORRECTING,
            "report_correction",
            to=CORRECTED,
            by=HOLDER,
            label=Text("시정조치 보고", "Report the correction"),
            needs_reason=True,
        ),
        *moves(
            CORRECTED,
            "accept_correction",
            to=SETTLED,
            by=OPERATOR,
            label=Text("시정조치 수용", "Accept the correction"),
            needs_reason=True,
        ),
        *proposing(f"{CORRECTING} {CORRECTED}", SETTLED),
        *moves(
            f"{CORRECTING} {CORRECTED}",
            "lead_to_withdrawal",
            to=LED_TO_WITHDRAWAL,
            by=OPERATOR,
            label=Text("취소 절차 개시", "Begin a withdrawal"),
            needs_reason=True,
        ),
    ),
)
TURNS = {PLANNED: OPERATOR, CORRECTING: HOLDER, CORRECTED: OPERATOR, SUSPENSION_PROPOSED: CERTIFIER}
OVERDUE = {CORRECTING: OPERATOR}
