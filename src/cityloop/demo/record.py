"""The record read: criterion reports of what was judged, and two drafts tried against it by the schemes' owner."""

from cityloop.demo import smart_city
from cityloop.demo.cast import Role
from cityloop.feedback.actions import ask_for_draft, open_draft, report_criteria, save_draft, try_draft
from cityloop.feedback.drafting import applied
from cityloop.feedback.queries import editions_on_record, latest
from cityloop.organisations.actions import join_organisation

DRAFTS = (
    # scheme, title, changes
    ("digital-public-goods", "전원 일치 · Unanimous", {"aggregate.assessors": "unanimous"}),
    ("smart-city-service", "통과 점수 80 · Pass mark 80", {"pass.points": 80}),
)
OWNERS = {smart_city.SCHEME: smart_city.OWNER}


def play(cast):
    """Report on every edition under which cases were judged, and try one draft of each scheme."""
    owner, at = cast.people["owner"], cast.at
    join_organisation(
        actor=None,
        at=at,
        person=owner,
        organisation=cast.organisations["replay-office"],
        role=Role.SCHEME_OWNER,
        since=at.date().replace(year=at.year - 1, day=1),
    )
    editions = {edition.scheme: edition for edition in editions_on_record()}
    for edition in editions.values():
        report_criteria(actor=cast.people[OWNERS.get(edition.scheme, "owner")], at=at, edition=edition)
    for scheme, title, changes in DRAFTS:
        draft = open_draft(actor=owner, at=at, base=editions[scheme], title=title)
        content = applied(latest(draft).content, changes)
        draft = save_draft(actor=owner, at=at, draft=draft, version=draft.version, content=content, what=title)
        try_draft(actor=owner, at=at, draft=draft)
    _put_before_the_certifier(owner, at, editions["smart-city-service"])


def _put_before_the_certifier(owner, at, base):
    """A text that changes one time limit waits for the certifier's approval, by its digest."""
    draft = open_draft(actor=owner, at=at, base=base, title="보완기간 3주 · Three weeks for a supplement")
    content = latest(draft).content
    content = {**content, "edition": f"{at.year + 1}-simulated", "steps": {**content["steps"], "supplement": "P21D"}}
    draft = save_draft(actor=owner, at=at, draft=draft, version=draft.version, content=content, what=draft.title)
    ask_for_draft(
        actor=owner,
        at=at,
        draft=draft,
        digest=latest(draft).digest,
        without_comments=True,
        note="공동신청의 협약 체결 기간을 고려하여 보완기간을 3주로 늘립니다(가상). / "
        "Joint applicants need time to sign their agreements: three weeks for a supplement (simulated).",
    )
