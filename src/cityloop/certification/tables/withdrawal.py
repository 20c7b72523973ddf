"""Withdrawal of a certificate, as a table: Guideline 2021-223 Art. 17 and 3(2)11.

The operating body examines and proposes, the certifier gives notice, the holder explains. Only where nothing was filed
after the first notice there is a second; only after that, or on an explanation found without merit, the certificate is
withdrawn.
"""

from cityloop.assessment.rules import CERTIFIER, OPERATOR
from cityloop.certification.tables.roles import HOLDER
from cityloop.engine.frozen import Frozen
from cityloop.engine.text import Text
from cityloop.engine.workflow import Workflow, moves

EXAMINING = "examining"
PROPOSED = "proposed"
NOTICE_1 = "notice_1"
NOTICE_2 = "notice_2"
EXPLAINED = "explained"
WITHDRAWN = "withdrawn"
CLOSED = "closed"

WITHDRAWAL = Workflow(
    name="withdrawal",
    start=EXAMINING,
    final=frozenset({WITHDRAWN, CLOSED}),
    states=Frozen(
        {
            EXAMINING: Text("취소 사유 검토", "Examination of the ground"),
            PROPOSED: Text("취소 제안", "Proposed to the certifier"),
            NOTICE_1: Text("1차 취소 예고통보", "First notice given"),
            NOTICE_2: Text("2차 취소 예고통보", "Second notice given"),
            EXPLAINED: Text("소명자료 검토", "Explanation filed"),
            WITHDRAWN: Text("인증 취소", "Certificate withdrawn"),
            CLOSED: Text("취소 없이 종결", "Closed without withdrawal"),
        }
    ),
    transitions=(
        *moves(
            EXAMINING,
            "propose_withdrawal",
            to=PROPOSED,
            by=OPERATOR,
            label=Text("취소 제안", "Propose the withdrawal"),
            needs_reason=True,
        ),
        *moves(
            EXAMINING,
            "find_no_ground",
            to=CLOSED,
            by=OPERATOR,
            label=Text("취소 사유 없음으로 종결", "Close: no ground found"),
            needs_reason=True,
        ),
        *moves(
            PROPOSED,
            "give_notice_1",
            to=NOTICE_1,
            by=CERTIFIER,
            label=Text("1차 취소 예고통보", "Give the first notice"),
            needs_reason=True,
            term="withdrawal_notice_1",
        ),
        *moves(
            f"{NOTICE_1} {NOTICE_2}",
            "file_explanation",
            to=EXPLAINED,
            by=HOLDER,
            label=Text("소명자료 제출", "File an explanation"),
            needs_reason=True,
        ),
        *moves(
            NOTICE_1,
            "give_notice_2",
            to=NOTICE_2,
            by=CERTIFIER,
            label=Text("2차 취소 예고통보", "Give the second notice"),
            needs_reason=True,
            term="withdrawal_notice_2",
        ),
        *moves(
            EXPLAINED,
            "give_opinion",
            to=EXPLAINED,
            by=OPERATOR,
            label=Text("소명자료 검토의견 제출", "Give an opinion on the explanation"),
            needs_reason=True,
        ),
        *moves(
            f"{NOTICE_2} {EXPLAINED}",
            "withdraw_certificate",
            to=WITHDRAWN,
            by=CERTIFIER,
            label=Text("인증 취소", "Withdraw the certificate"),
            needs_reason=True,
        ),
        *moves(
            f"{PROPOSED} {NOTICE_1} {NOTICE_2} {EXPLAINED}",
            "close_withdrawal",
            to=CLOSED,
            by=CERTIFIER,
            label=Text("취소 없이 종결", "Close without withdrawal"),
            needs_reason=True,
        ),
    ),
)
TURNS = {EXAMINING: OPERATOR, PROPOSED: CERTIFIER, NOTICE_1: HOLDER, NOTICE_2: HOLDER, EXPLAINED: CERTIFIER}
"""Whose turn it is in each state."""
OVERDUE = {NOTICE_1: CERTIFIER, NOTICE_2: CERTIFIER}
"""Whose turn it is once the day by which a state should be left is past."""
