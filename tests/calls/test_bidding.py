"""Reviewers say what they know and which proposals they would take; panels are proposed by it."""

from datetime import timedelta

import pytest
from calls import reviewing
from calls.reviewing import step
from calls.stage import AT, Stage, content
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import open_bidding, place_bids, seat_panel, state_expertise
from cityloop.assessment.models import Bid, Bidding, Expertise
from cityloop.assessment.queries.bidding import to_bid_for
from cityloop.assessment.queries.pool import cases_named, situation_of
from cityloop.assessment.seating import propose
from cityloop.audit.refusal import Refused
from cityloop.organisations.actions import record_employment
from cityloop.outbox.models import Letter

FIELDS = {
    "id": "fields",
    "asks": {"ko": "분야", "en": "Field"},
    "type": "choice",
    "options_from": "fields",
    "limit": {"choices": 2},
}


@pytest.fixture
def stage(db, settings, tmp_path):
    """A call that asks reviewers for bids during a week, and proposals for their fields."""
    settings.MEDIA_ROOT = tmp_path
    plain = content()
    return Stage(steps={**plain["steps"], "bidding": "P7D"}, form=[*plain["form"], FIELDS])


@pytest.fixture
def officer(stage):
    return stage.officers["trial"]


@pytest.fixture
def people(stage, officer):
    return reviewing.pool(officer, stage.edition.scheme, keys=("rho", "sigma", "tau", "ypsilon"))


@pytest.fixture
def cases(stage):
    return [stage.admit(stage.submitted()) for _ in range(3)]


@pytest.fixture
def bidding(stage, officer, people, cases):
    return open_bidding(**step(officer, 6), notice=cases[0].notice, profile="trial")


def bid(who, bidding, levels, days=7):
    return place_bids(**step(who, days), bidding=bidding, levels=levels)


def on(days=8):
    return (AT + timedelta(days=days)).date()


def situation(cases, days=8):
    return situation_of(cases_named([case.reference for case in cases]), on(days))


def test_asking_for_bids_lasts_as_long_as_the_edition_says_and_writes_to_the_pool(bidding, people):
    assert bidding.closes_at == AT + timedelta(days=13)
    letters = Letter.objects.filter(kind="calls.bids_asked")
    assert {letter.person for letter in letters} == set(people)


def test_bids_are_facts_and_the_last_one_counts(bidding, people, cases):
    bid(people[0], bidding, {cases[0].reference: "eager", cases[1].reference: "not"})
    bid(people[0], bidding, {cases[0].reference: "eager", cases[1].reference: "willing"}, days=8)
    assert list(Bid.objects.values_list("level", flat=True)) == ["eager", "not", "willing"]
    assert situation(cases).bids[cases[1].pk] == {people[0].pk: "willing"}


@pytest.mark.parametrize(
    "given", [{}, {"X-1": "eager"}, {"first": "gladly"}, {"first": None}], ids=["none", "unknown", "word", "empty"]
)
def test_a_bid_that_is_none_is_refused(bidding, people, cases, given):
    levels = {cases[0].reference if key == "first" else key: level for key, level in given.items()}
    with pytest.raises(Refused):
        bid(people[0], bidding, levels)
    assert not Bid.objects.exists()


def test_after_the_time_is_over_no_bid_is_taken(bidding, people, cases):
    with override("en"), pytest.raises(Refused, match="time for bids is over"):
        bid(people[0], bidding, {cases[0].reference: "eager"}, days=13)


def test_the_same_bid_twice_is_refused_and_asking_twice_too(officer, bidding, people, cases):
    bid(people[0], bidding, {cases[0].reference: "eager"})
    with pytest.raises(Refused):
        bid(people[0], bidding, {cases[0].reference: "eager"})
    with pytest.raises(Refused):
        open_bidding(**step(officer, 7), notice=cases[0].notice, profile="trial")
    assert Bidding.objects.count() == Bid.objects.count() == 1


def test_a_call_that_asks_for_no_bids_refuses_to_open_them(settings, tmp_path, db):
    settings.MEDIA_ROOT = tmp_path
    other = Stage()
    case = other.admit(other.submitted())
    with override("en"), pytest.raises(Refused, match="asks for no bids"):
        open_bidding(**step(other.officers["trial"], 6), notice=case.notice, profile="trial")


@pytest.mark.parametrize("who", ["lead", "stranger", "authority"])
def test_nobody_outside_the_pool_bids_and_nobody_but_the_secretariat_asks(stage, bidding, cases, who):
    person = getattr(stage, who)
    with pytest.raises(Refused):
        bid(person, bidding, {cases[0].reference: "eager"})
    with pytest.raises(Refused):
        open_bidding(**step(person, 20), notice=cases[0].notice, profile="trial")
    with pytest.raises(Refused):
        state_expertise(**step(person, 7), fields={"transport": "expert"}, languages=["ko"])


