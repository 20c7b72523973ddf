"""Compiling rulebook data: what is right becomes frozen values with a digest; every fault is found."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime

import pytest
from engine.rulebook_samples import call_data, scheme, scheme_data, text
from hypothesis import given
from hypothesis import strategies as st

from cityloop import rulebook
from cityloop.engine.edition import (
    Duration,
    Faulty,
    canonical,
    compile_edition,
    digest,
    in_force_on,
    state_on,
)
from cityloop.engine.frozen import thaw

SERVICE = rulebook.load("smart-city-service/2026")


def test_the_digest_is_of_the_content_and_not_of_its_layout():
    data = scheme_data()
    turned = dict(reversed(list(data.items())))
    assert compile_edition(turned) == compile_edition(data)
    assert digest({"a": 1.0}) == digest({"a": 1})
    assert compile_edition(data).digest != scheme(title=text("Other")).digest
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_an_edition_compiles_again_from_its_canonical_text():
    again = compile_edition(json.loads(SERVICE.canonical))
    assert again == SERVICE
    assert again.criteria == SERVICE.criteria
    assert canonical(thaw(SERVICE.content)) == SERVICE.canonical


def test_an_edition_cannot_be_changed_and_travels_between_processes():
    with pytest.raises(FrozenInstanceError):
        SERVICE.title = None
    with pytest.raises(AttributeError):
        SERVICE.steps.more = 1
    assert pickle.loads(pickle.dumps(SERVICE)) == SERVICE


def test_faults_travel_between_processes():
    with pytest.raises(Faulty) as caught:
        compile_edition({"kind": "scheme"})
    assert pickle.loads(pickle.dumps(caught.value)).faults == caught.value.faults


def test_nothing_below_a_listed_path_was_published():
    assert SERVICE.is_illustrative("criteria.effect.baseline.why")
    assert SERVICE.is_illustrative("areas.minimum")
    assert not SERVICE.is_illustrative("pass.points")
    assert not SERVICE.is_illustrative("areas.title")
    sample = scheme(illustrative=["weights"])
    assert sample.is_illustrative("criteria.use.reach.weight")
    assert not sample.is_illustrative("criteria.use.reach.title")


def test_a_part_of_the_file_is_found_by_keys_and_ids():
    call = rulebook.load("k-city-network/2025")
    assert dict(call.plain("tracks", "demonstration", "ceiling")) == {"amount": 400_000_000, "currency": "KRW"}
    assert call.plain("tracks", "nowhere", "ceiling") is None


def test_a_plain_closing_date_closes_at_the_end_of_that_day_in_its_zone():
    intake = compile_edition(call_data()).tracks[0].intake
    assert intake.opens_at == datetime(2025, 12, 31, 15, tzinfo=UTC)
    assert intake.closes_at == datetime(2026, 2, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "profile", "state"),
    [
        (date(2026, 1, 11), "transport", "draft"),
        (date(2026, 1, 12), "transport", "mock"),
        (date(2026, 6, 29), "transport", "in_force"),
        (date(2026, 6, 29), "environment_energy", "mock"),
        (date(2026, 6, 29), None, "in_force"),
        (date(2026, 3, 16), None, "mock"),
        (date(2020, 1, 1), None, "draft"),
    ],
)
def test_the_state_on_a_day_is_that_of_the_profile(day, profile, state):
    assert state_on(SERVICE, day, profile) == state


def test_the_edition_of_a_day_is_the_one_whose_turn_it_is():
    calls = rulebook.editions("call")
    assert in_force_on(calls, "k-city-network", date(2025, 3, 1)).edition == "2025"
    assert in_force_on(calls, "k-city-network", date(2026, 3, 1)).edition == "2026"
    assert in_force_on(calls, "k-city-network", date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("span", "day", "after"),
    [
        ("P1M", date(2026, 1, 31), date(2026, 2, 28)),
        ("P1M", date(2028, 1, 31), date(2028, 2, 29)),
        ("P2Y", date(2024, 2, 29), date(2026, 2, 28)),
        ("P14D", date(2026, 12, 25), date(2027, 1, 8)),
        ("P1Y2M3W4D", date(2026, 11, 30), date(2028, 1, 30) + (date(2026, 1, 26) - date(2026, 1, 1))),
        ("P0D", date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_a_duration_after_a_day_stays_in_its_month(span, day, after):
    assert Duration.parse(span).after(day) == after


def test_a_duration_keeps_the_time_of_day():
    moment = datetime(2026, 1, 31, 18, tzinfo=UTC)
    assert Duration.parse("P1M").after(moment) == datetime(2026, 2, 28, 18, tzinfo=UTC)
    assert Duration.parse("P3M").before(moment) == datetime(2025, 10, 31, 18, tzinfo=UTC)


@given(st.integers(0, 240), st.integers(0, 2000))
def test_a_duration_reads_back_what_it_writes(months, days):
    assert Duration.parse(str(Duration(months, days))) == Duration(months, days)


@pytest.mark.parametrize("wrong", ["", "P", "2Y", "P2", "PT5M", "P-1Y", "P1D1Y", "p2y", None, 5, "P2Y "])
def test_what_is_no_duration_is_refused(wrong):
    with pytest.raises(ValueError, match="not a duration"):
        Duration.parse(wrong)


def test_criteria_of_a_profile_and_a_track_are_those_that_apply():
    assert len(SERVICE.criteria_of()) == 55
    assert len(SERVICE.criteria_of(profile="transport")) == 50
    call = rulebook.load("k-city-network/2026")
    assert {c.area for c in call.criteria_of(track="planning")} == {"importance", "viability", "feasibility"}
