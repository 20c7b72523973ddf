"""Calls and awards as open data hold to the standards, and say nothing that nobody published."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

import fastjsonschema
import pyarrow.parquet
import pytest
from calls.standards import VALID, is_a_grants_package, is_a_release_package, is_a_table_of_grants
from cast import AT, officer_for
from django.urls import reverse
from django.utils.translation import override

from cityloop import rulebook
from cityloop.assessment.actions import publish_edition
from cityloop.calls.actions import import_register
from cityloop.calls.open_data.given import Body, Given
from cityloop.calls.open_data.releases import release_package
from cityloop.calls.queries import call_or_404
from cityloop.engine.frozen import thaw
from cityloop.organisations.models import Designation

pytestmark = pytest.mark.django_db
PROGRAMME = "k-city-network"
KNOWN = {"company": "한빛", "amount": Decimal(380_000_000), "currency": "KRW", "awarded_on": date(2025, 4, 30)}


def project(**values):
    return {"year": 2025, "type": "pilot", "country": "VN", "city_en": "Hue", "source": "press", **values}


def registered(*projects):
    officer = officer_for(Designation.Duty.SECRETARIAT, PROGRAMME)
    officer_for(Designation.Duty.AUTHORITY, PROGRAMME, key="authority", code="ministry")
    return import_register(
        actor=officer, at=AT, programme=PROGRAMME, totals=[], projects=list(projects), digest="0" * 64
    )


def published(reference=f"{PROGRAMME}/2025"):
    return publish_edition(actor=None, at=AT, content=thaw(rulebook.load(reference).content))


def test_awards_are_grants_of_360giving_where_an_amount_was_published(client):
    registered(project(**KNOWN), project(city_en="Hanoi"))
    package = client.get("/api/v1/awards").json()
    is_a_grants_package(package)
    assert [grant["amountAwarded"] for grant in package["grants"]] == [380_000_000]
    assert package["grants"][0]["fundingOrganization"][0]["name"] == "ministry body"


def test_without_a_published_amount_there_is_no_package_and_a_sentence_instead(client):
    registered(project())
    answer = client.get("/api/v1/awards")
    assert answer.status_code == 404
    assert answer.json()["error"]["remedy"]


def test_the_table_of_360giving_says_the_same(client):
    registered(project(**KNOWN | {"company": "=HYPERLINK(1)"}))
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/awards.csv").content.decode("utf-8-sig"))))
    assert (rows[0]["Amount Awarded"], rows[0]["Award Date"], rows[0]["Currency"]) == ("380000000", "2025-04-30", "KRW")
    assert rows[0]["Recipient Org:Name"] == "'=HYPERLINK(1)"
    is_a_table_of_grants(rows, client.get("/api/v1/awards").json())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["version"], "one"),
        (["issued"], "yesterday"),
        (["publisher"], {}),
        (["grants"], []),
        (["grants", 0, "amountAwarded"], "380000000"),
        (["grants", 0, "awardDate"], "2025-13-01"),
        (["grants", 0, "currency"], "WON"),
        (["grants", 0, "recipientOrganization"], []),
        (["grants", 0, "fundingOrganization", 0], {"name": "without an identifier"}),
        (["grants", 0, "beneficiaryLocation", 0, "countryCode"], "KO"),
        (["grants", 0, "nobodyReadsThis"], "x"),
    ],
)
def test_what_360giving_refuses_is_refused_here(client, path, value):
    registered(project(**KNOWN))
    package = client.get("/api/v1/awards").json()
    is_a_grants_package(package)
    inner = package
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(fastjsonschema.JsonSchemaException):
        is_a_grants_package(package)


@pytest.mark.parametrize("call", rulebook.editions("call"), ids=lambda call: call.reference)
def test_every_call_of_the_rulebook_is_a_release_package_of_ocds(client, call):
    published(call.reference)
    code = f"{call.id}-{call.edition}"
    is_a_release_package(client.get(f"/api/v1/calls/{code}/ocds").json())
    found = client.get(f"/api/v1/calls/{code}").json()
    assert [track["id"] for track in found["tracks"]] == [track.id for track in call.tracks]
    assert found["sha256"] == call.digest


@pytest.mark.parametrize(("prefix", "begins"), [("", "unregistered-"), ("ocds-a1b2c3", "ocds-a1b2c3-")])
def test_an_unregistered_prefix_is_told_and_a_registered_one_is_used(client, settings, prefix, begins):
    settings.OCDS_PREFIX = prefix
    published()
    told = client.get("/api/v1/calls/k-city-network-2025").json()["ocds"]
    assert told["registered"] is bool(prefix)
    assert told["says"]["ko"] and told["says"]["en"]
    package = client.get("/api/v1/calls/k-city-network-2025/ocds").json()
    is_a_release_package(package)
    assert all(release["ocid"].startswith(begins) for release in package["releases"])


def test_the_data_source_of_a_grant_is_a_page_that_answers(client):
    registered(project(**KNOWN))
    source = client.get("/api/v1/awards").json()["grants"][0]["dataSource"]
    assert client.get(urlsplit(source).path).status_code == 200


def test_the_oracle_refuses_what_the_standard_refuses():
    with pytest.raises(fastjsonschema.JsonSchemaException):
        VALID({"uri": "https://example.org", "version": "1.1", "publishedDate": "yesterday", "publisher": {}})


def test_an_award_stands_in_the_process_of_its_track(client):
    published()
    firm, ministry = Body("cityloop-daon", "Daon", "KR"), Body("cityloop-molit", "MOLIT", "KR")
    award = Given(
        id="cityloop-KCN-2025-0001", programme=PROGRAMME, year=2025, part="demonstration", part_title="Demonstration",
        title="Crossing", description="Crossing in Hue", recipient=firm, funder=ministry, amount=Decimal(380_000_000),
        currency="KRW", on=date(2025, 4, 30), country="VN", city="", latitude=None, longitude=None, state="agreed",
        result="", source="KCN-2025-0001", simulated=True, edition="2025",
    )  # fmt: skip
    call = call_or_404(PROGRAMME, "2025", AT.date())
    phases = dict.fromkeys(("planning", "demonstration"), "closed")
    package = release_package(call, phases, [award], "Cityloop", "https://example.org", "https://example.org/ocds")
    is_a_release_package(json.loads(json.dumps(package)))
    planning, demonstration = package["releases"]
    assert "awards" not in planning
    changed = replace(award, state="terminated", on=date(2026, 10, 1))
    later = release_package(call, phases, [changed], "Cityloop", "https://example.org", "https://example.org/ocds")
    is_a_release_package(json.loads(json.dumps(later)))
    assert demonstration["id"] != later["releases"][1]["id"], "what says something else is another release"
    assert planning["id"] == later["releases"][0]["id"]
    assert later["publishedDate"] == later["releases"][1]["date"] == "2026-09-30T15:00:00Z"
    assert demonstration["awards"][0]["suppliers"] == [{"id": "cityloop-daon", "name": "Daon"}]


def test_calls_are_listed_and_an_unknown_code_is_told(client):
    published()
    found = client.get("/api/v1/calls").json()
    assert [call["code"] for call in found] == ["k-city-network-2025"]
    assert found[0]["tracks"][1]["closes"] == "2025-03-11T18:00:00+09:00"
    assert client.get("/api/v1/calls/k-city-network-1999").status_code == 404
    assert client.get("/api/v1/calls/k-city-network-1999/ocds").json()["error"]["what"]


def test_the_table_of_projects_is_the_same_as_csv_and_as_parquet(client):
    registered(project(**KNOWN), project(city_en=""))
    with override("en"):
        lines = client.get(reverse("calls:register_csv", args=[PROGRAMME])).content.decode()
        parquet = client.get(reverse("calls:register_parquet", args=[PROGRAMME])).content
    rows = list(csv.DictReader(io.StringIO(lines)))
    table = pyarrow.parquet.read_table(io.BytesIO(parquet)).to_pylist()
    assert [row["country_name"] for row in rows] == [row["country_name"] for row in table] == ["Vietnam", "Vietnam"]
    assert {row["amount"] for row in table} == {380_000_000.0, None}
    assert {row["city"] for row in table} == {"Hue", None}


def test_a_programme_without_projects_is_an_empty_table(client):
    published()
    with override("en"):
        parquet = client.get(reverse("calls:register_parquet", args=[PROGRAMME])).content
    assert pyarrow.parquet.read_table(io.BytesIO(parquet)).num_rows == 0


@pytest.mark.parametrize("count", [1, 3])
def test_open_data_costs_the_same_queries_at_one_project_and_at_three(client, django_assert_num_queries, count):
    registered(*(project(city_en=f"City {n}", **KNOWN) for n in range(count)))
    with django_assert_num_queries(3):
        client.get("/api/v1/awards")
