from datetime import date

import pytest
from django.utils.translation import override

from cityloop.consulting.models import City
from cityloop.consulting.sheet import read_sheet

HEADER = "city,indicator,value,year,quality,unit,status\n"


def read(world, text, header=HEADER):
    content = text if isinstance(text, bytes) else (header + text).encode()
    return read_sheet(content, edition=world.framework, cities=City.objects.all(), on=date(2026, 9, 1))


def test_a_file_is_read_with_what_it_says_of_every_cell(world):
    sheet = read(world, "Sofia,pm25,21.9,2024,measured,µg/m³,\n헤이그,green,,,,,asked\n")
    first, second = sheet.cells
    assert not sheet.troubles
    assert (first.line, first.city.code, first.indicator, first.year) == (2, "sofia", "pm25", 2024)
    assert first.content == ("known", 21.9, "measured", "")
    assert (second.city.code, second.content) == ("the-hague", ("asked", None, "", ""))


def test_cities_are_known_by_code_and_names_whatever_their_spacing_and_accents(world):
    sheet = read(world, "the-hague,pm25,1,2020,,,\nTheHague,pm25,1,2021,,,\nthe  hague,pm25,1,2022,,,\n")
    assert [cell.city.code for cell in sheet.cells] == ["the-hague"] * 3


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ("Sofia,pm25,-3,2024,,,", "value", "outside what this indicator can be (0 to ∞)"),
        ("Sofia,green,1000,2024,,,", "value", "outside what this indicator can be (0 to 100)"),
        ('Sofia,pm25,"21,9",2024,,,', "value", "Write a decimal point"),
        ('Sofia,income,"1,234,567",2024,,,', "value", "Write it without commas"),
        ("Sofia,pm25,about 20,2024,,,", "value", "It is not a number"),
        ("Sofia,pm25,nan,2024,,,", "value", "It is not a number"),
        ("Sofia,pm25,1e999,2024,,,", "value", "too large"),
        ("Sofia,pm25,20,2027,,,", "year", "It lies in the future"),
        ("Sofia,pm25,20,24,,,", "year", "Write four digits"),
        ("Sofia,pm25,20,1799,,,", "year", "It is before 1900"),
        ("Sofia,pm25,20,2024,,ppm,", "unit", "measures this indicator in “µg/m³”"),
        ("Sofia,pm25,20,2024,guessed,,", "quality", "none of the six levels"),
        ("Sofia,pm25,20,2024,,,missing", "status", "contradicts the value"),
        ("Sofia,pm25,,2024,,,lost", "status", "There is no such status"),
        ("Sofja,pm25,20,2024,,,", "city", "Did you mean “Sofia”?"),
        ("Sofia,pm2.5,20,2024,,,", "indicator", "Did you mean “pm25”?"),
        ("Sofia,pm25,20,2024", "line", "more or fewer cells than the header"),
    ],
)
def test_a_cell_at_fault_is_named_with_the_reason_and_the_remedy(world, row, column, says):
    with override("en"):
        sheet = read(world, f"Zagreb,pm25,19,2024,,,\n{row}\n")
        (trouble,) = sheet.troubles
        assert (trouble.line, trouble.column) == (3, column)
        assert says in str(trouble)
        assert trouble.remedy


def test_every_cell_at_fault_is_named_not_only_the_first(world):
    sheet = read(world, "Sofia,pm25,-3,,,,\nSofia,green,1000,,,,\nSofia,income,x,,,,\n")
    assert [trouble.line for trouble in sheet.troubles] == [2, 3, 4]


def test_two_lines_for_the_same_cell_are_refused(world):
    with override("en"):
        (trouble,) = read(world, "Sofia,pm25,20,2024,,,\nSofia,pm25,21,2024,,,\n").troubles
        assert trouble.line == 3
        assert "line 2 already" in trouble.why


def test_a_unit_is_recognised_in_both_languages(world):
    assert not read(world, "Sofia,income,13000,2024,,유로,\nZagreb,income,15000,2024,,Euro,\n").troubles


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"city;indicator;value\nSofia;pm25;20\n", "The column city, indicator, value is missing"),
        (b"city,indicator,value,mood\nSofia,pm25,20,good\n", "The column mood is not known"),
        (b"city,indicator,value,value\nSofia,pm25,20,20\n", "The column value is there twice"),
        ("city,indicator,value\n소피아,pm25,20\n".encode("cp949"), "It is not UTF-8"),
        (b'city,indicator,value\nSofia,"pm25,20\n', "It is not CSV"),
        (b"city,indicator,value\n", "It has 0 lines of values"),
        (b"", "The column city, indicator, value is missing"),
    ],
)
def test_a_file_that_is_no_table_of_values_is_refused_as_a_whole(world, content, says):
    with override("en"):
        sheet = read(world, content)
        assert not sheet.cells
        assert says in str(sheet.troubles[0])


def test_troubles_are_said_in_korean(world):
    with override("ko"):
        assert "소수점" in str(read(world, 'Sofia,pm25,"21,9",2024,,,\n').troubles[0])
