"""Where a service runs is said by city, by its provider's people or from a public source; the last word counts."""

import json
import re

import pytest
from cast import AT
from django.db import IntegrityError, transaction

from cityloop.audit.models import Entry
from cityloop.catalogue import queries
from cityloop.catalogue.actions import list_service, record_city
from cityloop.catalogue.models import ServiceCity
from cityloop.catalogue.search import index

pytestmark = pytest.mark.django_db
BUSAN = {"city_en": "Busan", "city_ko": "부산", "country": "KR", "operation": "live", "since_year": 2024}
FORM = "/en/services/safe-crossing/cities/"


def page(client, address="/en/services/safe-crossing/") -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def test_a_city_is_shown_searched_compared_and_told_to_programs(client, listed, owner):
    record_city(actor=owner, at=AT, service=listed, **BUSAN)
    index.catch_up()
    assert "Busan, South Korea" in page(client) and "since 2024" in page(client)
    assert "Busan, South Korea (In operation)" in page(client, "/en/services/compare/?s=safe-crossing")
    assert [one.code for one in queries.find("부산에서").services] == ["safe-crossing"]
    told = client.get("/api/v1/services/safe-crossing").json()["facts"]["cities"]
    assert [(one["code"], one["operation"], one["since_year"]) for one in told] == [("busan", "live", 2024)]
    for address in ("safe-crossing/data.jsonld", "data.jsonld"):
        answer = client.get(f"/en/services/{address}")
        content = answer.content if hasattr(answer, "content") else b"".join(answer.streaming_content)
        assert {"@value": "Busan", "@language": "en"} in _cities_of(json.loads(content))[0]["name"]


def _cities_of(content) -> list[dict]:
    service = content["@graph"][0] if "@graph" in content else content
    return [area for area in service["areaServed"] if area["@type"] == "City"]


def test_the_last_word_about_a_city_counts_and_the_first_stays_on_record(listed, owner):
    record_city(actor=owner, at=AT, service=listed, **BUSAN)
    record_city(actor=owner, at=AT, service=listed, **BUSAN | {"city_en": "BUSAN", "operation": "ended"})
    assert [one.operation for one in queries.cities_of([listed])[listed.pk]] == ["ended"]
    assert ServiceCity.objects.count() == 2
    assert queries.used_in([("KR", "busan")]) == {}
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ServiceCity.objects.update(operation="live")


def test_services_are_found_by_the_cities_that_use_them(listed, owner, draft):
    record_city(actor=owner, at=AT, service=listed, **BUSAN)
    assert [one.code for one in queries.used_in([("KR", "busan"), ("KR", "seoul")])] == ["safe-crossing"]
    assert queries.used_in([("US", "busan")]) == {}


def test_a_draft_is_used_nowhere_in_public(draft, owner):
    record_city(actor=owner, at=AT, service=draft, **BUSAN)
    assert queries.used_in([("KR", "busan")]) == {}
    list_service(actor=owner, at=AT, service=draft)
    assert len(queries.used_in([("KR", "busan")])) == 1


@pytest.mark.parametrize(
    "wrong", [{"city_en": "부산"}, {"city_en": "—"}, {"since_year": AT.year + 1}], ids=["korean", "dash", "future"]
)
def test_what_is_no_city_or_not_yet_is_refused(listed, owner, refused, wrong):
    refused(record_city, actor=owner, service=listed, **BUSAN | wrong)
    assert not ServiceCity.objects.exists()


def test_the_same_twice_is_refused(listed, owner, refused):
    record_city(actor=owner, at=AT, service=listed, **BUSAN)
    refused(record_city, actor=owner, service=listed, **BUSAN)


def test_the_provider_enters_a_city_on_a_page_and_an_outsider_finds_none(client, listed, owner, outsider):
    client.force_login(owner)
    assert 'href="/en/services/safe-crossing/cities/"' in page(client)
    given = BUSAN | {"country": "Korea"}
    answer = client.post(FORM, given, follow=True)
    assert answer.redirect_chain and "The city is entered." in answer.content.decode()
    assert Entry.objects.filter(verb="catalogue.record_city").count() == 1
    several, nowhere = {"country": "Korea, Vietnam"}, {"country": "Atlantis"}
    for bad in (several, nowhere, {"since_year": "soon"}, {"operation": "x"}, {"city_en": ""}, {}):
        assert client.post(FORM, given | bad).status_code == 422
    client.force_login(outsider)
    assert client.get(FORM).status_code == 404 and client.post(FORM, given).status_code == 404


def test_cities_of_many_services_cost_one_query(directory, django_assert_num_queries):
    directory(*({"code": f"s-{n}", "name_en": f"Service {n}"} for n in range(3)))
    services = list(queries.listed())
    for service in services:
        record_city(actor=None, at=AT, service=service, **BUSAN)
    for some in (services[:1], services):
        with django_assert_num_queries(1):
            queries.cities_of(some)
