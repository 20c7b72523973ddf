"""The scheme is revised by its own record, simulated: proposals, a draft, its replay, comments, approval, adoption.

The next edition asks for 75 points. It holds for transport after its transition; `next_round` plays what happens then.
"""

from datetime import timedelta

from django.utils import timezone

from cityloop.assessment.models import Edition, EditionState
from cityloop.demo.papers import paper
from cityloop.feedback.actions import (
    adopt_edition,
    answer_comment,
    answer_proposal,
    answer_request,
    ask_for_draft,
    comment_on_draft,
    moderate,
    open_comments,
    open_draft,
    propose_revision,
    publish_draft,
    save_draft,
    try_draft,
)
from cityloop.feedback.drafting import applied
from cityloop.feedback.queries import latest

SCHEME, FIELD, CUT = "smart-city-service", "transport", 75
TITLE = "통과 점수 75점으로 상향(가상) · The pass mark rises to 75 (simulated)"
NOTE = (
    "통과 점수를 75점으로 올립니다. 합격선 부근에서 위원 구성에 따라 결과가 달라진다는 제안에 따른 것입니다(가상). / "
    "The pass mark rises to 75: a proposal showed that near the old cut the panel decided (simulated)."
)
SHOWN, HIDDEN = "shown", "hidden"


def play(cast) -> None:
    """Everything from the first proposal to the day on which the new edition will hold."""
    owner, base = cast.people["owner"], Edition.objects.get(scheme=SCHEME, edition="2026")
    ago = lambda days: cast.at - timedelta(days=days)  # noqa: E731 - so many days before the demonstration
    cut = _proposals(cast, base, ago)
    draft = _draft(owner, base, ago(70), cast.at.year + 1)
    answer_proposal(
        actor=owner, at=ago(69), proposal=cut, verdict="taken_up", draft=draft,
        reason="개정안에 반영하여 의견을 듣겠습니다(가상). / The draft takes it up; we ask for comments (simulated).",
    )  # fmt: skip
    try_draft(actor=owner, at=ago(68), draft=draft)
    digest = latest(draft).digest
    period = open_comments(actor=owner, at=ago(65), draft=draft, digest=digest, note=NOTE)
    _comments(cast, period, ago)
    try_draft(actor=owner, at=ago(20), draft=draft)
    request = ask_for_draft(actor=owner, at=ago(18), draft=draft, digest=digest, note=NOTE)
    answer_request(actor=cast.people["decider"], at=ago(15), request=request, digest=digest, verdict="approved")
    edition = publish_draft(actor=owner, at=ago(14), draft=draft, digest=digest)
    adopt_edition(
        actor=owner,
        at=ago(10),
        edition=edition,
        profile=FIELD,
        state=EditionState.State.IN_FORCE,
        since=in_force_from(cast.at),
        reason="지표는 그대로이고 통과 점수만 달라져 모의인증을 생략합니다(가상). / "
        "Only the pass mark differs, so there is no mock round (simulated).",
        without_mock=True,
    )


def in_force_from(at):
    """The day from which the new edition holds for the field: its transition begins ten days before `at`."""
    return timezone.localdate(at) + timedelta(days=60)


def _proposals(cast, base, ago):
    owner = cast.people["owner"]
    study = paper(("pdf",), "Near the cut: how often the panel decided")
    cut = propose_revision(
        actor=cast.people["provider"],
        at=ago(78),
        edition=base,
        title="합격선 부근의 판정을 더 분명하게(가상) / A clearer verdict near the cut (simulated)",
        what="통과 점수를 75점으로 올려 주십시오. / Please raise the pass mark to 75.",
        why="지난 두 차례의 평가에서 70점 부근의 결과가 위원 구성에 따라 달라졌습니다(가상 자료 첨부). / "
        "In two rounds results near 70 depended on who sat; see the study (simulated).",
        name="다온시스템즈(가상) / Daon Systems (simulated)",
        files=[("near-the-cut.pdf", study[1])],
    )
    night = propose_revision(
        actor=None,
        at=ago(75),
        edition=base,
        place="effect",
        title="야간 소음도 평가에 포함(가상) / Count noise at night (simulated)",
        what="체감효과에 야간 소음을 포함해 주십시오. / Please count noise at night among the effects.",
        why="정류장 주변 주민의 의견입니다(가상). / We live beside a stop (simulated).",
    )
    for one in (cut, night):
        moderate(actor=owner, at=ago(74), subject=one, verdict=SHOWN)
    answer_proposal(
        actor=owner, at=ago(69), proposal=night, verdict="declined",
        reason="부작용 지표에서 이미 평가합니다(가상). / The criterion on side effects asks for it (simulated).",
    )  # fmt: skip
    return cut


def _draft(owner, base, at, year):
    draft = open_draft(actor=owner, at=at, base=base, title=TITLE)
    content = applied(latest(draft).content, {"pass.points": CUT}) | {"edition": str(year)}
    return save_draft(actor=owner, at=at, draft=draft, version=draft.version, content=content, what="75")


def _comments(cast, period, ago) -> None:
    owner = cast.people["owner"]
    firm = comment_on_draft(
        actor=cast.people["provider-2"],
        at=ago(50),
        period=period,
        name="한빛교통기술(가상) / Hanbit Mobility (simulated)",
        words="이미 준비 중인 서비스를 위하여 시행까지 두 달 이상 두어 주십시오. / "
        "Please leave two months or more for services under preparation.",
    )
    citizen = comment_on_draft(
        actor=None,
        at=ago(44),
        period=period,
        words="인증받은 서비스는 믿고 쓸 수 있어야 합니다. 찬성합니다(가상). / "
        "I agree: certified should mean good (simulated).",
    )
    advert = comment_on_draft(
        actor=None, at=ago(40), period=period, words="인증 컨설팅 할인 행사 안내(가상) / Cheap consulting (simulated)"
    )
    for one in (firm, citizen):
        moderate(actor=owner, at=ago(30), subject=one, verdict=SHOWN)
    moderate(
        actor=owner, at=ago(30), subject=advert, verdict=HIDDEN,
        reason="개정안과 관계없는 광고입니다. / An advertisement that has nothing to do with the draft.",
    )  # fmt: skip
    answer_comment(
        actor=owner, at=ago(24), comment=firm, verdict="followed",
        reason="경과기간 60일을 둡니다. / The transition is sixty days.",
    )  # fmt: skip
    answer_comment(actor=owner, at=ago(24), comment=citizen, verdict="followed", reason="의견 감사합니다. / Thank you.")
