"""The directory as programs read it: search, services, versions, what was withdrawn, how often one may ask."""

import json

import pytest
from cast import AT
from django.core.cache import cache
from django.utils import timezone

from cityloop.catalogue.actions import (
    end_data_key,
    list_service,
    make_data_key,
    publish_service,
    update_service,
    withdraw_service,
)
from cityloop.catalogue.models import Service
from cityloop.catalogue.search import index

pytestmark = pytest.mark.django_db
ABROAD = {"REMOTE_ADDR": "203.0.113.5"}
PARKING = {"code": "p-1", "name_ko": "스마트 주차 안내", "name_en": "Parking guide", "countries": "KR,VN"}
WATER = {"code": "w-1", "name_en": "Leak finder", "fields": ["environment_energy_water"], "type": "unit"}


def get(client, address, **headers):
    return client.get(f"/api/v1/services{address}", headers=headers)


def test_a_search_gives_total_services_facets_and_how_it_was_read(client, directory):
    directory(PARKING, WATER)
    answer = get(client, "?q=주차를").json()
    assert (answer["total"], [one["code"] for one in answer["services"]]) == (1, ["p-1"])
    assert answer["facets"]["country"] == {"KR": 1, "VN": 1}
    assert answer["services"][0]["fields"] == ["transport"]
    assert answer["read"]["words"] == ["주차를"] and answer["next"] is None
    assert get(client, "?q=parking+zeppelin").json()["read"]["dropped"] == ["zeppelin"]
    assert get(client, "?q=prking").json()["read"]["corrected"] == {"prking": "parking"}


def test_a_facets_count_is_the_total_of_the_answer_that_chooses_it(client, directory):
    directory(PARKING, WATER)
    facets = get(client, "").json()["facets"]
    for facet, values in facets.items():
        for value, count in values.items():
            assert get(client, f"?{facet}={value}").json()["total"] == count
    assert get(client, "?field=transport&field=environment_energy_water").json()["total"] == 2


@pytest.mark.parametrize("order", ["", "&sort=newest", "&sort=certified", "&q=service", "&q=service&sort=running"])
def test_following_next_meets_every_service_once(client, directory, order):
    directory(*({"code": f"s-{n}", "name_en": f"Service {n}"} for n in range(7)))
    address, seen = f"/api/v1/services?limit=3{order}", []
    while address:
        answer = client.get(address).json()
        seen += [one["code"] for one in answer["services"]]
        assert answer["total"] == 7
        address = answer["next"]
    assert sorted(seen) == sorted(set(seen)) == [f"s-{n}" for n in range(7)]


def test_a_walk_by_keys_skips_nobody_when_a_service_is_withdrawn_behind_it(client, directory):
    directory(*({"code": f"s-{n}", "name_en": f"Service {n}"} for n in range(6)))
    first = get(client, "?limit=3").json()
    Service.objects.filter(code=first["services"][0]["code"]).update(listed_at=None, withdrawn_at=AT)
    index.rebuild()
    second = client.get(first["next"]).json()
    assert {one["code"] for one in first["services"] + second["services"]} == {f"s-{n}" for n in range(6)}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("?field=trafic", "trafic"),
        ("?sort=best", "best"),
        ("?limit=0", "limit"),
        ("?limit=1000", "limit"),
        ("?limit=many", "limit"),
        ("?cursor=zzz", "cursor"),
        ("?cursor=WzEsMiwzXQ", "cursor"),
        ("?cursor=W10", "cursor"),
        ("?cursor=%F0%9F%9A%A6", "cursor"),
    ],
)
def test_a_question_that_nobody_could_mean_is_refused_with_a_remedy(client, directory, asked, said):
    answer = get(client, asked, accept_language="en")
    assert answer.status_code == 400
    assert said in answer.json()["error"]["why"] and answer.json()["error"]["remedy"]


def test_a_cursor_of_another_question_is_refused(client, directory):
    directory(*({"code": f"s-{n}", "name_en": f"Service {n}"} for n in range(3)))
    following = get(client, "?limit=1").json()["next"]
    assert client.get(following + "&q=service").status_code == 400


@pytest.mark.parametrize(
    "query",
    ["가나다" * 1_700, "🚦🚗" * 20, "'; DROP TABLE catalogue_service; --", 'name:(a OR b)^2 AND "c d"~3', "\\", "*"],
)
def test_whatever_is_typed_is_answered(client, directory, query):
    directory(PARKING)
    answer = client.get("/api/v1/services", {"q": query})
    assert answer.status_code == 200
    assert Service.objects.count() == 1 and answer.json()["total"] in (0, 1)


def test_an_answer_has_an_entity_tag_and_is_not_sent_twice(client, directory):
    directory(PARKING)
    for address in ("?q=parking", "/p-1", "/p-1/versions/1"):
        tag = get(client, address)["ETag"]
        assert get(client, address, if_none_match=tag).status_code == 304
    directory(WATER)
    assert get(client, "", if_none_match=tag).status_code == 200


