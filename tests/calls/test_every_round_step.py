"""The whole product of states, actions and people of bids, votes, panel reports and panels over a round: each either
happens, with one entry in the record, or says in a sentence why not, and changes nothing."""

from datetime import timedelta

import pytest
from calls import reviewing
from calls.stage import AT, Stage, content
from calls.test_horizon import Horizon
from django.db import transaction
from livinglabs.polling import AFTER, CLOSES, DURING, OPENS, WORDS, Polling

from cityloop.assessment.actions import open_bidding, place_bids, state_expertise
from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.livinglabs import actions as voting

pytestmark = pytest.mark.django_db
BEFORE = OPENS - timedelta(hours=12)


def happened(steps, people) -> set[tuple[str, str]]:
    """Which steps who of these people could take; everything is undone again."""
    done = set()
    for name, act in steps.items():
        for who, person in people.items():
            entries = Entry.objects.count()
            with transaction.atomic():
                try:
                    with transaction.atomic():
                        act(person)
                    done.add((name, who))
                    assert Entry.objects.count() == entries + 1, (name, who)
                except Refused as refusal:
                    assert str(refusal.what) and str(refusal.why) and str(refusal.remedy), (name, who)
                    assert Entry.objects.count() == entries, (name, who)
                transaction.set_rollback(True)
    return done


def around(stage, **more):
    """The secretariat, and everybody whose step it is not."""
    others = {"of_another_track": stage.officers["plan"], "lead": stage.lead, "authority": stage.authority}
    return {"officer": stage.officers["trial"], "stranger": stage.stranger, **others, **more}


VOTES = {
    "none": (BEFORE, {("open", "officer")}),
    "waiting": (BEFORE, {("codes", "lead"), ("call_off", "officer")}),
    "open": (DURING, {("codes", "lead"), ("call_off", "officer"), ("vote", "nobody")}),
    "closed": (AFTER, {("count", "officer"), ("count", "nobody"), ("call_off", "officer")}),
    "counted": (AFTER, set()),
    "called_off": (BEFORE, {("open", "officer")}),
}
REASONS = {"reason_ko": "오기", "reason_en": "A slip."}


@pytest.mark.parametrize("state", VOTES)
def test_every_step_of_a_vote_in_every_state_by_everybody(settings, tmp_path, state):
    settings.MEDIA_ROOT = tmp_path
    polling = Polling()
    at, expected = VOTES[state]
    ballot, codes = None, [""]
    if state != "none":
        ballot = polling.open()
        codes = polling.codes(ballot)
    if state in ("closed", "counted"):
        polling.vote(ballot, codes.pop())
    if state == "counted":
        voting.count_ballot(actor=None, at=AFTER, ballot=ballot)
    if state == "called_off":
        voting.call_off_ballot(actor=polling.officer, at=BEFORE, ballot=ballot, **REASONS)
    asked = {"criterion": "trial.vote", "opens_at": OPENS, "closes_at": CLOSES, **WORDS}
    steps = {"open": lambda who: voting.open_ballot(actor=who, at=at, case=polling.case, **asked)}
    if ballot is not None:
        vote = {"ballot": ballot, "code": codes[-1], "choices": ["yes"]}
        steps |= {
            "codes": lambda who: voting.issue_codes(actor=who, at=at, ballot=ballot, number=3, label="Counter"),
            "count": lambda who: voting.count_ballot(actor=who, at=at, ballot=ballot),
            "call_off": lambda who: voting.call_off_ballot(actor=who, at=at, ballot=ballot, **REASONS),
        }
        assert happened({"vote": lambda who: voting.cast_vote(actor=who, at=at, **vote)}, {"nobody": None}) == {
            one for one in expected if one[0] == "vote"
        }
    people = around(polling)
    found = happened(steps, people)
    if ballot is not None:
        found |= happened({"count": steps["count"]}, {"nobody": None})
    assert found == {one for one in expected if one[0] != "vote"}


BIDS = {
    "not_asked": (6, {("ask", "officer"), ("state", "reviewer")}),
    "asked": (8, {("bid", "reviewer"), ("state", "reviewer")}),
    "over": (16, {("ask", "officer"), ("state", "reviewer")}),
}


@pytest.mark.parametrize("state", BIDS)
def test_every_step_of_bidding_in_every_state_by_everybody(settings, tmp_path, state):
    settings.MEDIA_ROOT = tmp_path
    stage = Stage(steps={**content()["steps"], "bidding": "P7D"})
    officer = stage.officers["trial"]
    reviewers = reviewing.pool(officer, stage.edition.scheme, keys=("rho", "sigma"))
    case = stage.admit(stage.submitted())
    asked = (
        open_bidding(**reviewing.step(officer, 6), notice=case.notice, profile="trial") if state != "not_asked" else 0
    )
    days, expected = BIDS[state]
    at = AT + timedelta(days=days)
    known = {"fields": {}, "languages": ["ko"]}
    steps = {
        "ask": lambda who: open_bidding(actor=who, at=at, notice=case.notice, profile="trial"),
        "state": lambda who: state_expertise(actor=who, at=at, **known),
    }
    if asked:
        levels = {case.reference: "eager"}
        steps["bid"] = lambda who: place_bids(actor=who, at=at, bidding=asked, levels=levels)
    assert happened(steps, around(stage, reviewer=reviewers[0])) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [("evaluated", {("write", "officer")}), ("written", set()), ("decided", {("write", "officer")})],
)
def test_a_panel_report_is_written_by_the_secretariat_once_for_what_stands(stage, state, expected):
    officer = stage.officers["trial"]
    people = reviewing.pool(officer, stage.edition.scheme)
    case = reviewing.review(officer, stage.admit(stage.submitted()), people, [4, 4, 3])
    round = reviewing.selection(officer, case, budget=250)
    if state == "written":
        actions.write_panel_report(**reviewing.step(officer, 13), round=round)
    if state == "decided":
        reviewing.decide(stage.authority, reviewing.recommend(officer, round))
    steps = {"write": lambda who: actions.write_panel_report(actor=who, at=AT + timedelta(days=16), round=round)}
    assert happened(steps, around(stage, reviewer=people[0])) == expected


PANELS = {
    "not_agreed": set(),
    "agreed": {("open", "officer")},
    "open": {("move", "officer"), ("end", "officer")},
    "ended": set(),
}


@pytest.mark.parametrize("state", PANELS)
def test_every_step_of_a_panel_over_a_round_in_every_state_by_everybody(settings, tmp_path, state):
    settings.MEDIA_ROOT = tmp_path
    horizon = Horizon()
    case = horizon.marked("Heat") if state == "not_agreed" else horizon.agreed_on("Heat")
    meeting = horizon.panel() if state in ("open", "ended") else None
    if state == "ended":
        horizon.ended(meeting)
    steps = {"open": lambda who: horizon.panel(who=who)}
    if meeting is not None:
        steps |= {
            "move": lambda who: horizon.moved(meeting, case, {"impact.overall": 5}, who=who),
            "end": lambda who: horizon.ended(meeting, who=who),
        }
    people = {
        "officer": horizon.officer,
        "authority": horizon.authority,
        "lead": horizon.lead,
        "reviewer": horizon.reviewers[0],
        "stranger": horizon.stranger,
    }
    assert happened(steps, people) == PANELS[state]
