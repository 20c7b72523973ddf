import pytest
from cast import AT
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import override

from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.consulting.actions import (
    add_places,
    close_consultation,
    close_workshop_round,
    give_dots,
    open_workshop_round,
    prepare_workshop,
    sort_card,
    write_card,
)
from cityloop.consulting.models import Card, DotSheet, Place, WorkshopRound
from cityloop.consulting.queries.workshops import cards_of, dots_by_problem, open_round, place_of, tally
from cityloop.consulting.slips import slip_of
from cityloop.consulting.workshop_terms import workshop_terms

ROOM = "/en/cities/sofia/consultation/"


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def shop(advised):
    """A workshop of Sofia with six citizens and five experts."""
    advised.shop = prepare_workshop(
        actor=advised.officer, at=AT, consultation=advised.consultation, title_en="What presses", citizens=6, experts=5
    )
    return advised


def by_officer(world, **values):
    return {"actor": world.officer, "at": AT, **values}


def opened(world, kind, dots=0):
    return open_workshop_round(**by_officer(world), workshop=world.shop, kind=kind, dots=dots)


def from_place(world, number, **values):
    return {"actor": None, "at": AT, "place": world.shop.places.get(number=number), **values}


def with_cards(world):
    """Two problems on the wall, and a round of five dots that is open."""
    cards = opened(world, "cards")
    write_card(**from_place(world, 1), round=cards, words="Burglars come by day", problem="street_crime")
    write_card(**from_place(world, 7), round=cards, words="Smoke in winter", problem="fine_dust")
    close_workshop_round(**by_officer(world), round=cards)
    return opened(world, "dots", 5)


def test_a_slip_is_a_place_on_whatever_phone_it_is_typed(shop):
    slip = slip_of(shop.shop.pk, 3)
    assert place_of(slip.lower()) == place_of(f" {slip[:4]}-{slip[4:]} ") == shop.shop.places.get(number=3)
    assert place_of("AAAAAAAA") is place_of("나라") is place_of("") is None
    assert slip not in str(list(Place.objects.values())), "only a hash of the slip is kept"
    sides = list(shop.shop.places.values_list("side", flat=True))
    assert sides == ["citizen"] * 6 + ["expert"] * 5


def test_cards_become_problems_and_dots_put_them_in_order(shop):
    cards = opened(shop, "cards")
    write_card(**from_place(shop, 1), round=cards, words=" Burglars  come by day ", problem="street_crime")
    write_card(**from_place(shop, 2), round=cards, words="Nobody listens")
    write_card(**by_officer(shop), round=cards, words="Smoke in winter", problem="fine_dust")
    assert open_round(shop.shop) == cards
    close_workshop_round(**by_officer(shop), round=cards)
    with pytest.raises(Refused, match="1 cards stand under no problem"):
        opened(shop, "dots", 5)
    lost = next(one.card for one in cards_of(shop.shop) if one.waits)
    sort_card(**by_officer(shop), card=lost, problem="low_participation")
    sort_card(**by_officer(shop), card=lost, why="No problem of a city")
    dots = opened(shop, "dots", 5)
    assert dots.problems == ["fine_dust", "street_crime"]
    with pytest.raises(Refused, match="Close the round first"):
        sort_card(**by_officer(shop), card=lost, problem="low_participation")
    for number in range(1, 7):
        give_dots(**from_place(shop, number), round=dots, dots={"street_crime": 3, "fine_dust": 1})
    for number in range(7, 12):
        give_dots(**from_place(shop, number), round=dots, dots={"fine_dust": 2})
    give_dots(**from_place(shop, 1), round=dots, dots={"street_crime": 2})
    found = tally(dots)
    assert [(row.problem.id, row.dots, row.citizens, row.experts) for row in found.rows] == [
        ("street_crime", 17, 17, 0),
        ("fine_dust", 15, 5, 10),
    ]
    assert found.rows[0].cards == ("Burglars come by day",) and found.took_part == 11
    assert dots_by_problem(shop.consultation) == {}, "nothing is said of a round that is open"
    close_workshop_round(**by_officer(shop), round=dots)
    assert dots_by_problem(shop.consultation)["street_crime"][0].row.place == 1


def test_sides_are_shown_apart_only_where_enough_of_each_took_part(shop):
    dots = with_cards(shop)
    for number in (*range(1, 7), *range(7, 11)):
        give_dots(**from_place(shop, number), round=dots, dots={"street_crime": 1})
    assert tally(dots).apart is False and tally(dots).rows[0].experts is None
    give_dots(**from_place(shop, 11), round=dots, dots={"street_crime": 1})
    assert tally(dots).apart is True and tally(dots).rows[0].experts == 5


