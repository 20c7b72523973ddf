"""The procedure of a proposal, as a table: who may do what in which state, and what follows.

From the first draft to the selection (Decree Art. 14). The secretariat of the track is the OPERATOR, the authority of
the programme the CERTIFIER. What comes after the selection is no state of the proposal: agreements, milestones and
payments point to it.
"""

from cityloop.assessment.procedure import Procedure
from cityloop.assessment.rules import ASSESSOR, CERTIFIER, INVITED, LEAD, OPERATOR
from cityloop.assessment.table import filled, marked, supplemented
from cityloop.engine.frozen import Frozen
from cityloop.engine.text import Text
from cityloop.engine.workflow import Workflow, moves, stays

DRAFT = "draft"
SUBMITTED = "submitted"
SUPPLEMENT = "supplement"
SCREENED = "screened"
EVALUATION = "evaluation"
CONSENSUS = "consensus"
ASSESSED = "assessed"
RESERVE = "reserve"
SELECTED = "selected"
NOT_SELECTED = "not_selected"
EXCLUDED = "excluded"
WITHDRAWN = "withdrawn"

CLOSED = (SELECTED, NOT_SELECTED, EXCLUDED, WITHDRAWN)
FILLING = (DRAFT, SUPPLEMENT)
BEING_REVIEWED = (EVALUATION, CONSENSUS)
OPEN = (DRAFT, SUBMITTED, SUPPLEMENT, SCREENED, *BEING_REVIEWED, ASSESSED, RESERVE)

STATES = Frozen(
    {
        DRAFT: Text("작성 중", "Draft"),
        SUBMITTED: Text("적격심사", "Screening"),
        SUPPLEMENT: Text("보완 요청", "Supplement asked for"),
        SCREENED: Text("적격", "Admitted"),
        EVALUATION: Text("평가", "Evaluation"),
        CONSENSUS: Text("합의평가", "Consensus"),
        ASSESSED: Text("평가 완료", "Evaluated"),
        RESERVE: Text("예비선정", "On the reserve list"),
        SELECTED: Text("선정", "Selected"),
        NOT_SELECTED: Text("미선정", "Not selected"),
        EXCLUDED: Text("선정대상 제외", "Excluded"),
        WITHDRAWN: Text("제안 철회", "Proposal withdrawn"),
    }
)


FILL = f"{DRAFT} {SUPPLEMENT}"
ADVISED = f"{DRAFT} {SUBMITTED} {SUPPLEMENT} {SCREENED}"
"""Until the evaluation a proposal can be advised on."""

FILLED = (
    *filled(FILL),
    *stays(FILL, "state_facts", LEAD, "사업 개요 저장", "State the facts of the project"),
    *stays(FILL, "add_partner", LEAD, "참여기관 추가", "Add a partner"),
    *stays(FILL, "change_partner", LEAD, "참여기관 변경", "Change a partner"),
    *stays(FILL, "remove_partner", LEAD, "참여기관 제외", "Remove a partner"),
    *stays(FILL, "answer_invitation", INVITED, "참여 요청 회답", "Answer the invitation"),
    *stays(DRAFT, "copy_earlier", LEAD, "이전 제안서 복사", "Copy from an earlier proposal"),
)
"""What those who apply do while a version of the proposal is open."""

SUBMISSION = (
    *moves(
        DRAFT, "submit_case", to=SUBMITTED, by=LEAD, label=Text("제안서 제출", "Hand in the proposal"), term="screening"
    ),
    *moves(SUBMITTED, "take_back", to=DRAFT, by=LEAD, label=Text("제출 회수", "Take back")),
    *moves(" ".join(OPEN), "withdraw_case", to=WITHDRAWN, by=LEAD, label=Text("제안 철회", "Withdraw the proposal")),
    *stays(ADVISED, "book_slot", LEAD, "사전컨설팅 예약", "Book pre-consulting"),
    *stays(ADVISED, "give_advice", OPERATOR, "사전컨설팅 의견 기록", "Record the advice given"),
)

