"""A query is answered whole, or the page says what it did instead."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityloop.catalogue import queries
from cityloop.catalogue.models import Service
from cityloop.catalogue.search import index

pytestmark = pytest.mark.django_db

SERVICES = (
    {"code": "p-1", "name_ko": "스마트 주차 안내", "countries": "KR", "fields": ["transport"], "type": "unit"},
    {"code": "p-2", "name_en": "Shared parking", "countries": "NL,BE", "fields": ["transport", "housing"]},
    {"code": "d-1", "name_ko": "미세먼지 알림", "countries": "KR", "fields": ["environment_energy_water"]},
    {"code": "d-2", "name_ko": "주차장 미세먼지 측정", "countries": "KR", "fields": ["transport"], "simulated": True},
)


@pytest.fixture
def filled(directory):
    directory(*SERVICES)


def codes(found) -> set[str]:
    return {service.code for service in found.services}


def test_every_word_must_be_answered(filled):
    assert codes(queries.find("주차")) == {"p-1", "p-2", "d-2"}
    assert codes(queries.find("주차 미세먼지")) == {"d-2"}


def test_words_are_left_out_only_when_nothing_has_them_all(filled):
    found = queries.find("미세먼지 우주정거장")
    assert codes(found) == {"d-1", "d-2"}
    assert [unit.text for unit in found.reading.dropped] == ["우주정거장"]
    assert not queries.find("주차 미세먼지").reading.dropped


def test_of_words_that_never_meet_the_rarest_is_kept(filled):
    found = queries.find("알림 안내 주차")
    assert found.total == 1
    assert len(found.reading.dropped) >= 1


def test_nothing_is_found_where_no_word_is_answered(filled):
    found = queries.find("우주정거장 엘레베이타")
    assert (found.total, found.services, found.reading.dropped) == (0, [], ())


@pytest.mark.parametrize(("written", "read"), [("parkng", "parking"), ("미세멋지", "미세먼지"), ("pakring", "parking")])
def test_one_slip_of_spelling_is_undone_and_said(filled, written, read):
    found = queries.find(written)
    assert found.total
    assert [(unit.instead_of, unit.text) for unit in found.reading.corrected] == [(written, read)]


def test_a_word_that_somebody_has_is_never_respelled(filled):
    assert not queries.find("shared").reading.corrected


def test_filters_are_kept_when_they_leave_nothing(filled):
    found = queries.find("주차", {"country": ["EE"]})
    assert (found.total, found.without_filters) == (0, 3)


def test_concepts_near_the_one_asked_for_are_suggested_and_not_searched(filled):
    found = queries.find("주차")
    assert "smart-parking" in {concept.id for concept in found.near}


def test_a_page_out_of_range_is_the_nearest_there_is(filled):
    assert queries.find(page=-3).page == queries.find(page=9_999).page == 1


def test_an_unknown_order_is_overlooked(filled):
    assert queries.find(sort="nonsense").sort == "certified"
    assert queries.find("주차", sort="newest").sort == "newest"


def test_among_certified_services_those_come_first_of_which_a_city_can_tell_field_and_country(directory):
    """A record with a sentence alone comes after a fuller one; no description lifts a service over a certificate."""
    told = {"summary_ko": "문장.", "summary_en": "A sentence.", "name_ko": "이름", "name_en": "Name"}
    directory(
        {"code": "bare", **told, "fields": []},
        {"code": "filed-under-other", **told, "fields": ["other"]},
        {"code": "country", **told, "fields": ["other"], "countries": "KR"},
        {"code": "no-certificate", **told, "countries": "KR"},
        {"code": "full", "countries": "KR", "name_ko": "이름"},
    )
    certified = Service.objects.exclude(code="no-certificate")
    certified.update(certificate_number="C-1", certificate_status="valid")
    for service in certified:
        index.changed(service)
    index.catch_up()
    found = [one.code for one in queries.find().services]
    assert found == ["full", "country", "bare", "filed-under-other", "no-certificate"]
    assert [one.code for one in queries.find(sort="certified").services] == found


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=60))
def test_any_text_is_a_query(filled, text):
    assert queries.find(text).total >= 0
