"""Other matters that the operating body asks a committee to consider: put on an agenda, voted on, in the minutes."""

from datetime import timedelta

import pytest
from cast import AT
from certification.test_committee_pages import url
from certification.test_meeting import close, vote
from certification.walking import happens
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from cityloop.audit.models import Entry
from cityloop.audit.queries import verify
from cityloop.audit.refusal import Refused
from cityloop.certification import actions
from cityloop.certification.minutes_paper import minutes_paper
from cityloop.certification.models import AgendaItem, Matter, Minutes
from cityloop.certification.queries.meetings import to_consider
from cityloop.organisations.models import Membership

ASKED = {
    "title_ko": "현장실사 지침의 개정",
    "title_en": "Revising the guide to site visits",
    "question_ko": "야간 실사를 의무로 할 것인가?",
    "question_en": "Should visits at night be compulsory?",
}


@pytest.fixture
def stage(committee_stage):
    return committee_stage


def asked(stage, days=4, **changes):
    given = {"committee": stage.form_committee(), **ASKED} | changes
    return actions.ask_committee(**stage.step(stage.operator, days), **given)


def called(stage, days=5, on=6, **agenda):
    """A meeting called one day before it begins, to which nobody has signed in."""
    meets_at = stage.step(None, on)["at"]
    given = {"committee": stage.form_committee(), "meets_at": meets_at, "place": "Room 3", **agenda}
    return actions.call_meeting(**stage.step(stage.operator, days), **given)


def attended(stage, meeting, *votes, days=6):
    for who in stage.seats[: len(votes)]:
        actions.sign_in(**stage.step(who, days), meeting=meeting)
    return vote(stage, meeting, *votes, days=days)


@pytest.mark.law("4(1)2")
@pytest.mark.parametrize(
    ("votes", "result", "waits"),
    [
        (["for", "for", "for", "against"], "passes", False),
        (["for", "for", "against", "abstain"], "fails", False),
        (["for", "for"], "no_quorum", True),
    ],
)
def test_a_matter_that_the_operating_body_asks_about_is_decided_by_quorum_and_majority(stage, votes, result, waits):
    matter = asked(stage)
    meeting = called(stage, matters=[matter])
    item = attended(stage, meeting, *votes)
    close(stage, meeting, days=6)
    item.refresh_from_db()
    assert (item.kind, item.matter, item.case, item.result) == ("matter", matter, None, result)
    assert list(to_consider(stage.committee)) == ([matter] if waits else [])
    assert Entry.objects.filter(verb="certification.conclude_matter", detail__result=result).exists()
    assert verify() is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.update(title_en="Another")


@pytest.mark.law("4(1)2")
def test_the_minutes_name_the_matter_its_question_the_dissent_and_the_result(stage):
    meeting = called(stage, matters=[asked(stage)])
    item = attended(stage, meeting, "for", "for", "for")
    actions.sign_in(**stage.step(stage.seats[3], 6), meeting=meeting)
    actions.cast_vote(**stage.step(stage.seats[3], 6), item=item, vote="against", dissent="It costs too much.")
    with override("en"), pytest.raises(Refused, match="No vote was chosen"):
        actions.cast_vote(**stage.step(stage.seats[2], 6), item=item, vote="return")
    close(stage, meeting, days=6)
    minutes = Minutes.objects.get()
    said = minutes.content["items"][0]
    assert (said["kind"], said["en"], said["question"]["ko"]) == ("matter", ASKED["title_en"], ASKED["question_ko"])
    assert said["votes"][3]["dissent"] == "It costs too much."
    for language, words in (("en", ("Other matter", "Carried")), ("ko", ("그 밖의 안건", "의결"))):
        told = str(minutes_paper(minutes, language).blocks)
        for one in (ASKED[f"title_{language}"], ASKED[f"question_{language}"], "It costs too much.", *words):
            assert one in told, (language, one)


