"""The directory of the demonstration: every service of the public lists once, and nothing made up unmarked."""

import csv
from collections import Counter
from types import SimpleNamespace

import pytest
from cast import AT, organisation

from cityloop.catalogue import queries
from cityloop.catalogue.models import Service, ServiceField
from cityloop.catalogue.search import index, thesaurus
from cityloop.catalogue.vocabulary import fields
from cityloop.demo import directory
from cityloop.rulebook.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def played(db):
    cast = SimpleNamespace(
        at=AT, people={}, organisations={code: organisation(code) for code in ("daon-systems", "hanbit-mobility")}
    )
    directory.play(cast)


def rows(name) -> list[dict]:
    with (directory.DATA / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_every_service_of_the_lists_is_there_once_and_listed(played):
    assert Service.objects.filter(code__startswith="eu-").count() == len(rows("public_services.csv")) == 853
    assert Service.objects.exclude(code__startswith="eu-").count() == 72
    assert not Service.objects.filter(listed_at__isnull=True).exists()


def test_every_certified_korean_service_is_there_once_with_its_year(played):
    certified = {row["name"]: int(row["year"]) for row in rows("kr_certified.csv") if row["kind"] == "service"}
    ours = {
        service.name_ko: service.facts["certified"]["year"]
        for service in Service.objects.all()
        if "certified" in service.facts
    }
    assert ours == certified


def test_a_simulated_service_has_a_simulated_provider_and_a_real_one_a_source(played):
    for service in Service.objects.select_related("provider"):
        if service.simulated:
            assert service.provider
        else:
            assert service.provider is None and service.source


def test_every_field_and_tag_is_known(played):
    assert set(ServiceField.objects.values_list("field", flat=True)) <= set(fields())
    tags = {
        tag
        for one in Service.objects.all()
        for group in ("about", "problems", "technologies")
        for tag in one.facts.get(group, ())
    }
    assert tags <= set(thesaurus.load().concepts)


def test_every_sector_of_the_european_list_has_a_field_with_a_reason(db):
    named = rows("sector_fields.csv")
    assert all(row["reason"] and row["field"] in fields() for row in named)
    assert {row["sector"] for row in rows("public_services.csv")} == {row["sector"] for row in named}
    assert Counter((row["sector"], row["subsector"]) for row in named).most_common(1)[0][1] == 1


def test_the_thesaurus_keeps_its_promises(db):
    data, _ = read(thesaurus.FILE)
    ids = {item["id"] for item in data["concepts"]}
    labels = Counter()
    for item in data["concepts"]:
        others = (label for language in ("ko", "en") for label in item["altLabel"][language])
        keys = {thesaurus.key_of(label) for label in (*item["prefLabel"].values(), *others)}
        labels.update(keys)
        assert item["field"] in fields()
        assert {*item["broader"], *item["related"]} <= ids - {item["id"]}
    assert [key for key, count in labels.items() if count > 1] == []


def test_what_a_city_asks_for_is_found_in_both_languages(played):
    index.catch_up()
    for korean, english in (("주차난", "parking shortage"), ("교통사고", "traffic accident"), ("챗봇", "chatbot")):
        found = {service.code for service in queries.find(korean, per_page=500).services}
        assert found and found & {service.code for service in queries.find(english, per_page=500).services}
