"""Searches that people keep: what is new is told once, by letter and feed, and a withdrawal is said."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from cast import AT
from django.utils import timezone

from cityloop.catalogue.actions import end_search, save_search, tell_by_letter
from cityloop.catalogue.actions.following import look_at_all
from cityloop.catalogue.models import SavedHit, Service
from cityloop.outbox.models import Letter

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
PARKING = {"code": "p-1", "name_ko": "스마트 주차", "name_en": "Parking guide"}
LATER = AT + timedelta(hours=1)


@pytest.fixture
def saved(directory, owner):
    directory(PARKING)
    return save_search(actor=owner, at=AT, name="Parking", query="주차", by_letter=True)


def look(at=LATER) -> list[str]:
    return look_at_all(on=at.date(), at=at)


def entries(client, search) -> list[str]:
    feed = ElementTree.fromstring(client.get(f"/en/services/feed/{search.token}.atom").content)
    return [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")]


def test_what_was_there_when_it_was_saved_is_not_new(saved):
    assert look() == [] and not Letter.objects.exists()


def test_what_it_finds_later_is_told_once(saved, directory, owner, client):
    directory({"code": "p-2", "name_en": "Parking robots"}, {"code": "w-1", "name_en": "Leak finder"})
    assert look() == [f"{saved.pk}: 1"] and look() == []
    letter = Letter.objects.get()
    assert letter.person == owner and "Parking robots" in letter.body_en and "Leak" not in letter.body_en
    assert entries(client, saved) == ["Parking robots", "Parking guide"]


def test_a_service_that_comes_to_answer_by_a_change_is_new(saved, directory):
    directory({"code": "w-1", "name_en": "Leak finder"})
    assert look() == []
    directory({"code": "w-1", "name_en": "Leak finder for parking decks"})
    assert look(LATER + timedelta(hours=1)) == [f"{saved.pk}: 1"]


def test_what_was_withdrawn_since_is_named_as_withdrawn(saved, client, owner):
    Service.objects.update(listed_at=None, withdrawn_at=timezone.now(), withdrawn_because="It is sold out.")
    assert entries(client, saved) == ["Withdrawn: Parking guide"]
    client.force_login(owner)
    page = client.get(f"/en/services/saved/{saved.pk}/").content.decode()
    assert "Withdrawn from the directory" in page and "It is sold out." in page


def test_no_letters_after_they_are_stopped_or_the_search_has_ended(saved, directory, owner):
    tell_by_letter(actor=owner, at=AT, search=saved, by_letter=False)
    directory({"code": "p-2", "name_en": "Parking robots"})
    assert look() == [f"{saved.pk}: 1"] and not Letter.objects.exists()
    end_search(actor=owner, at=AT, search=saved)
    directory({"code": "p-3", "name_en": "Parking bees"})
    assert look() == []


@pytest.mark.parametrize(
    "values",
    [
        {"name": "Nothing asked"},
        {"name": " ", "query": "water"},
        {"name": "x" * 121, "query": "water"},
        {"name": "Again", "query": "주차"},
        {"name": "Unknown facet only", "filters": {"colour": ["red"]}},
    ],
)
def test_a_search_that_makes_no_sense_is_refused(saved, owner, refused, values):
    refused(save_search, actor=owner, **values)
    assert SavedHit.objects.count() == 1


def test_a_search_is_its_owners_alone(saved, outsider, client, refused):
    refused(end_search, actor=outsider, search=saved)
    refused(tell_by_letter, actor=outsider, search=saved, by_letter=True)
    client.force_login(outsider)
    assert client.get(f"/en/services/saved/{saved.pk}/").status_code == 404
    assert "Parking" not in client.get("/en/services/saved/").content.decode().split("<main")[1]
    client.logout()
    assert client.get(f"/en/services/saved/{saved.pk}/").status_code == 302
    assert client.get("/en/services/feed/nobodys.atom").status_code == 404


def test_a_search_is_saved_from_the_directory_and_given_up(client, directory, owner):
    directory(PARKING)
    assert (
        "saved/?q=parking&amp;field=transport" in client.get("/en/services/?q=parking&field=transport").content.decode()
    )
    client.force_login(owner)
    address = "/en/services/saved/?q=parking&field=transport"
    assert "Save this search" in client.get(address).content.decode()
    asked = {"q": "parking", "field": ["transport"], "name": "Parking in transport", "by_letter": "on"}
    page = client.post(address, asked, follow=True)
    search = owner.saved_searches.get()
    assert search.filters == {"field": ["transport"]} and search.by_letter
    assert "Parking guide" in page.content.decode()
    here = f"/en/services/saved/{search.pk}/"
    client.post(here, {"do": "quiet"})
    client.post(here, {"do": "end"})
    search.refresh_from_db()
    assert search.ended_at and not search.by_letter
    assert client.get(here).status_code == 404


def test_the_list_of_saved_searches_costs_the_same_at_one_and_at_three(
    client, directory, owner, django_assert_num_queries
):
    client.force_login(owner)
    client.get("/en/services/saved/")
    for number, query in enumerate(("parking", "water", "fire")):
        save_search(actor=owner, at=AT, name=query, query=query)
        client.get("/en/services/saved/")
        if number in (0, 2):
            with django_assert_num_queries(5):
                client.get("/en/services/saved/")