@pytest.mark.law("4(1)2", "5(1)5", "5(4)")
def test_members_of_where_a_matter_concerns_are_recused_and_others_step_aside(stage):
    Membership.objects.create(person=stage.member, organisation=stage.owner, since="2024-01-01", until="2025-01-01")
    meeting = called(stage, matters=[asked(stage, concerns=stage.owner)])
    item = meeting.items.get()
    recusal = item.recusals.get()
    assert (recusal.member.person, recusal.by_itself) == (stage.member, False)
    assert "daon body" in recusal.reason_en and "daon 기관" in recusal.reason_ko
    for who in stage.seats:
        actions.sign_in(**stage.step(who, 6), meeting=meeting)
    actions.step_aside(**stage.step(stage.seats[3], 6), item=item, reason="I wrote the draft.")
    for who in (stage.member, stage.seats[3]):
        with override("en"), pytest.raises(Refused, match="take no part"):
            actions.cast_vote(**stage.step(who, 6), item=item, vote="for")
    for who in stage.seats:
        if who not in (stage.member, stage.seats[3]):
            actions.cast_vote(**stage.step(who, 6), item=item, vote="for")
    close(stage, meeting, days=6)
    item.refresh_from_db()
    assert (item.result, item.tally["recused"], item.tally["votes"]["for"]) == ("passes", 2, 2)


@pytest.mark.law("4(1)2")
def test_a_matter_goes_on_the_agenda_of_a_called_meeting_until_it_begins(stage):
    meeting = called(stage, matters=[asked(stage)])
    asked(stage, 5, meeting=meeting, title_en="Fees")
    assert [item.title for item in meeting.items.all()] and meeting.items.count() == 2
    for begin, why in (
        (lambda: actions.sign_in(**stage.step(stage.chair, 6), meeting=meeting), "The meeting has begun"),
        (lambda: actions.cancel_meeting(**stage.step(stage.operator, 6), meeting=meeting, reason="Rain."), "is over"),
    ):
        begin()
        with override("en"), pytest.raises(Refused, match=why):
            asked(stage, 5, meeting=meeting, title_en="Too late")
    late = called(stage, matters=[Matter.objects.first()])
    with override("en"), pytest.raises(Refused, match="The meeting has begun"):
        asked(stage, 6, meeting=late, title_en="Too late")
    assert not Matter.objects.filter(title_en="Too late").exists()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"title_ko": " ", "title_en": ""}, "It has no title"),
        ({"question_ko": "", "question_en": " "}, "or asks nothing"),
        ({"title_en": "x" * 301}, "longer than 300"),
        ({"question_ko": "가" * 4_001}, "longer than 4000"),
        ({}, "The same matter waits"),
    ],
)
def test_a_matter_without_words_with_too_many_or_asked_twice_is_refused(stage, changes, why):
    asked(stage)
    with override("en"), pytest.raises(Refused, match=why):
        asked(stage, **changes)
    assert Matter.objects.count() == 1
    assert asked(stage, title_ko="", question_ko="", title_en="In English only").title == "In English only"


def test_a_matter_is_on_one_agenda_and_of_its_own_committee(stage):
    matter = asked(stage)
    called(stage, matters=[matter])
    with override("en"), pytest.raises(Refused, match="on an agenda already"):
        called(stage, matters=[matter])
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(meeting=stage.committee.meetings.get(), position=9, kind="matter", matter=matter)


PEOPLE = ("operator", "chair", "member", "applicant", "certifier", "stranger")
STAGES = ("asked", "called", "begun", "closed", "cancelled")
MAY = {
    "ask": {name: {"operator"} for name in STAGES},
    "ask_meeting": {"called": {"operator"}},
    "call": {"asked": {"operator"}, "cancelled": {"operator"}},
    "sign_in": {"called": {"chair", "member"}},
    "vote": {"begun": {"chair", "member"}},
    "step_aside": {"called": {"chair", "member"}, "begun": {"chair", "member"}},
    "cancel": {"called": {"operator"}, "begun": {"operator"}},
    "close": {"begun": {"chair"}},
}


def brought_to(stage, name):
    matter = asked(stage)
    meeting = called(stage, matters=[matter]) if name != "asked" else None
    if name in ("begun", "closed"):
        for who in stage.seats:
            actions.sign_in(**stage.step(who, 6), meeting=meeting)
    if name == "closed":
        vote(stage, meeting, "for", "for", "for", "for", days=6)
        close(stage, meeting, days=6)
    if name == "cancelled":
        actions.cancel_meeting(**stage.step(stage.operator, 5), meeting=meeting, reason="Rain.")
    return matter, meeting


