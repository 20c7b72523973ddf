"""How certification runs its cases: the table, the two bodies, and what an evaluation waits for besides the marks."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.procedure import Unfinished
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import runs_without_committee
from cityloop.certification import workflow
from cityloop.certification.actions.application import NOT_SENT, require_eligible
from cityloop.certification.queries.technical import open_reviews, unread_reports
from cityloop.certification.queries.visits import open_findings
from cityloop.engine.text import Text

DESIGNATED = Text("지정", "Designated")
FINDING = Unfinished(
    _("A finding of the site visit is not decided, and until then nobody knows which evidence holds."),
    _("Decide on it once the applicant has answered, or the time for it is over."),
)
VISIT = Unfinished(
    _("A site visit is planned and not recorded."),
    _("Record it, or give the reason why the evaluation is closed without it."),
    waivable=True,
)
TECHNICAL = Unfinished(
    _("A technical review by an evaluation body is not handed in yet."),
    _("Wait for its report, or give the reason why it is closed without it."),
    waivable=True,
)
UNREAD = Unfinished(
    _("A technical report waits for your review, and does not count before it."),
    _("Accept or return it on the page of the technical review."),
)


INTERESTS = Text(
    "다음 사유에 해당하는 위원은 스스로 회피하여야 합니다(고시 제2021-223호 제5조). 신고하면 즉시 이 신청 건의 "
    "직무에서 해제되며, 신고하지 않은 경우 해촉 사유가 됩니다.",
    "Whoever has one of these interests must step aside (Notice 2021-223 Art. 5). Declaring one releases you from the "
    "case at once; not declaring one is a ground for dismissal.",
)


def unfinished(case) -> list[Unfinished]:
    """Findings nobody decided on, visits without a record, technical reports not handed in or not reviewed."""
    waits = (
        (open_findings(case), FINDING),
        (case.visits.filter(record=None), VISIT),
        (open_reviews(case), TECHNICAL),
        (unread_reports(case), UNREAD),
    )
    return [what for rows, what in waits if rows.exists()]


def way_out(case, outcome) -> str:
    """Without an outcome to its end; to the committee where the edition has one that decides by quorum."""
    if outcome.status == outcome.Status.INCOMPLETE:
        return "close_incomplete"
    return "close_evaluation" if runs_without_committee(compiled(case.edition)) else "request_deliberation"


def admit(case, answers) -> None:
    """Refuse to take a dossier that the conditions of its edition exclude, by what its form says too."""
    require_eligible(case, NOT_SENT, answers)


def called(case) -> Text | None:
    """What a grant is called where it designates (지정) and certifies nothing."""
    if case.state != workflow.GRANTED:
        return None
    profile = compiled(case.edition).profile(case.profile)
    return DESIGNATED if profile and profile.designates else None


PROCEDURE = replace(
    workflow.PROCEDURE,
    called=called,
    room="certification",
    evaluated=frozenset(workflow.EVALUATED),
    unfinished=unfinished,
    way_out=way_out,
    admit=admit,
    interests=INTERESTS,
)
