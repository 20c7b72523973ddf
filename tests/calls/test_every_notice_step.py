"""The whole product of states, actions and people of a call's notice: each either happens or says why not."""

from datetime import timedelta

import pytest
from calls.stage import AT, CLOSES, PROGRAMME, TRIAL, WORDS, content
from cast import officer_for, organisation, person

from cityloop.assessment import actions
from cityloop.assessment.models import Notice
from cityloop.assessment.notices import digest_of
from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.calls.actions import open_proposal
from cityloop.organisations.models import Designation, Membership

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(hours=2)
REASONS = {"reason_ko": "접수 장애", "reason_en": "The site was down"}


def begin(case, who):
    return actions.draft_notice(actor=who, at=NOW, edition=case.edition, profiles=[TRIAL], **WORDS)


def change(case, who):
    notice = case.notice
    return actions.change_notice(actor=who, at=NOW, notice=notice, revision=notice.revision, title_en="Another title")


def discard(case, who):
    return actions.discard_notice(actor=who, at=NOW, notice=case.notice)


def publish(case, who):
    return actions.publish_notice(actor=who, at=NOW, notice=case.notice, digest=digest_of(case.notice))


def extend(case, who):
    later = max(case.notice.open_until or CLOSES, NOW) + timedelta(days=3)
    return actions.extend_notice(actor=who, at=NOW, notice=case.notice, closes_at=later, **REASONS)


def shorten(case, who):
    sooner = (case.notice.open_until or CLOSES) - timedelta(hours=1)
    return actions.extend_notice(actor=who, at=NOW, notice=case.notice, closes_at=sooner, **REASONS)


def apply(case, who):
    firm = case.company
    return open_proposal(actor=who, at=NOW, notice=case.notice, track=TRIAL, applicant=firm, title_en="Sensors")


STEPS = (begin, change, discard, publish, extend, shorten, apply)
PEOPLE = ("officer", "of_another_track", "authority", "company_officer", "stranger")
BEGINS = {(begin, "officer")}
HAPPENS = {
    "draft": {*BEGINS, (change, "officer"), (discard, "officer"), (publish, "officer")},
    "lacking": {*BEGINS, (change, "officer"), (discard, "officer")},
    "discarded": BEGINS,
    "to_open": {*BEGINS, (extend, "officer")},
    "open": {*BEGINS, (extend, "officer"), (apply, "company_officer")},
    "closed": {*BEGINS, (extend, "officer")},
}
WINDOWS = {
    "to_open": (NOW + timedelta(days=2), CLOSES),
    "closed": (AT, NOW - timedelta(hours=1)),
}


class Round:
    """A call with its secretariats, its authority, a company, and a stranger."""

    def __init__(self):
        early = AT - timedelta(days=2)
        self.edition = actions.publish_edition(actor=None, at=early, content=content())
        self.company = organisation("daon")
        self.company_officer = person("lead", of=self.company)
        self.stranger = person("stranger", of=organisation("elsewhere"))
        self.officer = officer_for(Designation.Duty.SECRETARIAT, PROGRAMME, key="trial", code="trial", part=TRIAL)
        other = {"key": "plan", "code": "plan", "part": "plan"}
        self.of_another_track = officer_for(Designation.Duty.SECRETARIAT, PROGRAMME, **other)
        self.authority = officer_for(Designation.Duty.AUTHORITY, PROGRAMME, key="authority", code="ministry")
        Designation.objects.update(since="2025-01-01")
        Membership.objects.update(since="2025-01-01")
        self.notice = None

    def bring(self, state) -> None:
        """A new notice in a state; the one before is out of the way."""
        Notice.objects.filter(edition=self.edition).update(profiles=["plan"])
        opens, closes = WINDOWS.get(state, (AT, CLOSES))
        said = WORDS if state != "lacking" else WORDS | {"contact_ko": "", "contact_en": ""}
        window = {"opens_at": opens, "closes_at": closes, "zone": "Asia/Seoul", "late": "refused"}
        step = {"actor": self.officer, "at": AT}
        notice = actions.draft_notice(**step, edition=self.edition, profiles=[TRIAL], **window, **said)
        if state == "discarded":
            notice = actions.discard_notice(**step, notice=notice)
        elif state not in ("draft", "lacking"):
            notice = actions.publish_notice(**step, notice=notice, digest=digest_of(notice))
        self.notice = notice


@pytest.mark.parametrize("state", HAPPENS)
def test_in_each_state_exactly_these_may_do_it(settings, state):
    settings.LANGUAGE_CODE = "en"
    case, wrong = Round(), []
    for step in STEPS:
        for key in PEOPLE:
            case.bring(state)
            before = Entry.objects.count()
            try:
                happened = step(case, getattr(case, key)) is not None
            except Refused as refusal:
                happened = False
                assert all(str(part).strip() for part in (refusal.what, refusal.why, refusal.remedy))
                assert Entry.objects.count() == before, "what is refused writes nothing"
            if happened is not ((step, key) in HAPPENS[state]):
                wrong.append((step.__name__, key, happened))
    assert wrong == []
