from datetime import timedelta

import pytest
from cast import AT
from django.db import DatabaseError, transaction

from cityloop.audit.refusal import Refused
from cityloop.consulting.actions import import_indicators, record_certification, register_city
from cityloop.consulting.models import Coverage, IndicatorImport, IndicatorValue
from cityloop.consulting.queries.values import values_of

LATER = AT + timedelta(days=1)


def give(world, text, actor=None, city=None, at=LATER):
    content = ("city,indicator,value,year\n" + text).encode()
    return import_indicators(
        actor=actor, at=at, edition=world.framework, name="more.csv", content=content, source="A test", city=city
    )


def test_a_file_is_taken_in_whole_with_its_hash_and_lines(measured):
    cell = values_of(measured.cities["sofia"], measured.framework)["pm25"]
    assert (measured.taken.cells, measured.taken.added) == (9, 9)
    assert (cell.value, cell.year, cell.quality, cell.line) == (21.9, 2024, "measured", 2)
    assert len(cell.taken_from.sha256) == 64


def test_what_stands_there_already_is_not_added_again(measured):
    again = give(measured, "Sofia,pm25,21.9,2024\nSofia,income,13000,2024\n")
    assert (again.cells, again.added) == (2, 1)  # the quality of pm25 was stated before and is not now
    assert give(measured, "Sofia,pm25,21.9,2024\n").added == 0


def test_a_corrected_value_counts_and_the_earlier_one_stays_on_record(measured):
    give(measured, "Sofia,pm25,20.5,2024\n")
    assert values_of(measured.cities["sofia"], measured.framework)["pm25"].value == 20.5
    assert IndicatorValue.objects.filter(city__code="sofia", indicator="pm25").count() == 2


def test_the_latest_year_with_a_value_counts(measured):
    give(measured, "Sofia,pm25,18,2025\nSofia,pm25,30,2019\nSofia,income,,2026\n")
    counting = values_of(measured.cities["sofia"], measured.framework)
    assert (counting["pm25"].value, counting["pm25"].year) == (18, 2025)
    assert (counting["income"].value, counting["income"].year) == (13000, 2024)


def test_coverage_says_how_much_of_the_framework_is_known(measured):
    before = Coverage.objects.get(city__code="sofia")
    give(measured, "Sofia,green,29.8,2024\n")
    after = Coverage.objects.get(city__code="sofia")
    assert (before.indicators, before.known, before.missing) == (3, 2, 1)
    assert (after.known, after.missing) == (3, 0)


def test_one_cell_at_fault_keeps_the_whole_file_out(measured):
    with pytest.raises(Refused) as refused:
        give(measured, "Sofia,green,29.8,2024\nSofia,income,13000,2031\n")
    assert "2031" in refused.value.why
    assert "1" in str(refused.value.remedy)
    assert IndicatorImport.objects.count() == 1
    assert values_of(measured.cities["sofia"], measured.framework)["green"].value is None


def test_a_citys_people_give_values_of_their_city_and_of_no_other(measured):
    sofia = measured.cities["sofia"]
    assert give(measured, "Sofia,green,29.8,2024\n", actor=measured.officer, city=sofia).person == measured.officer
    with pytest.raises(Refused):
        give(measured, "Zagreb,green,31,2024\n", actor=measured.officer, city=sofia)
    with pytest.raises(Refused):
        give(measured, "Sofia,green,31,2024\n", actor=measured.outsider, city=sofia)
    with pytest.raises(Refused):
        give(measured, "Sofia,green,31,2024\n", actor=measured.officer)


def test_a_value_on_record_is_never_changed(measured):
    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorValue.objects.filter(indicator="pm25").update(value=0)


def test_a_city_has_one_code_and_only_its_own_people_register_it(world):
    described = {"name_ko": "소피아", "name_en": "Sofia", "country": "BG", "region": "central-and-eastern-europe"}
    with pytest.raises(Refused, match="sofia"):
        register_city(actor=None, at=AT, code="sofia", **described)
    with pytest.raises(Refused):
        register_city(actor=world.outsider, at=AT, code="sofia-2", **described)


def test_what_the_press_reported_is_entered_by_an_import_only(world):
    seoul = world.cities["seoul"]
    record_certification(actor=None, at=AT, city=seoul, year=2021, event="certified", source="a paper")
    with pytest.raises(Refused):
        record_certification(actor=world.officer, at=AT, city=seoul, year=2025, event="certified", source="a paper")
    assert [str(record.year) for record in seoul.records.all()] == ["2021"]
