"""The pages of a vote: for a citizen without an account, for the secretariat, for the city, and for nobody else."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from livinglabs.polling import AFTER, DURING, OPENS, WORDS

from cityloop.arrival import KEY
from cityloop.calls.queries import waiting_for
from cityloop.calls.queries.voting_inbox import of_votes
from cityloop.livinglabs import actions
from cityloop.livinglabs.models import Ballot, BallotCount, CalledOff, Vote


@pytest.fixture
def clock(monkeypatch):
    """The hour that the pages read from the clock."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(DURING)
    return set_to


def at(name, *args, language="en"):
    with override(language):
        return reverse(f"livinglabs:{name}", args=args)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_citizen_votes_without_an_account_and_is_refused_a_second_time(polling, client, clock, language):
    ballot = polling.open()
    code = polling.codes(ballot)[0]
    url = at("ballot", ballot.code, language=language)
    page = client.get(url)
    assert page.status_code == 200 and ballot.question in page.content.decode()
    answer = client.post(url, {"choices": "yes", "code": f" {code.lower()} "}, follow=True)
    assert answer.redirect_chain == [(url, 302)]
    assert ("in the box" if language == "en" else "접수되었습니다") in answer.content.decode()
    again = client.post(url, {"choices": "no", "code": code})
    assert again.status_code == 422
    assert ("already" if language == "en" else "이미 투표") in again.content.decode()
    assert list(Vote.objects.values_list("choices", flat=True)) == [["yes"]]
    looked = client.post(at("ballot_check", ballot.code, language=language), {"code": code}).content.decode()
    assert ("once the vote has closed" if language == "en" else "마감 후 집계") in looked
    assert "Yes" not in looked.replace("“Yes”", "") or language == "ko"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"choices": "yes"},
        {"code": "ABCD-EFGH-JKLM"},
        {"choices": "maybe", "code": "ABCD-EFGH-JKLM"},
        {"choices": "yes", "code": "찬성찬성찬성찬성"},
        {"choices": "yes", "code": "A" * 10_000},
        {"choices": "yes", "code": "\x00"},
        {"choices": ["yes", "no"], "code": "'; DROP TABLE livinglabs_vote; --"},
    ],
)
def test_bad_input_is_answered_on_the_page_and_nothing_is_cast(polling, client, clock, given):
    ballot = polling.open()
    assert client.post(at("ballot", ballot.code), given).status_code == 422
    assert client.post(at("ballot_check", ballot.code), {"code": given.get("code", "")}).status_code in (200, 422)
    assert not Vote.objects.exists()


def test_a_vote_is_shown_before_during_and_after_and_its_count_only_after_the_count(polling, client, clock):
    ballot = polling.voted(yes=12, no=6)
    url, result = at("ballot", ballot.code), at("ballot_result", ballot.code)
    told = ((OPENS.replace(year=2025), "has not begun"), (DURING, "Cast the vote"), (AFTER, "has closed"))
    for moment, words in told:
        clock(moment)
        page = client.get(url).content.decode()
        assert words in page and "66.7" not in page
        assert client.get(result).status_code == 404
    actions.count_ballot(actor=None, at=AFTER, ballot=ballot)
    page = client.get(url).content.decode()
    assert "66.7" in page and "90.0%" in page
    found = client.get(result).json()
    assert (found["votes"], found["share"], found["interval"]) == (18, pytest.approx(2 / 3), None)
    assert [one["votes"] for one in found["options"]] == [12, 6]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_small_count_is_on_no_page(polling, client, clock, language):
    count = polling.counted(yes=16, no=2)
    clock(AFTER)
    for who in (None, polling.officer, polling.lead):
        if who:
            client.force_login(who)
            page = client.get(at("case_ballots", polling.case.reference, language=language)).content.decode()
            assert "88.9" not in page
        page = client.get(at("ballot", count.ballot.code, language=language)).content.decode()
        assert "88.9" not in page and ">16<" not in page
    assert client.get(at("ballot_result", count.ballot.code)).json()["share"] is None


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_officer_opens_the_city_makes_codes_and_the_officer_counts(polling, client, clock, language):
    clock(OPENS.replace(day=OPENS.day - 1))
    url = at("case_ballots", polling.case.reference, language=language)
    client.force_login(polling.officer)
    with override(language):
        assert url in client.get(reverse("calls:proposal", args=[polling.case.reference])).content.decode()
    window = {"opens_at": "2026-03-08T09:00", "closes_at": "2026-03-15T18:00"}
    form = {"do": "open", "criterion": "trial.vote", **WORDS, **window}
    assert client.post(url, {**form, "closes_at": "2026-03-09T18:00"}).status_code == 422
    assert client.post(url, form).status_code == 302
    ballot = Ballot.objects.get()
    client.force_login(polling.lead)
    assert client.post(url, {"do": "codes", "criterion": "trial.vote", "number": "0", "label": "x"}).status_code == 422
    answer = client.post(url, {"do": "codes", "criterion": "trial.vote", "number": "20", "label": "Counter"})
    lines = answer.content.decode("utf-8-sig").strip().splitlines()
    assert answer["Content-Type"].startswith("text/csv") and len(lines) == 21
    codes = [line.partition(",")[0] for line in lines[1:]]
    assert codes[3] not in client.get(url).content.decode()
    for n, code in enumerate(codes[:18]):
        polling.vote(ballot, code, "yes" if n < 12 else "no", at=ballot.opens_at)
    clock(AFTER.replace(day=20))
    client.force_login(polling.officer)
    assert client.post(url, {"do": "count", "criterion": "trial.vote"}).status_code == 302
    assert BallotCount.objects.get().cast == 18
    assert "66.7" in client.get(url).content.decode()


