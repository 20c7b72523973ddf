"""What stands beside the percentiles: mappings between frameworks, the price of knowing, changes, a score."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cityloop.engine.diagnosis import (
    Indicator,
    Link,
    Observations,
    changes,
    choose_peers,
    diagnose,
    named_peers,
    price_of_knowing,
    score,
    translated,
)
from cityloop.engine.edition import Faulty
from cityloop.rulebook import load
from cityloop.rulebook.checking import check
from cityloop.rulebook.mapping import load_mapping, mappings, mappings_from, mappings_to


def found(values, directions="hh", missing_rows=()):
    names = tuple(f"c{n}" for n in range(len(values)))
    ids = tuple(f"i{n}" for n in range(len(values[0])))
    seen = Observations(names, ids, np.array(values, dtype=float))
    asked = [Indicator(i, "t", {"h": "higher", "l": "lower"}[d]) for i, d in zip(ids, directions, strict=True)]
    return diagnose("c0", seen, asked, named_peers(names[1:]))


def test_a_score_lies_in_its_interval_and_the_interval_within_what_is_possible():
    rng = np.random.default_rng(7)
    for trial in range(20):
        values = rng.normal(size=(9, 12))
        values[rng.random(values.shape) < 0.2] = np.nan
        one = score(found(values, "hl" * 6), seed=trial)
        assert one.low <= one.value <= one.high
        assert one.low >= 0 and one.high <= 100
        assert one.least <= one.most


def test_a_score_is_the_same_for_the_same_seed_and_wider_where_more_is_missing():
    full = np.random.default_rng(3).normal(size=(9, 20))
    holed = full.copy()
    holed[0, :12] = np.nan
    one, again, other = (score(found(full, "h" * 20), seed=s) for s in (1, 1, 2))
    assert one == again and one != other
    wide = score(found(holed, "h" * 20), seed=1)
    assert wide.most - wide.least > one.most - one.least


def test_the_interval_of_a_score_covers_what_another_choice_of_indicators_would_have_said():
    rng = np.random.default_rng(11)
    inside = 0
    for trial in range(60):
        level = rng.normal(scale=0.5)
        values = rng.normal(size=(9, 60))
        values[0] += level
        known, rest = values[:, :30], values[:, 30:]
        one, truth = score(found(known, "h" * 30), seed=trial), found(rest, "h" * 30).overall.mean
        inside += one.low <= truth <= one.high
    assert inside >= 45, "nine in ten by its own claim; sampling on both sides widens what is needed"


def test_without_a_place_there_is_no_score():
    assert score(found([[np.nan, np.nan], [1, 2]]), seed=1) is None


def test_changes_need_two_years_and_take_the_two_latest():
    air = Indicator("air", direction="lower")
    (one,) = changes({"air": {2020: 30.0, 2024: 22.0, 2025: 25.0}, "green": {2025: 3.0}}, [air, Indicator("green")], {})
    assert (one.year_before, one.year, one.turn, one.difference, one.place) == (2024, 2025, "worse", 3.0, None)


@pytest.mark.parametrize(
    ("direction", "before", "now", "turn"),
    [("higher", 1, 2, "better"), ("lower", 1, 2, "worse"), ("higher", 0.1 + 0.2, 0.3, "same"), (None, 1, 2, "moved")],
)
def test_a_turn_follows_the_direction_and_ignores_the_dust_of_fractions(direction, before, now, turn):
    (one,) = changes({"x": {2024: before, 2025: now}}, [Indicator("x", direction=direction)], {"x": [1.5]})
    assert one.turn == turn


def test_the_price_counts_a_shared_survey_once_and_says_what_it_cannot_price():
    framework = load("sdg-cities")
    ways = {one.id: one.effort for one in framework.indicators}
    surveys = [name for name, way in ways.items() if way == "survey"]
    one, all_of_them = (
        price_of_knowing([(n, "survey") for n in names], framework.efforts) for names in (surveys[:1], surveys)
    )
    assert one.days == all_of_them.days and one.outlays == all_of_them.outlays
    twice = price_of_knowing([("a", "measurement"), ("b", "measurement"), ("c", None)], framework.efforts)
    assert twice.days == (20, 60) and twice.outlays == {"KRW": (20_000_000, 160_000_000)}
    assert twice.unpriced == ("c",)
    assert price_of_knowing([], framework.efforts).days == (0, 0)


def test_every_indicator_of_every_framework_that_comes_along_has_a_price():
    for name in ("sdg-cities", "u4ssc", "kr-smart-city"):
        framework = load(name)
        known = {effort.id for effort in framework.efforts}
        assert {indicator.effort for indicator in framework.indicators} <= known, name
        assert framework.is_illustrative("efforts"), name


def test_the_mappings_lead_from_framework_to_framework_and_are_without_fault():
    assert [one.id for one in mappings_to("u4ssc/2022")] == ["sdg-cities.u4ssc"]
    assert [one.id for one in mappings_from("u4ssc/2022")] == ["u4ssc.kr-smart-city"]
    for one in mappings():
        source, target = load(one.source), load(one.target)
        directions = {i.id: i.direction for edition in (source, target) for i in edition.indicators}
        for link in one.links:
            turned = directions[link.source] != directions[link.target]
            assert turned == (link.scale < 0), link


def test_the_real_figures_read_as_u4ssc_are_what_the_arithmetic_says():
    seen = Observations(
        ("a",), ("sdg3_traffic", "sdg10_gini", "sdg5_wgap"), np.array([[0.299, 37.4, 10.7296137339056]])
    )
    more, used = translated(seen, mappings_to("u4ssc/2022")[0].links)
    read = dict(zip(more.indicators, more.values[0].tolist(), strict=True))
    assert (read["SC-SH-SA-9C"], read["SC-SH-SI-2C"]) == (2.99, 0.374)
    assert read["SC-SH-SI-1C"] == pytest.approx(1 - 0.107296137339056)
    assert set(used) == {"SC-SH-SA-9C", "SC-SH-SI-2C", "SC-SH-SI-1C"}


def test_a_value_given_for_the_target_comes_before_what_a_mapping_reads():
    seen = Observations(("a", "b"), ("x", "y"), np.array([[1.0, 5.0], [2.0, np.nan]]))
    more, _used = translated(seen, [Link("x", "y", "same", scale=10)])
    assert more.values.tolist() == [[1.0, 5.0], [2.0, 20.0]]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("to: SC-EH-H-1C", "to: SC-EH-H-99"), "no such indicator"),
        (("to: u4ssc/2022", "to: u4ssc/1999"), "no such framework"),
        (("fit: near, note:", "fit: near, nota:"), "It takes from, to, fit"),
        (("scale: 10,", ""), "The units differ"),
        (("scale: 10,", "scale: 0,"), "not a number other than 0"),
        (("to: SC-EH-H-1C", "to: EC-ICT-ICT-1C"), "there twice"),
        (("id: sdg-cities.u4ssc", "name: x"), "lacks id"),
        (("kind: mapping", "kind: mapping\nmood: good"), "not known"),
    ],
)
def test_a_mapping_at_fault_is_refused_with_its_line(tmp_path, change, says):
    good = Path(load.__globals__["HERE"] / "mappings" / "sdg-cities.u4ssc.yaml").read_text(encoding="utf-8")
    path = tmp_path / "bad.yaml"
    path.write_text(good.replace(*change, 1), encoding="utf-8")
    assert any(says in fault.what.en for fault in check(path)), [str(fault) for fault in check(path)]
    with pytest.raises(Faulty):
        load_mapping(path)


def test_without_peers_every_finding_stays_and_nothing_is_ahead():
    seen = Observations(("a",), ("x",), np.array([[3.0]]))
    alone = diagnose("a", seen, [Indicator("x", "t", "higher", goal=2.0)], replace(choose_peers_of_nobody(), peers=()))
    (one,) = alone.findings
    assert (one.percentile, one.low, one.high, one.band, one.note.en) == (
        None,
        0.0,
        100.0,
        "reached",
        "no peer has a value",
    )


def choose_peers_of_nobody():
    from cityloop.engine.diagnosis import Profile

    return choose_peers("a", [Profile("a", region="r")])
