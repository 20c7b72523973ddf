"""The rulebook that comes along: it loads, it is found by reference, and it says what the published record says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest

from cityloop import rulebook
from cityloop.engine.edition import Faulty, state_on
from cityloop.rulebook.reading import read_text

EDITIONS = rulebook.editions()


@pytest.mark.parametrize("path", rulebook.paths(), ids=lambda path: "/".join(path.parts[-2:]))
def test_a_file_is_without_fault_or_warning(path):
    assert [str(fault.text) for fault in rulebook.check(path)] == []


def test_every_edition_is_found_by_its_reference_and_by_nothing_else():
    assert len({edition.reference for edition in EDITIONS}) == len(EDITIONS) == len(rulebook.paths())
    for edition in EDITIONS:
        assert rulebook.load(edition.reference) is rulebook.load(edition.reference)
        assert rulebook.load(edition.reference) == edition
    with pytest.raises(Faulty, match="There is no edition"):
        rulebook.load("../schemes/smart-city/2025x")


def test_editions_are_listed_by_kind():
    listed = {kind: {one.reference for one in rulebook.editions(kind)} for kind in ("scheme", "call", "framework")}
    assert {"u4ssc/2022", "fields/2026"} <= listed["framework"]
    assert {"smart-city-service/2026", "smart-city/2025"} <= listed["scheme"]
    assert {"k-city-network/2024", "k-city-network/2025", "k-city-network/2026"} <= listed["call"]
    assert sum(map(len, listed.values())) == len(EDITIONS)


def test_a_changed_file_is_read_anew(tmp_path):
    path = tmp_path / "edition.yaml"
    text = rulebook.paths()[0].read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    before = rulebook.load(path)
    path.write_text(text.replace("{points: 5, of: 5}", "{points: 4, of: 5}"), encoding="utf-8")
    assert (before.passing.points, rulebook.load(path).passing.points) == (5, 4)


@pytest.mark.parametrize("profile", ["transport", "environment_energy"])
def test_each_field_of_the_service_scheme_is_judged_by_fifty_criteria_that_keep_the_balance_of_areas(profile):
    service = rulebook.load("smart-city-service/2026")
    assert len(service.criteria_of(profile=profile)) == 50
    weights = [sum(c.weight for c in service.criteria_of(profile=profile, area=area.id)) for area in service.areas]
    assert weights == [36, 36, 18]
    assert (service.passing.points, service.passing.of) == (70, 100)


def test_a_field_is_first_a_mock_certification_then_in_force():
    service = rulebook.load("smart-city-service/2026")
    days = [date(2026, 1, 12), date(2026, 6, 29)]
    assert [state_on(service, day, "transport") for day in days] == ["mock", "in_force"]


def test_the_taxonomy_has_the_fields_of_the_decree_and_indicators_of_the_framework():
    fields, kpis = rulebook.load("fields/2026"), rulebook.load("u4ssc/2022")
    assert [field.number for field in fields.fields] == list(range(1, 13))
    known = {indicator.id for indicator in kpis.indicators}
    assert {id for problem in fields.problems for id in problem.indicators} <= known
    assert (len(fields.problems), len(known)) == (71, 91)


def test_profiles_of_the_service_scheme_name_fields_of_the_taxonomy():
    known = {field.id for field in rulebook.load("fields/2026").fields}
    named = {field for profile in rulebook.load("smart-city-service/2026").profiles for field in profile.fields}
    assert named <= known


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 2026-03-01", {"a": "2026-03-01"}),
        ("a: 1.50", {"a": 1.5}),
        ("a: yes", {"a": "yes"}),
        ("a: true", {"a": True}),
        ("a: ~", {"a": None}),
        ("a: 1e3", {"a": 1000.0}),
        ("a: '2/3'", {"a": "2/3"}),
        ("", None),
    ],
)
def test_yaml_becomes_what_json_can_say(text, data):
    assert read_text(text)[0] == data


def test_every_value_knows_its_line_and_column():
    _, positions = read_text("a:\n  - id: x\n    weight: 6\n")
    assert positions["a", 0, "weight"] == (3, 5)
    assert positions["a", 0] == (2, 5)


def test_laws_are_cited_in_the_language_of_the_reader():
    cites = [one["cite"] for edition in EDITIONS for one in _sources(edition.content)]
    assert len(cites) > 200
    for cite in cites:
        ko, en = (cite["ko"], cite["en"]) if not isinstance(cite, str) else (cite, cite)
        assert "Art." not in ko and "Act" not in ko.split(), ko
        assert not re.search("[가-힣]", en), en


def _sources(content):
    """Every mapping with a `cite`, at any depth."""
    if isinstance(content, Mapping):
        if "cite" in content:
            yield content
        content = list(content.values())
    if isinstance(content, list | tuple):
        for part in content:
            yield from _sources(part)