def test_every_version_stays_at_its_address(client, listed, owner):
    before = get(client, "/safe-crossing").json()
    update_service(actor=owner, at=AT, service=listed, revision=1, fields=["transport"], name_en="Safer crossing")
    today = get(client, "/safe-crossing").json()
    assert [one["version"] for one in today["versions"]] == [2, 1]
    first, second = (client.get(one["href"]).json() for one in reversed(today["versions"]))
    assert (first["content"]["name_en"], second["content"]["name_en"]) == ("Safe crossing", "Safer crossing")
    assert first["sha256"] == before["versions"][0]["sha256"] and second["until"] is None
    assert get(client, "/safe-crossing/versions/3").status_code == 404


def test_an_import_that_changes_something_keeps_what_was_said_before(client, directory):
    directory(PARKING, WATER)
    directory({**PARKING, "name_en": "Parking pilot"}, WATER)
    assert [one["version"] for one in get(client, "/p-1").json()["versions"]] == [2, 1]
    assert [one["version"] for one in get(client, "/w-1").json()["versions"]] == [1]


def test_what_is_withdrawn_answers_as_withdrawn_and_comes_back_when_published(client, listed, owner):
    withdraw_service(actor=owner, at=AT, service=listed, reason="It is not offered any more.")
    index.catch_up()
    answer = get(client, "/safe-crossing")
    assert (answer.status_code, answer.json()["error"]["why"]) == (410, "It is not offered any more.")
    assert get(client, "/safe-crossing/versions/1").status_code == 410
    assert get(client, "").json()["total"] == 0
    page = client.get("/en/services/safe-crossing/")
    assert page.status_code == 410 and "It is not offered any more." in page.content.decode()
    listed.refresh_from_db()
    publish_service(actor=owner, at=AT, service=listed)
    assert get(client, "/safe-crossing").status_code == 200


def test_drafts_and_strangers_withdrawals_do_not_exist(client, draft, outsider, refused):
    assert get(client, "/safe-crossing").status_code == 404
    refused(withdraw_service, actor=outsider, service=draft, reason="Mine now")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1_001])
def test_a_withdrawal_without_a_readable_reason_changes_nothing(listed, owner, refused, reason):
    refused(withdraw_service, actor=owner, service=listed, reason=reason)
    listed.refresh_from_db()
    assert listed.listed_at


def test_what_holds_a_certificate_is_not_withdrawn(listed, owner, refused):
    until = timezone.localdate().replace(year=2099)
    list_service(
        actor=None, at=AT, service=listed, certificate_number="C-1", certificate_status="valid", certified_until=until
    )
    refused(withdraw_service, actor=owner, service=listed, reason="Too good for this world")


def test_without_a_key_a_program_may_ask_so_often_a_minute(client, directory, settings):
    cache.clear()
    settings.API_CALLS_PER_MINUTE = 2
    answers = [client.get("/api/v1/services", **ABROAD) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60 and answers[1]["RateLimit-Remaining"] == "0"
    assert client.get("/api/v1/services", REMOTE_ADDR="203.0.113.6").status_code == 200
    assert client.get("/en/services/", **ABROAD).status_code == 200


def test_a_key_has_a_limit_of_its_own_and_ends_when_it_is_ended(client, directory, owner, outsider, settings, refused):
    cache.clear()
    settings.API_CALLS_PER_MINUTE = 1
    key = make_data_key(actor=owner, at=AT, name="Our dashboard")
    asked = lambda word: client.get("/api/v1/services", headers={"authorization": f"Bearer {word}"}, **ABROAD)  # noqa: E731
    assert [asked(key.word).status_code for _ in range(3)] == [200, 200, 200]
    assert asked(key.word)["RateLimit-Limit"] == "1200"
    assert asked("clk_nobodys").status_code == 401
    refused(end_data_key, actor=outsider, key=key)
    end_data_key(actor=owner, at=AT, key=key)
    cache.clear()
    assert asked(key.word).status_code == 401


def test_a_key_is_kept_as_its_digest_only(owner):
    key = make_data_key(actor=owner, at=AT, name="Our dashboard")
    row = type(key).objects.values().get()
    assert key.word not in json.dumps(row, default=str) and key.word.startswith(row["beginning"])


def test_the_api_describes_itself_in_openapi_3_1(client):
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {"/api/v1/services", "/api/v1/services/{code}"} <= set(described["paths"])
    names = {one["name"] for one in described["paths"]["/api/v1/services"]["get"]["parameters"]}
    assert {"q", "field", "cursor", "limit"} <= names


def test_an_answer_that_was_kept_is_not_given_after_a_change(client, listed, owner, django_capture_on_commit_callbacks):
    index.catch_up()
    assert get(client, "?q=crossing").json()["total"] == get(client, "?q=crossing").json()["total"] == 1
    with django_capture_on_commit_callbacks(execute=True):
        update_service(actor=owner, at=AT, service=listed, revision=1, fields=["transport"], name_en="Safe bridge")
    assert get(client, "?q=bridge").json()["services"][0]["name_en"] == "Safe bridge"
    assert get(client, "?q=안전").json()["services"][0]["name_en"] == "Safe bridge"
