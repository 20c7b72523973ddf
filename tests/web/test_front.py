"""The front page and the inbox: what stands where, at constant cost, and nothing for those it is not for."""

import pytest
from cast import AT, officer_for, organisation, person
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override

from cityloop.calls.actions import import_register
from cityloop.calls.queries import foremost
from cityloop.catalogue.actions import list_service, register_service
from cityloop.organisations.models import Designation
from cityloop.web.standing import stations
from cityloop.web.waiting import waiting_for

pytestmark = pytest.mark.django_db

PROGRAMME = "network"


def listed(code):
    service = register_service(
        actor=None, at=AT, code=code, provider=None, fields=["transport"], name_ko=code, name_en=code, simulated=True
    )
    return list_service(actor=None, at=AT, service=service)


def test_the_bare_address_leads_to_the_readers_language(client):
    assert client.get("/", headers={"accept-language": "en"}).url == "/en/"
    assert client.get("/", headers={"accept-language": "ko"}).url == "/ko/"
    assert client.get("/", headers={"accept-language": "fr"}).url == "/ko/"


@pytest.mark.parametrize(("language", "words"), [("ko", "하나의 고리"), ("en", "One loop")])
def test_an_installation_without_anything_has_a_front_page_in_both_languages(client, language, words):
    page = client.get(f"/{language}/")
    assert page.status_code == 200
    assert words in page.content.decode()


def test_a_station_counts_what_its_page_lists_and_tells_what_is_made_up():
    listed("one"), listed("two")
    with override("en"):
        publish = stations(AT.date(), foremost())[1]
        assert publish.url == reverse("catalogue:directory")
    assert (publish.name, publish.figure) == ("Publish", 2)
    assert "2" in publish.beside


def test_the_projects_abroad_are_the_announced_total_and_the_named_stand_beside():
    officer = officer_for(Designation.Duty.SECRETARIAT, PROGRAMME)
    total = {"year": 2026, "source": "press", "cumulative_projects": 58, "cumulative_countries": 27}
    import_register(actor=officer, at=AT, programme=PROGRAMME, totals=[total], projects=[], digest="0" * 64)
    with override("en"):
        demonstrate = stations(AT.date(), foremost())[3]
    assert demonstrate.figure == 58
    assert "27" in demonstrate.beside and "0 named" in demonstrate.beside


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_costs_the_same_queries_at_one_service_and_at_three(client, django_assert_num_queries, count):
    for n in range(count):
        listed(f"service-{n}")
    with django_assert_num_queries(9):
        client.get("/en/")


def test_a_visitor_is_asked_to_sign_in_before_the_inbox(client):
    assert client.get("/en/inbox/").url == "/en/account/login/?next=/en/inbox/"


def test_nothing_waits_for_a_visitor_or_a_newcomer():
    assert waiting_for(AnonymousUser()) == []
    assert waiting_for(person("newcomer", of=organisation()), AT.date()) == []


@pytest.mark.parametrize(("language", "words"), [("ko", "지금 할 일이 없습니다"), ("en", "Nothing waits for you")])
def test_an_empty_inbox_says_so_in_both_languages(client, language, words):
    client.force_login(person("newcomer"))
    assert words in client.get(f"/{language}/inbox/").content.decode()


def test_nobody_becomes_a_persona_where_no_demonstration_was_played(client):
    person("officer")
    assert client.post("/en/as/officer/").status_code == 404
    assert client.get("/en/as/officer/").status_code == 405