def test_what_somebody_conflicts_with_is_not_among_what_they_may_bid_for(stage, officer, bidding, people, cases):
    record_employment(**step(officer, 1), person=people[0], organisation=stage.company, source="told")
    assert to_bid_for(people[0], bidding, on()) == []
    assert len(to_bid_for(people[1], bidding, on())) == 3
    with pytest.raises(Refused):
        bid(people[0], bidding, {cases[0].reference: "eager"})


def test_whoever_bids_a_conflict_is_proposed_for_no_seat_and_seated_on_none(officer, bidding, people, cases):
    bid(people[0], bidding, {cases[0].reference: "conflict"})
    found = propose(situation(cases), 3)
    panel = next(one for one in found.panels if one.case == cases[0])
    assert people[0] not in [seat.assessor.person for seat in panel.seats]
    with override("en"), pytest.raises(Refused, match="in conflict"):
        seat_panel(**step(officer, 9), case=cases[0], people=people[:2], reason="They know it.")
    bid(people[0], bidding, {cases[0].reference: "not"}, days=9)
    seat_panel(**step(officer, 10), case=cases[0], people=people[:2], reason="They know it.")


def test_panels_are_proposed_by_bids_and_expertise(bidding, people, cases):
    for n, case in enumerate(cases):
        bid(people[n], bidding, {case.reference: "eager", cases[n - 1].reference: "not"})
    seated = {
        one.case: {seat.assessor.person for seat in one.seats} for one in propose(situation(cases), 2, most=2).panels
    }
    for n, case in enumerate(cases):
        assert people[n] in seated[case] and people[n] not in seated[cases[n - 1]]


def test_expertise_is_stated_once_and_the_last_statement_counts(people):
    state_expertise(**step(people[0], 6), fields={"transport": "expert"}, languages=["ko", "en"])
    state_expertise(**step(people[0], 7), fields={"transport": "versed"}, languages=["en"])
    assert Expertise.objects.count() == 2
    for fields, languages in (({"flying": "expert"}, ["ko"]), ({"transport": "best"}, ["ko"]), ({}, []), ({}, ["xx"])):
        with pytest.raises(Refused):
            state_expertise(**step(people[0], 8), fields=fields, languages=languages)


def test_whoever_knows_the_field_of_a_proposal_fits_it_better(stage, people):
    from cityloop.assessment.actions import save_answers

    draft = stage.fill(stage.draft())
    save_answers(**stage.step(stage.lead, 2), case=draft, answers={"fields": ["transport"]})
    case = stage.admit(stage.hand_in(draft))
    state_expertise(**step(people[0], 6), fields={"transport": "expert"}, languages=["ko", "en"])
    state_expertise(**step(people[1], 6), fields={"transport": "expert"}, languages=["vi"])
    now = situation([case])
    fit = {one.person: now.affinity(one, now.cases[0]) for one in now.pool}
    assert fit[people[0]] > fit[people[1]] > 0 and fit[people[0]] > fit[people[2]]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_reviewer_bids_on_one_page_from_the_inbox(bidding, people, cases, client, language, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(days=7))
    client.force_login(people[0])
    url = f"/{language}/cases/bids/{bidding.pk}/"
    assert url in client.get(f"/{language}/inbox/").content.decode()
    page = client.get(url).content.decode()
    assert all(case.reference in page for case in cases) and "Sensors." in page
    assert "daon" not in page
    assert client.post(url, {cases[0].reference: "eager"}).status_code == 302
    assert 'value="eager" checked' in client.get(url).content.decode()
    assert client.post(url, {cases[0].reference: "gladly"}).status_code == 422
    assert client.post(url, {}).status_code == 422
    assert url not in client.get(f"/{language}/inbox/").content.decode()
    said = f"/{language}/cases/expertise/"
    given = {"languages": ["ko"], "field-transport": "expert"}
    assert client.post(said, given).status_code == 302
    assert client.post(said, {**given, "field-transport": "best"}).status_code == 422
    assert Expertise.objects.get().fields == {"transport": "expert"}


@pytest.mark.parametrize("who", ["lead", "stranger", "mayor"])
def test_the_outsider_finds_neither_page(stage, bidding, client, who):
    client.force_login(getattr(stage, who))
    for url in (reverse("assessment:bidding", args=[bidding.pk]), reverse("assessment:expertise")):
        assert client.get(url).status_code == client.post(url, {}).status_code == 404


def test_the_page_of_bids_costs_the_same(stage, officer, people, client, django_assert_num_queries):
    first = stage.admit(stage.submitted())
    bidding = open_bidding(**step(officer, 6), notice=first.notice, profile="trial")
    client.force_login(people[0])
    for more in (0, 2):
        for _ in range(more):
            stage.admit(stage.submitted())
        client.get(reverse("assessment:bidding", args=[bidding.pk]))
        with django_assert_num_queries(10):
            assert client.get(reverse("assessment:bidding", args=[bidding.pk])).status_code == 200
