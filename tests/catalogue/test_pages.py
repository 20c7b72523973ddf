"""Pages of the directory, in both languages, for everybody and for a provider."""

import csv
import io
import json
import re

import pytest
from cast import AT, organisation, person
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cityloop.catalogue import queries
from cityloop.catalogue.countries import codes_by_name
from cityloop.catalogue.models import Service

pytestmark = pytest.mark.django_db

FORM = {
    "name_ko": "골목 등불",
    "name_en": "Alley lamps",
    "summary_ko": "어두운 골목을 밝힌다.",
    "summary_en": "Lights dark alleys.",
    "fields_chosen": ["crime_disaster", "facility_management"],
    "type": "unit",
    "operation": "live",
    "countries": "대한민국, Vietnam",
    "start_year": "2024",
}


def many(directory, number):
    directory(
        *(
            {
                "code": f"s-{one}",
                "name_ko": f"주차 {one}",
                "countries": "KR,VN",
                "fields": ["transport", "housing"],
                "source": "a list",
            }
            for one in range(number)
        )
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_directory_asks_the_database_four_questions(client, directory, django_assert_num_queries, number):
    many(directory, number)
    client.get("/en/services/?q=주차")
    with django_assert_num_queries(4):
        assert client.get("/en/services/?q=주차").content.count(b"<h3>") == number


def test_my_services_ask_the_same_questions_for_any_number(client, owner, provider):
    client.force_login(owner)
    asked = []
    for number in (1, 3):
        while Service.objects.count() < number:
            code = f"m-{Service.objects.count()}"
            Service.objects.create(code=code, name_en=f"Mine {code}", provider=provider, registered_at=AT)
        client.get("/en/services/mine/")  # what waits is counted once after something was done
        with CaptureQueriesContext(connection) as questions:
            assert client.get("/en/services/mine/").content.decode().count("Mine m-") == number
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 15


@pytest.mark.parametrize(("language", "words"), [("ko", "스마트도시서비스 목록"), ("en", "Directory of services")])
def test_the_directory_speaks_both_languages(client, directory, language, words):
    many(directory, 1)
    page = client.get(f"/{language}/services/").content.decode()
    assert words in page and f'<html lang="{language}">' in page


def test_every_count_beside_a_box_is_what_ticking_it_brings(client, directory):
    many(directory, 3)
    directory({"code": "x-1", "name_en": "Parking", "countries": "NL", "fields": ["logistics"], "simulated": True})
    page = client.get("/en/services/?q=주차").content.decode()
    boxes = re.findall(r'name="(\w+)" value="(\w+)"><span>[^<]+</span><span>(\d+)</span>', page)
    assert {facet for facet, _, _ in boxes} == {"certificate", "field", "country", "origin"}
    for facet, value, count in boxes:
        after = client.get("/en/services/", {"q": "주차", facet: value})
        assert after.context["found"].total == int(count)


def test_another_box_in_a_facet_with_a_choice_says_what_it_adds(client, directory):
    many(directory, 2)
    directory({"code": "x-1", "name_en": "Parking", "countries": "NL", "fields": ["logistics"]})
    page = client.get("/en/services/?country=NL").content.decode()
    assert "<span>South Korea</span><span>+2</span>" in page
    assert client.get("/en/services/?country=NL&country=KR").context["found"].total == 3


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=9999",
        "page=abc",
        "page=٣",
        "field=nonsense&country=ZZZ&origin=",
        "sort=nonsense",
        "q=%F0%9F%9A%A6",
        "q=" + "%EA%B0%80" * 5_000,
        "q=%27%20OR%201%3D1%3B%20DROP%20TABLE%20x",
        "q=name%3Ax%20AND%20(y~2%20OR%20%22z%22%5E3)%20%5Ba%20TO%20*%5D",
        "q=%00",
    ],
)
def test_whatever_the_address_says_is_answered(client, directory, query):
    many(directory, 1)
    assert client.get(f"/ko/services/?{query}").status_code == 200


def test_a_query_too_long_to_read_is_said_and_not_carried_on(client, directory):
    many(directory, 1)
    page = client.get("/en/services/", {"q": "주차" + " ." * 3_000}).content.decode()
    assert "Only its beginning was searched for" in page
    assert len(page) < 60_000


def test_a_page_says_which_words_it_left_out_and_which_it_respelled(client, directory):
    directory({"code": "x-1", "name_en": "Parking guide"})
    assert "<b>zeppelin</b>" in client.get("/en/services/?q=parking+zeppelin").content.decode()
    assert "These are for “parking”" in client.get("/en/services/?q=parkng").content.decode()


def test_an_empty_answer_offers_the_way_on(client, directory):
    many(directory, 1)
    page = client.get("/en/services/?q=주차&country=NL").content.decode()
    assert "Without the filters there is 1 service." in page
    assert "See the whole directory" in client.get("/en/services/?q=zeppelin").content.decode()


def test_a_service_page_names_its_source_and_what_is_simulated(client, directory):
    directory({"code": "x-1", "name_en": "Guide"}, {"code": "x-2", "name_en": "Made up", "simulated": True})
    assert "a list" in client.get("/en/services/x-1/").content.decode()
    assert "made up for the demonstration" in client.get("/en/services/x-2/").content.decode()


def test_a_name_in_one_language_is_shown_and_marked_as_such(client, directory):
    directory({"code": "x-1", "name_en": "Guide"})
    assert '<h1 lang="en">Guide</h1>' in client.get("/ko/services/x-1/").content.decode()