SCREENING = (
    *supplemented(SUBMITTED, SUPPLEMENT, EXCLUDED),
    *stays(SUBMITTED, "judge_rule", OPERATOR, "자격요건 판단 기록", "Judge a rule"),
    *moves(
        SUPPLEMENT,
        "resubmit_case",
        to=SUBMITTED,
        by=LEAD,
        label=Text("보완 제출", "Hand in again"),
        term="screening",
    ),
    *moves(SUBMITTED, "admit", to=SCREENED, by=OPERATOR, label=Text("적격 판정", "Admit to the evaluation")),
    *moves(
        f"{SUBMITTED} {SCREENED}",
        "exclude",
        to=EXCLUDED,
        by=OPERATOR,
        label=Text("선정대상 제외", "Exclude"),
        needs_reason=True,
    ),
    *moves(
        EXCLUDED,
        "reopen_excluded",
        to=SUBMITTED,
        by=OPERATOR,
        label=Text("이의신청에 따른 재심사", "Screen again after an objection"),
        needs_reason=True,
        term="screening",
        reopens=True,
    ),
)

JUDGING = " ".join(BEING_REVIEWED)
LOOKED_AT = f"{SUBMITTED} {SCREENED} {JUDGING}"
JUDGED = (
    *marked(EVALUATION, after=SCREENED, again=f"{EVALUATION} {ASSESSED}", term="evaluation"),
    *stays(LOOKED_AT, "show_file", OPERATOR, "비공개 자료 공개", "Let reviewers read a file"),
    *stays(LOOKED_AT, "keep_file_back", OPERATOR, "자료 비공개", "Keep a file back"),
    *moves(
        EVALUATION,
        "open_consensus",
        to=CONSENSUS,
        by=OPERATOR,
        label=Text("합의평가 시작", "Open the consensus"),
        term="consensus",
    ),
    *stays(JUDGING, "name_rapporteur", OPERATOR, "대표 작성자 지정", "Name the rapporteur"),
    *stays(JUDGING, "discuss", f"{ASSESSOR} {OPERATOR}", "의견 교환", "Discuss"),
    *stays(CONSENSUS, "save_consensus", ASSESSOR, "합의의견 저장", "Save the consensus"),
    *stays(CONSENSUS, "speak_on_consensus", ASSESSOR, "합의의견에 대한 의견", "Agree, or keep another view"),
    *stays(CONSENSUS, "release_member", OPERATOR, "위원 제척", "Release a member"),
    *moves(
        JUDGING,
        "close_evaluation",
        to=ASSESSED,
        by=OPERATOR,
        label=Text("평가 종료", "Close the evaluation"),
        term="decision",
    ),
)

AGREED = stays(ASSESSED, "adjust_in_panel", OPERATOR, "패널 조정 기록", "Write down what the panel moved")
"""Where a panel looks across the proposals of a round."""

VOTING = f"{SCREENED} {EVALUATION} {CONSENSUS}"
VOTED = (
    *stays(VOTING, "open_ballot", OPERATOR, "시민투표 시작", "Open the citizen vote"),
    *stays(VOTING, "issue_codes", LEAD, "투표번호 발급", "Make voting codes"),
    *stays(VOTING, "count_ballot", OPERATOR, "시민투표 집계", "Count the citizen vote"),
    *stays(VOTING, "call_off_ballot", OPERATOR, "시민투표 중지", "Call the citizen vote off"),
)
"""Where the edition reads a criterion from a vote of citizens: after the admission, before the evaluation closes."""

DECIDED = (
    *moves(ASSESSED, "select", to=SELECTED, by=CERTIFIER, label=Text("선정", "Select")),
    *moves(ASSESSED, "put_on_reserve", to=RESERVE, by=CERTIFIER, label=Text("예비선정", "Put on the reserve list")),
    *moves(
        f"{ASSESSED} {RESERVE}",
        "not_select",
        to=NOT_SELECTED,
        by=CERTIFIER,
        label=Text("미선정", "Do not select"),
    ),
    *moves(
        RESERVE,
        "move_up",
        to=SELECTED,
        by=CERTIFIER,
        label=Text("예비선정 승계", "Move up from the reserve list"),
        needs_reason=True,
    ),
)

WORKFLOW = Workflow(
    name="proposal",
    start=DRAFT,
    final=frozenset(CLOSED),
    states=STATES,
    transitions=(*FILLED, *SUBMISSION, *SCREENING, *JUDGED, *AGREED, *VOTED, *DECIDED),
)
PROCEDURE = Procedure(WORKFLOW, room="calls", evaluated=frozenset((ASSESSED, RESERVE)))
