"""What surveillance and reported changes share: the operating body proposes a suspension, the certifier decides."""

from cityloop.assessment.rules import CERTIFIER, OPERATOR
from cityloop.engine.text import Text
from cityloop.engine.workflow import Transition, moves

SUSPENSION_PROPOSED = "suspension_proposed"
SUSPENDED = "suspended"


def proposing(sources: str, declined: str) -> tuple[Transition, ...]:
    """Rows by which a suspension is proposed out of `sources`, carried out, or declined to the state `declined`."""
    return (
        *moves(
            sources,
            "propose_suspension",
            to=SUSPENSION_PROPOSED,
            by=OPERATOR,
            label=Text("정지 제안", "Propose a suspension"),
            needs_reason=True,
        ),
        *moves(
            SUSPENSION_PROPOSED,
            "suspend_as_proposed",
            to=SUSPENDED,
            by=CERTIFIER,
            label=Text("인증 정지", "Suspend the certificate"),
            needs_reason=True,
        ),
        *moves(
            SUSPENSION_PROPOSED,
            "decline_suspension",
            to=declined,
            by=CERTIFIER,
            label=Text("정지하지 않음", "Do not suspend"),
            needs_reason=True,
        ),
    )
