"""What an office does before there is a case: notices, committees and approvals, in every state by every role."""

from datetime import timedelta

import pytest
from cast import AT
from certification.stage import SCHEME, Stage
from certification.test_edition_approval import APPROVED, RETURNED, Scene, text
from certification.test_notices import CLOSES, draft
from certification.walking import happens
from django.utils.translation import override

from cityloop.assessment import actions as assessing
from cityloop.assessment.notices import digest_of
from cityloop.certification import actions
from cityloop.certification.models import Dismissal

PEOPLE = ("applicant", "operator", "certifier", "assessor", "stranger")
EVERY_DAY = ("draft", "published", "closed", "discarded")
AT_A_NOTICE = {
    **{(step, "operator"): {"draft"} for step in ("change_notice", "discard_notice", "publish_notice")},
    ("extend_notice", "operator"): {"published", "closed"},
    ("draft_notice", "operator"): set(EVERY_DAY),
}
"""A deadline that has passed may still be given more time; a draft that was dropped stays dropped."""


@pytest.fixture
def rounds(db, settings, tmp_path):
    """The stage of a scheme whose rounds have a notice."""
    settings.MEDIA_ROOT = tmp_path
    return Stage(intake={"by": "notice"})


@pytest.mark.parametrize("state", EVERY_DAY)
def test_in_each_state_of_a_notice_it_is_known_who_may_do_what(rounds, state):
    stage, notice, days = rounds, draft(rounds), {"draft": 0, "closed": 12}.get(state, 1)
    on = {"notice": notice}
    if state in ("published", "closed"):
        assessing.publish_notice(**stage.step(stage.operator), **on, digest=digest_of(notice))
    if state == "discarded":
        assessing.discard_notice(**stage.step(stage.operator), **on)
    notice.refresh_from_db()
    said = {"closes_at": CLOSES + timedelta(days=20), "reason_ko": "요청이 많았다.", "reason_en": "Many asked."}
    steps = {
        "draft_notice": (assessing.draft_notice, {"edition": stage.edition, "profiles": ["bus"]}),
        "change_notice": (assessing.change_notice, on | {"revision": notice.revision, "title_en": "Round two"}),
        "discard_notice": (assessing.discard_notice, on),
        "publish_notice": (assessing.publish_notice, on | {"digest": digest_of(notice)}),
        "extend_notice": (assessing.extend_notice, on | said),
    }
    assert _done(steps, PEOPLE, lambda who: stage.step(getattr(stage, who), days)) == _may(AT_A_NOTICE, state)


COMMITTEE = ("operator", "chair", "member", "fourth", "applicant", "certifier", "stranger")
OFFICES = {"appoint_member", "renew_member", "dismiss_member"}
AT_A_COMMITTEE = {
    ("form_committee", "operator"): {"electing", "elected", "dismissed", "term_over"},
    ("appoint_member", "operator"): {"electing", "elected", "dismissed", "term_over"},
    ("renew_member", "operator"): {"electing", "elected", "term_over"},
    ("dismiss_member", "operator"): {"electing", "elected"},
    ("vote_chair", "chair"): {"electing"},
    ("vote_chair", "member"): {"electing"},
    ("vote_chair", "fourth"): {"electing"},
}
"""`member` is the one renewed and dismissed. Who was dismissed or whose term is over neither votes nor is dismissed."""


@pytest.mark.parametrize("state", ["electing", "elected", "dismissed", "term_over"])
def test_in_each_state_of_a_committee_it_is_known_who_may_do_what(committee_stage, state):
    stage, days = committee_stage, 800 if state == "term_over" else 5
    given = {"qualification": "researcher", "career": "Ten years of night buses."}
    members = [{"person": one, "of_field": n < 3, **given} for n, one in enumerate(stage.seats)]
    of_scheme = {"scheme": SCHEME, "profile": "bus"}
    committee = actions.form_committee(**stage.step(stage.operator), **of_scheme, members=members)
    member, candidate = (committee.members.get(person=one) for one in (stage.member, stage.chair))
    fourth = stage.seats[3]
    if state != "electing":
        for one in stage.seats[:3]:
            actions.vote_chair(**stage.step(one), committee=committee, candidate=candidate)
    grounds = {"ground": Dismissal.Ground.values[0], "reason": "never came"}
    if state == "dismissed":
        actions.dismiss_member(**stage.step(stage.operator, 2), member=member, **grounds)
    others = [{"person": stage.spare, "of_field": True, **given}, {"person": stage.second, "of_field": True, **given}]
    steps = {
        "form_committee": (actions.form_committee, of_scheme | {"members": others}),
        "appoint_member": (actions.appoint_member, {"committee": committee, "person": stage.spare, **given}),
        "renew_member": (actions.renew_member, {"member": member, "fitness": "came to every meeting"}),
        "dismiss_member": (actions.dismiss_member, {"member": member, **grounds}),
        "vote_chair": (actions.vote_chair, {"committee": committee, "candidate": candidate}),
    }
    people = {who: getattr(stage, who, fourth) for who in COMMITTEE}
    assert _done(steps, COMMITTEE, lambda who: stage.step(people[who], days)) == _may(AT_A_COMMITTEE, state)


AT_AN_APPROVAL = {
    ("ask_approval", "owner"): {"written", "returned"},
    ("answer_approval", "certifier"): {"asked"},
    ("publish_edition", "owner"): {"approved"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["written", "asked", "returned", "approved", "published"])
def test_in_each_state_of_a_text_before_the_certifier_it_is_known_who_may_do_what(state):
    scene = Scene()
    request = scene.ask() if state != "written" else None
    if state == "returned":
        scene.answer(request, RETURNED, reason="The fee is missing.")
    if state in ("approved", "published"):
        scene.answer(request)
    if state == "published":
        scene.publish()
    steps = {
        "ask_approval": (assessing.ask_approval, {"content": text(), "note": "A new year."}),
        "publish_edition": (assessing.publish_edition, {"content": text()}),
    }
    if request:
        answer = {"request": request, "digest": request.digest, "verdict": APPROVED, "reason": ""}
        steps["answer_approval"] = (assessing.answer_approval, answer)
    people = ("owner", "operator", "certifier", "stranger")
    found = _done(steps, people, lambda who: {"actor": getattr(scene, who), "at": AT})
    assert found == _may(AT_AN_APPROVAL, state)


def _done(steps, people, step):
    """Which steps happened in whose name."""
    with override("en"):
        return {
            (name, who)
            for name, (function, given) in steps.items()
            for who in people
            if happens(function, step(who), given)
        }


def _may(table, state):
    return {pair for pair, states in table.items() if state in states}