@pytest.mark.parametrize(
    ("dots", "words"),
    [
        ({"street_crime": 4}, "at most 3 may stand on one"),
        ({"street_crime": 3, "fine_dust": 3}, "You have 5 dots"),
        ({"street_crime": 0}, "You have 5 dots"),
        ({"noise": 1}, "not on the list"),
        ({"street_crime": -1}, "not on the list"),
        ({"street_crime": 1.5}, "not on the list"),
    ],
)
def test_nobody_gives_more_than_a_place_has(shop, dots, words):
    round = with_cards(shop)
    with pytest.raises(Refused, match=words):
        give_dots(**from_place(shop, 1), round=round, dots=dots)
    assert not DotSheet.objects.exists()


def test_a_phone_cannot_vote_without_limit(shop):
    round, terms = with_cards(shop), workshop_terms()
    for turn in range(terms.changes):
        give_dots(**from_place(shop, 1), round=round, dots={"street_crime": 1 + turn % 2})
    with pytest.raises(Refused, match=f"{terms.changes} times"):
        give_dots(**from_place(shop, 1), round=round, dots={"street_crime": 3})
    assert tally(round).all_dots == 2, "the last sheet of a place counts, once"
    with pytest.raises(IntegrityError), transaction.atomic():
        DotSheet.objects.create(round=round, place=shop.shop.places.get(number=2), turn=1, dots={}, given=6, allowed=5)
    close_workshop_round(**by_officer(shop), round=round)
    with pytest.raises(Refused, match="closed"):
        give_dots(**from_place(shop, 2), round=round, dots={"street_crime": 1})
    cards = opened(shop, "cards")
    for number in range(terms.cards):
        write_card(**from_place(shop, 1), round=cards, words=f"Card {number}")
    with pytest.raises(Refused, match="as many as one person may"):
        write_card(**from_place(shop, 1), round=cards, words="One more")
    with pytest.raises(Refused, match="longer than 160"):
        write_card(**from_place(shop, 2), round=cards, words="x" * 161)


def test_a_place_of_another_workshop_gives_nothing(shop):
    round = with_cards(shop)
    other = prepare_workshop(**by_officer(shop), consultation=shop.consultation, title_ko="다른 워크숍", citizens=1)
    with pytest.raises(Refused, match="belongs to no place"):
        give_dots(actor=None, at=AT, place=other.places.get(), round=round, dots={"street_crime": 1})


def test_the_record_says_that_somebody_took_part_and_not_who_or_with_what(shop):
    round = with_cards(shop)
    give_dots(**from_place(shop, 4), round=round, dots={"street_crime": 2})
    entry = Entry.objects.get(verb="consulting.give_dots")
    assert entry.actor == "" and entry.detail == {}
    assert (entry.subject_kind, entry.subject_id) == ("consulting.workshopround", str(round.pk))
    assert not {"at", "person", "name"} & {field.name for field in (*DotSheet._meta.fields, *Card._meta.fields)}


