"""What cities like one use: by how many of them use it, from what providers and public sources say."""

import re

import pytest
from cast import AT

from cityloop.catalogue.actions import record_city
from cityloop.catalogue.models import Service
from cityloop.consulting.queries.neighbours import cities_like, used_by

pytestmark = pytest.mark.django_db
PLACES = {"Zagreb": "HR", "The Hague": "NL", "Seoul": "KR", "Sofia": "BG"}
RUNS = (("lockers", "Zagreb"), ("lockers", "The Hague"), ("patrol", "Zagreb"), ("patrol", "Sofia"), ("bins", "Sofia"))


@pytest.fixture
def running(world, directory):
    for code, city in RUNS:
        service = Service.objects.get(code=code)
        record_city(actor=None, at=AT, service=service, city_en=city, country=PLACES[city], operation="live")
    return world


def test_the_nearest_come_first_and_the_city_is_none_of_its_own_peers(running):
    peers = cities_like(running.cities["sofia"], 2)
    assert peers[0].city.code == "zagreb" and len(peers) == 2
    assert "sofia" not in {peer.city.code for peer in peers}


def test_services_are_ordered_by_how_many_of_the_peers_use_them(running):
    found = used_by(running.cities["sofia"], cities_like(running.cities["sofia"]))
    assert [(one.service.code, len(one.cities), one.here) for one in found] == [
        ("lockers", 2, False),
        ("patrol", 1, True),
    ]


def test_what_is_over_or_only_planned_is_not_used(running):
    for code, operation in (("lockers", "ended"), ("patrol", "planned")):
        service = Service.objects.get(code=code)
        record_city(actor=None, at=AT, service=service, city_en="Zagreb", country="HR", operation=operation)
    found = used_by(running.cities["sofia"], cities_like(running.cities["sofia"]))
    assert [(one.service.code, [city.code for city in one.cities]) for one in found] == [("lockers", ["the-hague"])]


@pytest.mark.parametrize(
    ("language", "says"), [("ko", "비슷한 도시가 쓰는 서비스: 소피아"), ("en", "What cities like Sofia use")]
)
def test_the_citys_people_come_to_it_from_the_directory(client, running, language, says):
    client.force_login(running.officer)
    address = f"/{language}/cities/sofia/services/"
    assert f'href="{address}"' in client.get(f"/{language}/services/").content.decode()
    shown = re.sub(r"\s+", " ", client.get(address).content.decode())
    assert re.search(says, shown) and shown.index("lockers") < shown.index("patrol") and ">bins" not in shown
    client.force_login(running.outsider)
    assert f'href="{address}"' not in client.get(f"/{language}/services/").content.decode()
    assert client.get(address).status_code == 200  # it is public


def test_nothing_known_offers_the_directory(client, world):
    shown = client.get("/en/cities/seoul/services/").content.decode()
    assert "Nobody has said what these cities use" in shown and 'href="/en/services/"' in shown


def test_the_page_costs_the_same_at_one_and_at_three_services(client, running, django_assert_num_queries):
    address = "/en/cities/sofia/services/"
    client.get(address)
    for more in ((), (("escort", "Zagreb"), ("bins", "Zagreb"))):
        for code, city in more:
            service = Service.objects.get(code=code)
            record_city(actor=None, at=AT, service=service, city_en=city, country=PLACES[city], operation="live")
        with django_assert_num_queries(7):
            client.get(address)