def steps_on(stage, matter, meeting):
    """Every step with a matter, the day on which it is tried, and what else it is given."""
    words = ASKED | {"title_en": "Another"}
    convening = {"meets_at": AT + timedelta(days=9), "place": "Room 3", "matters": [matter]}
    found = {
        "ask": (actions.ask_committee, 5, {"committee": stage.committee, **words}),
        "call": (actions.call_meeting, 5, {"committee": stage.committee, **convening}),
    }
    if meeting is None:
        return found
    item = meeting.items.get()
    return found | {
        "ask_meeting": (actions.ask_committee, 5, {"committee": stage.committee, "meeting": meeting, **words}),
        "sign_in": (actions.sign_in, 6, {"meeting": meeting}),
        "vote": (actions.cast_vote, 6, {"item": item, "vote": "for"}),
        "step_aside": (actions.step_aside, 6, {"item": item, "reason": "I wrote the draft."}),
        "cancel": (actions.cancel_meeting, 6, {"meeting": meeting, "reason": "Rain."}),
        "close": (actions.close_meeting, 6, {"meeting": meeting, "reasons": {item.pk: "It was discussed."}}),
    }


@pytest.mark.parametrize("name", STAGES)
def test_at_each_stage_of_a_matter_it_is_known_who_may_do_what(stage, name):
    matter, meeting = brought_to(stage, name)
    with override("en"):
        found = {
            (step, who)
            for step, (function, days, given) in steps_on(stage, matter, meeting).items()
            for who in PEOPLE
            if happens(function, stage.step(getattr(stage, who), days), given)
        }
    assert found == {(step, who) for step, stages in MAY.items() for who in stages.get(name, ())}


@pytest.mark.law("4(1)2")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_from_the_officers_form_to_the_minutes_a_matter_is_on_the_pages(stage, client, language):
    title, committee, soon = ASKED[f"title_{language}"], stage.form_committee(), timezone.now() + timedelta(hours=2)
    client.force_login(stage.operator)
    ask = url("ask_committee", committee.pk, language=language)
    assert ask in client.get(url("committee", committee.pk, language=language)).text
    assert client.post(ask, {"title_ko": "가"}).status_code == 422
    assert client.post(ask, ASKED).status_code == 302
    new = url("meeting_new", committee.pk, language=language)
    assert title in client.get(new).text
    given = {
        "meets_at": f"{timezone.localtime(soon):%Y-%m-%dT%H:%M}",
        "place": "Room 3",
        "matters": Matter.objects.get().pk,
    }
    page = client.post(new, given)["Location"]
    meeting = committee.meetings.get()
    ask = url("ask_meeting", meeting.pk, language=language)
    assert ask in client.get(page).text
    assert client.post(ask, ASKED | {f"title_{language}": "Second"}).status_code == 302
    assert meeting.items.count() == 2
    client.force_login(stage.member)
    shown = client.get(page).text
    assert title in shown and ASKED[f"question_{language}"] in shown and ask not in shown
    assert (client.get(ask).status_code, client.post(ask, ASKED).status_code) == (404, 404)
    client.force_login(stage.stranger)
    assert (client.get(ask).status_code, client.get(page).status_code) == (404, 404)
    for who in stage.seats:
        actions.sign_in(actor=who, at=soon, meeting=meeting)
        for item in meeting.items.all():
            actions.cast_vote(actor=who, at=soon, item=item, vote="for")
    client.force_login(stage.operator)
    late = client.post(ask, ASKED | {f"title_{language}": "Late"})
    assert late.status_code == 422 and ("begun" if language == "en" else "시작") in late.text
    actions.close_meeting(actor=stage.chair, at=soon, meeting=meeting)
    assert title in client.get(url("minutes", meeting.pk, language=language)).text
    for kind in ("pdf", "hwpx"):
        assert client.get(url("minutes_file", meeting.pk, kind, language=language)).status_code == 200
    assert title in client.get(url("committee", committee.pk, language=language)).text