def test_the_officer_calls_a_vote_off_and_everybody_reads_why(polling, client, clock):
    ballot = polling.open()
    client.force_login(polling.officer)
    url = at("case_ballots", polling.case.reference)
    sent = {"do": "call_off", "criterion": "trial.vote", "reason_ko": "지역 오기", "reason_en": ""}
    assert client.post(url, sent).status_code == 422 and not CalledOff.objects.exists()
    client.post(url, sent | {"reason_en": "The wrong area."})
    client.logout()
    assert "The wrong area." in client.get(at("ballot", ballot.code)).content.decode()


@pytest.mark.parametrize("who", ["stranger", "mayor"])
def test_the_outsider_finds_no_vote_of_the_case_to_open(polling, client, clock, who):
    client.force_login(getattr(polling, who))
    url = at("case_ballots", polling.case.reference)
    assert client.get(url).status_code == client.post(url, {"do": "open"}).status_code == 404


@pytest.mark.parametrize(
    "sent", [{"do": "x"}, {"do": "count", "criterion": "y"}, {"do": "codes", "criterion": "trial.vote"}]
)
def test_what_the_page_does_not_offer_is_not_there(polling, client, clock, sent):
    client.force_login(polling.officer)
    assert client.post(at("case_ballots", polling.case.reference), sent).status_code == 404
    assert client.get(at("ballot", "v-1999-0001")).status_code == 404


def test_the_list_of_votes_costs_the_same_for_one_and_for_three(polling, client, clock, django_assert_num_queries):
    for n in (1, 2, 3):
        polling.open()
        client.get(at("ballots"))
        if n != 2:
            with django_assert_num_queries(2):
                assert client.get(at("ballots")).content.decode().count("Shall it go on?") == n
        polling.case = polling.admit(polling.submitted())


def _told(person, day):
    with override("en"):
        return [one.title for one in waiting_for(person, day) if "/labs/votes/" in one.url]


def test_a_vote_waits_for_the_secretariat_to_open_it_and_then_for_the_city_to_make_codes(polling):
    day, outsiders = DURING.date(), (polling.stranger, polling.mayor, polling.officers["plan"])
    title = polling.case.title
    assert _told(polling.officer, day) == [f"Open the citizen vote: {title}"]
    assert _told(polling.lead, day) == []
    ballot = polling.open()
    assert _told(polling.officer, day) == []
    assert _told(polling.lead, day) == [f"Make voting codes: {title}"]
    assert [_told(one, day) for one in outsiders] == [[], [], []]
    polling.codes(ballot)
    assert _told(polling.lead, day) == []
    words = {"reason_ko": "오기", "reason_en": "A slip."}
    actions.call_off_ballot(actor=polling.officer, at=DURING, ballot=ballot, **words)
    assert _told(polling.officer, day) == [f"Open the citizen vote: {title}"], "only once more can it be held"


@pytest.mark.parametrize("more", [0, 2])
def test_the_inbox_asks_as_often_for_one_vote_as_for_three(polling, django_assert_num_queries, more):
    for _n in range(more):
        polling.admit(polling.submitted())
    of_votes(polling.officer, DURING.date())
    with django_assert_num_queries(5):
        assert len(of_votes(polling.officer, DURING.date())) == 1 + more


def test_a_vote_that_arrived_before_the_end_counts_however_long_it_waited_for_the_server(polling, client, clock):
    ballot = polling.open()
    first, second = polling.codes(ballot)[:2]
    clock(AFTER)
    end, url = ballot.closes_at.timestamp(), at("ballot", ballot.code)
    assert client.post(url, {"choices": "yes", "code": first}, **{KEY: end - 0.5}).status_code == 302
    assert client.post(url, {"choices": "yes", "code": second}, **{KEY: end}).status_code == 422
    assert Vote.objects.count() == 1