def test_tags_are_shown_in_the_readers_language(client, directory):
    directory({"code": "x-1", "name_en": "Guide", "facts": {"problems": ["parking-shortage"]}})
    assert "주차난" in client.get("/ko/services/x-1/").content.decode()
    assert "parking shortage" in client.get("/en/services/x-1/").content.decode()


def test_cost_is_marked_as_indicative(client, directory):
    cost = {"capex": [100, 500], "currency": "KRW", "unit": "million", "indicative": True}
    directory({"code": "x-1", "name_en": "Guide", "facts": {"cost": cost}})
    page = client.get("/en/services/x-1/").content.decode()
    assert "Indicative" in page and "KRW 100 million ~ KRW 500 million" in page


def test_linked_data_says_what_the_page_says(client, listed):
    Service.objects.update(certificate_number="C-1", certificate_status="valid")
    page = client.get("/en/services/safe-crossing/").content.decode()
    address = re.search(r'type="application/ld\+json" href="([^"]+)"', page)[1]
    answer = client.get(address)
    content = json.loads(answer.content)
    assert answer["Content-Type"] == "application/ld+json"
    assert content["@type"] == "Service"
    assert {"@value": "Safe crossing", "@language": "en"} in content["name"]
    assert content["hasCertification"]["certificationStatus"] == "https://schema.org/CertificationActive"


def test_the_dumps_hold_every_listed_service_and_no_draft(client, draft, directory):
    many(directory, 2)
    rows = list(csv.DictReader(io.StringIO(streamed(client, "csv").decode("utf-8-sig"))))
    content = json.loads(streamed(client, "json"))
    assert [row["code"] for row in rows] == [row["code"] for row in content["services"]] == ["s-0", "s-1"]
    assert rows[0]["fields"] == "transport|housing" and rows[0]["source"] == "a list"


def streamed(client, name) -> bytes:
    return b"".join(client.get(reverse(f"catalogue:{name}")).streaming_content)


@pytest.mark.parametrize("path", ["", "edit/", "data.jsonld"])
def test_a_draft_is_not_there_for_an_outsider(client, draft, outsider, path):
    client.force_login(outsider)
    assert client.get(f"/en/services/safe-crossing/{path}").status_code == 404
    client.logout()
    assert client.get("/en/services/safe-crossing/").status_code == 404


def test_an_outsider_publishes_nothing(client, draft, outsider):
    client.force_login(outsider)
    assert client.post("/en/services/safe-crossing/publish/").status_code == 404


@pytest.mark.parametrize("path", ["mine/", "register/", "safe-crossing/edit/"])
def test_a_providers_pages_ask_to_sign_in(client, draft, path):
    assert client.get(f"/en/services/{path}").status_code == 302


def test_a_provider_registers_changes_and_publishes_a_service(client, owner, django_capture_on_commit_callbacks):
    client.force_login(owner)
    page = client.post("/en/services/register/", FORM, follow=True).content.decode()
    assert "This is a draft" in page
    service = Service.objects.get(code="alley-lamps")
    assert (service.countries, service.start_year, service.provider.code) == ("KR,VN", 2024, "daon")
    client.post("/en/services/alley-lamps/edit/", {**FORM, "name_en": "Alley lanterns", "revision": 1})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/services/alley-lamps/publish/")
    assert [one.name_en for one in queries.find("lanterns").services] == ["Alley lanterns"]


def test_an_overtaken_form_keeps_what_was_entered(client, owner, draft):
    client.force_login(owner)
    Service.objects.update(revision=5)
    answer = client.post("/en/services/safe-crossing/edit/", {**FORM, "name_en": "My words", "revision": 1})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody has changed this service" in page and "My words" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name_ko": "", "name_en": ""}, "at least one language"),
        ({"countries": "Atlantis"}, "Atlantis"),
        ({"start_year": "2999"}, "not in the future"),
        ({"fields_chosen": []}, "required"),
        ({"type": "spaceship"}, "spaceship"),
    ],
)
def test_a_form_says_what_is_wrong_and_registers_nothing(client, owner, change, words):
    client.force_login(owner)
    answer = client.post("/en/services/register/", FORM | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Service.objects.exists()


def test_who_acts_for_no_organisation_is_led_to_registering_one(client, db):
    client.force_login(person("newcomer"))
    assert "/en/organisation/register/" in client.get("/en/services/register/").content.decode()


def test_the_service_of_a_provider_named_twice_gets_a_code_of_its_own(client, owner):
    client.force_login(owner)
    for _ in range(2):
        client.post("/en/services/register/", FORM)
    assert set(Service.objects.values_list("code", flat=True)) == {"alley-lamps", "alley-lamps-2"}


def test_a_name_that_looks_like_a_formula_is_downloaded_as_text(client, directory):
    directory({"code": "s-1", "name_en": '=HYPERLINK("x")', "summary_en": "@SUM(1)"})
    content = b"".join(client.get("/en/services/data.csv").streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content)))
    assert (row["name_en"], row["summary_en"]) == ('\'=HYPERLINK("x")', "'@SUM(1)")


def test_a_service_with_no_english_name_is_found_whatever_its_provider_is_called(client):
    for number, code in enumerate(("-", "_x", "-y-")):
        client.force_login(person(f"owner-{number}", of=organisation(code)))
        page = client.post("/en/services/register/", FORM | {"name_en": ""}, follow=True)
        assert page.status_code == 200
        assert "골목 등불" in page.content.decode()
        assert client.get("/en/services/mine/").status_code == 200


def test_more_countries_than_the_directory_keeps_are_refused(client, owner):
    client.force_login(owner)
    codes = sorted(set(codes_by_name().values()))
    assert client.post("/en/services/register/", FORM | {"countries": ",".join(codes)}).status_code == 422
    assert not Service.objects.exists()