def test_what_was_given_is_never_changed(shop):
    round = with_cards(shop)
    give_dots(**from_place(shop, 1), round=round, dots={"street_crime": 1})
    for rows, change in (
        (DotSheet.objects, {"given": 2}),
        (Card.objects, {"words": "x"}),
        (Place.objects, {"side": "expert"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_only_the_citys_people_lead_and_only_while_the_consultation_is_open(shop, client):
    round = with_cards(shop)
    card = Card.objects.first()
    as_outsider = {"actor": shop.outsider, "at": AT}
    attempts = [
        lambda who: prepare_workshop(**who, consultation=shop.consultation, title_en="x", citizens=1),
        lambda who: add_places(**who, workshop=shop.shop, citizens=1),
        lambda who: open_workshop_round(**who, workshop=shop.shop, kind="cards"),
        lambda who: close_workshop_round(**who, round=round),
        lambda who: sort_card(**who, card=card, problem="noise"),
        lambda who: write_card(**who, round=round, words="x"),
    ]
    for act in attempts:
        with pytest.raises(Refused):
            act(as_outsider)
    client.force_login(shop.outsider)
    for page in ("", "slips/", "screen/"):
        assert client.get(f"{ROOM}workshops/{shop.shop.pk}/{page}").status_code == 404
    assert client.post(f"{ROOM}workshops/{shop.shop.pk}/step/", {"do": "close"}).status_code == 404
    close_consultation(**by_officer(shop), consultation=shop.consultation)
    for act in attempts:
        with pytest.raises(Refused):
            act(by_officer(shop))


def test_what_makes_no_sense_is_refused_in_a_sentence(shop):
    wrong = [
        ("no title", lambda: prepare_workshop(**by_officer(shop), consultation=shop.consultation, citizens=1)),
        ("places", lambda: prepare_workshop(**by_officer(shop), consultation=shop.consultation, title_en="x")),
        ("places", lambda: add_places(**by_officer(shop), workshop=shop.shop, citizens=300)),
        ("places", lambda: add_places(**by_officer(shop), workshop=shop.shop, citizens=-2, experts=3)),
        ("kind of round", lambda: opened(shop, "dance")),
        ("two problems", lambda: opened(shop, "dots", 5)),
        ("between 1 and 10", lambda: opened(shop, "dots", 11)),
    ]
    for words, act in wrong:
        with pytest.raises(Refused, match=words):
            act()
    opened(shop, "cards")
    with pytest.raises(Refused, match="open already"):
        opened(shop, "cards")
    assert WorkshopRound.objects.count() == 1


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_citizen_without_an_account_takes_part_from_a_slip(shop, client, language):
    base, slip = f"/{language}/workshop/", slip_of(shop.shop.pk, 1)
    assert client.post(base, {"slip": "nonsense"}).status_code == 422
    assert client.post(base, {"slip": f"{slip[:4]} {slip[4:].lower()}"}).url == f"{base}{slip}/"
    assert client.get(f"{base}AAAAAAAA/").status_code == 404
    assert client.get(f"{base}{slip}/").status_code == 200
    round = with_cards(shop)
    page = client.get(f"{base}{slip}/").content.decode()
    assert "Burglars come by day" in page
    dots = dict.fromkeys(round.problems, "0")
    sent = {"round": str(round.pk), **dots, "street_crime": "3"}
    assert client.post(f"{base}{slip}/", sent).status_code == 302
    assert client.post(f"{base}{slip}/", {**sent, "fine_dust": "3"}).status_code == 422
    assert client.post(f"{base}{slip}/", {**sent, "street_crime": "99"}).status_code == 422
    assert client.post(f"{base}{slip}/", {**sent, "round": "0"}).status_code == 302
    assert tally(round).all_dots == 3
    client.force_login(shop.officer)
    room = f"/{language}/cities/sofia/consultation/workshops/{shop.shop.pk}/"
    assert "Burglars come by day" in client.get(room).content.decode()
    assert "1 / 11" in client.get(f"{room}screen/").content.decode()
    assert slip[:4] in client.get(f"{room}slips/").content.decode()
    assert client.post(f"{room}step/", {"do": "close"}).status_code == 302
    client.logout()
    assert ">3<" in client.get(f"{base}{slip}/").content.decode().replace(" ", "")
    client.force_login(shop.officer)
    need = client.get(f"/{language}/cities/sofia/consultation/need/?problem=fine_dust").content.decode()
    assert "Smoke in winter" in need, "what was written on the cards is offered as the city's words"


def test_an_officer_leads_a_workshop_on_the_page(shop, client):
    client.force_login(shop.officer)
    room = f"{ROOM}workshops/{shop.shop.pk}/"
    made = client.post(f"{ROOM}workshop/", {"title_en": "Again", "citizens": "3", "experts": "0"})
    assert made.status_code == 302 and client.get(made.url).status_code == 200
    assert client.post(f"{ROOM}workshop/", {"citizens": "3", "experts": "x"}).status_code == 422
    assert client.post(f"{room}step/", {"do": "open", "kind": "cards"}).status_code == 302
    round = open_round(shop.shop)
    told = {"do": "write", "round": round.pk, "words": "<b>Dark</b> streets", "problem": ""}
    assert client.post(f"{room}step/", told).status_code == 302
    page = client.get(room).content.decode()
    assert "&lt;b&gt;Dark" in page
    card = Card.objects.get()
    assert client.post(f"{room}step/", {"do": "sort", "card": card.pk, "problem": "street_crime"}).status_code == 302
    assert client.post(f"{room}step/", {"do": "sort", "card": "9" * 30}).status_code == 404
    assert client.post(f"{room}step/", {"do": "dance"}).status_code == 404
    assert client.post(f"{room}step/", {"do": "more", "citizens": "2", "experts": "0"}).status_code == 302
    assert client.post(f"{room}step/", {"do": "more", "citizens": "x"}).status_code == 409
    assert client.post(f"{room}step/", {"do": "close"}).status_code == 302
    assert client.post(f"{room}step/", {"do": "close"}).status_code == 409
    assert shop.shop.places.count() == 13
    assert client.get(ROOM).status_code == 200
