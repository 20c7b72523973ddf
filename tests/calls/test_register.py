"""The K-City register: what was announced and what was named, never made to agree."""

import pytest
from cast import AT, officer_for, person
from django.urls import reverse
from django.utils.translation import override

from cityloop.audit.refusal import Refused
from cityloop.calls.actions import import_register
from cityloop.calls.models import Project, PublishedTotal
from cityloop.calls.queries import tally
from cityloop.organisations.models import Designation

pytestmark = pytest.mark.django_db
PROGRAMME = "k-city-network"


def total(year, **figures):
    return {"year": year, "source": "press", **figures}


def project(year=2020, country="VN", city="Hanoi", **values):
    return {
        "year": year,
        "type": "planning",
        "country": country,
        "city_ko": "",
        "city_en": city,
        "title_ko": "",
        "title_en": "",
        "company": "",
        "latitude": 21.0,
        "longitude": 105.8,
        "source": "press",
        **values,
    }


def register(totals, projects):
    officer = officer_for(Designation.Duty.SECRETARIAT, PROGRAMME)
    return import_register(actor=officer, at=AT, programme=PROGRAMME, totals=totals, projects=projects, digest="0" * 64)


def test_the_announced_total_and_the_named_list_stand_beside_each_other():
    register(
        [total(2024, cumulative_projects=40), total(2025, cumulative_projects=49, cumulative_countries=26)],
        [project(), project(country="PE", city="Cuzco")],
    )
    found = tally(PROGRAMME)
    assert (found.announced_projects, found.announced_countries, found.announced_year) == (49, 26, 2025)
    assert (found.named_projects, found.named_countries) == (2, 2)


def test_an_outsider_cannot_import():
    with pytest.raises(Refused):
        import_register(
            actor=person("outsider"), at=AT, programme=PROGRAMME, totals=[total(2020)], projects=[], digest="0" * 64
        )
    assert not PublishedTotal.objects.exists()


def test_a_second_import_is_refused_and_changes_nothing():
    register([total(2020)], [project()])
    officer = officer_for(Designation.Duty.SECRETARIAT, PROGRAMME, key="second", code="second")
    with pytest.raises(Refused):
        import_register(actor=officer, at=AT, programme=PROGRAMME, totals=[total(2021)], projects=[], digest="1" * 64)
    assert list(PublishedTotal.objects.values_list("year", flat=True)) == [2020]


def test_unknown_stays_unknown():
    register([total(2024)], [project(city="", latitude=None, longitude=None)])
    assert tally(PROGRAMME).announced_projects is None
    with override("en"):
        assert Project.objects.get().place == "Vietnam"


@pytest.mark.parametrize(("language", "word"), [("ko", "베트남"), ("en", "Vietnam")])
def test_the_register_is_read_in_both_languages(client, language, word):
    register([total(2025, cumulative_projects=49, cumulative_countries=26)], [project()])
    with override(language):
        page = client.get(reverse("calls:register", args=[PROGRAMME]))
    assert page.status_code == 200
    assert word in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_costs_the_same_queries_at_one_row_and_at_three(client, django_assert_num_queries, count):
    register([total(2025, cumulative_projects=49)], [project(city=f"City {n}") for n in range(count)])
    with override("en"), django_assert_num_queries(6):
        client.get(reverse("calls:register", args=[PROGRAMME]))


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(client):
    register([total(2025)], [project(city="=HYPERLINK(1)")])
    with override("en"):
        text = client.get(reverse("calls:register_csv", args=[PROGRAMME])).content.decode()
    assert "'=HYPERLINK(1)" in text
