"""A city against its peers: percentiles, intervals, bands, sums, peers; and what is said about each datum."""

import csv
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import percentileofscore

from cityloop.engine.diagnosis import (
    Band,
    Indicator,
    Observations,
    Profile,
    achieved,
    band,
    choose_peers,
    diagnose,
    indicators_of,
    named_peers,
    standing,
)
from cityloop.rulebook.shelf import load

value = st.one_of(st.just(float("nan")), st.integers(-5, 5).map(float))
panels = st.integers(1, 6).flatmap(
    lambda n: st.tuples(
        st.lists(st.lists(value, min_size=n, max_size=n), min_size=2, max_size=7),
        st.lists(st.sampled_from(["higher", "lower"]), min_size=n, max_size=n),
    )
)


def diagnosed(rows, directions, order=None):
    rows, names = np.array(rows), [f"i{j}" for j in range(len(directions))]
    cities = [f"c{i}" for i in range(len(rows))]
    asked = [Indicator(name, f"t{j % 2}", way) for j, (name, way) in enumerate(zip(names, directions, strict=True))]
    peers = [cities[i] for i in (order or range(1, len(rows)))]
    return diagnose("c0", Observations(tuple(cities), tuple(names), rows), asked, named_peers(peers))


@given(panels)
def test_a_percentile_is_the_mean_rank_among_the_peers_that_have_a_value(panel):
    rows, directions = panel
    for j, finding in enumerate(diagnosed(rows, directions).findings):
        sign = -1 if directions[j] == "lower" else 1
        peers = [sign * row[j] for row in rows[1:] if not np.isnan(row[j])]
        if np.isnan(rows[0][j]) or not peers:
            assert finding.percentile is None
        else:
            assert finding.percentile == pytest.approx(percentileofscore(peers, sign * rows[0][j], kind="mean"))


@pytest.mark.parametrize(("own", "peer"), [(99.9999999999999, 100.0), (0.1 + 0.2, 0.3), (0.0, 0.0), (-2.0, -2.0)])
def test_a_value_that_a_file_computed_is_level_with_the_one_it_stands_for(own, peer):
    assert diagnosed([[own], [peer]], ["higher"]).findings[0].percentile == 50
    assert diagnosed([[own], [peer + 1e-6]], ["higher"]).findings[0].percentile == 0


@given(panels, st.integers(-6, 6))
def test_whatever_a_missing_peer_turns_out_to_be_the_percentile_stays_in_its_interval(panel, guess):
    rows, directions = panel
    before = diagnosed(rows, directions).findings
    filled = [rows[0], *([guess if np.isnan(x) else x for x in row] for row in rows[1:])]
    for finding, known in zip(before, diagnosed(filled, directions).findings, strict=True):
        if known.percentile is not None:
            assert finding.low - 1e-9 <= known.percentile <= finding.high + 1e-9


@given(panels, st.integers(-6, 6))
def test_whatever_the_missing_value_turns_out_to_be_the_percentile_stays_in_its_interval(panel, guess):
    rows, directions = panel
    before = diagnosed(rows, directions).findings
    filled = [[guess if np.isnan(x) else x for x in rows[0]], *rows[1:]]
    for finding, known in zip(before, diagnosed(filled, directions).findings, strict=True):
        if known.percentile is not None:
            assert finding.low <= known.percentile <= finding.high


@given(panels, st.randoms())
def test_the_order_of_peers_changes_nothing(panel, random):
    rows, directions = panel
    order = list(range(1, len(rows)))
    random.shuffle(order)
    assert diagnosed(rows, directions, order).findings == diagnosed(rows, directions).findings


@given(panels)
def test_turning_the_direction_mirrors_the_percentile(panel):
    rows, directions = panel
    turned = ["lower" if way == "higher" else "higher" for way in directions]
    for one, other in zip(diagnosed(rows, directions).findings, diagnosed(rows, turned).findings, strict=True):
        assert one.percentile is None or one.percentile + other.percentile == pytest.approx(100)


@given(panels)
def test_themes_add_up_to_the_whole_and_nothing_is_averaged_twice(panel):
    found = diagnosed(*panel)
    for name in ("total", "weight", "count", "missing", "low_total", "high_total", "whole_weight"):
        parts = sum(getattr(theme, name) for theme in found.themes)
        assert parts == pytest.approx(getattr(found.overall, name))
    if found.overall.count:
        known = [finding.percentile for finding in found.findings if finding.percentile is not None]
        assert found.overall.mean == pytest.approx(np.mean(known))
        assert found.overall.low <= found.overall.mean + 1e-9 or found.overall.missing


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(-100, 100), st.sampled_from(["higher", "lower"]))
def test_goal_distance_stays_between_nothing_and_all(value, goal, worst, direction):
    done = achieved(value, Indicator("i", direction=direction, goal=goal), worst)
    assert 0 <= done <= 100
    reached = value >= goal if direction == "higher" else value <= goal
    assert not reached or done == 100


def test_the_four_goal_bands_are_cut_at_95_66_and_33():
    goal = Indicator("i", direction="higher", goal=100, floor=0)
    at = {value: band(value, goal, achieved(value, goal, 0)) for value in (95, 94.9, 66, 65.9, 33, 32.9)}
    assert list(at.values()) == ["reached", "near", "near", "halfway", "halfway", "far"]


def test_a_band_of_the_framework_wins_over_the_distance_to_its_goal():
    indicator = Indicator("i", direction="higher", goal=10, bands=(Band("good", 5), Band("bad")))
    assert band(5, indicator, 50.0) == "good" and band(4.9, indicator, 49.0) == "bad"


def test_a_value_that_cannot_be_traced_is_not_a_value():
    seen = Observations(
        ("a", "b"), ("i",), np.array([[3.0], [2.0]]), quality=np.array([["untraceable"], [""]], dtype=object)
    )
    (finding,) = diagnose("a", seen, [Indicator("i", direction="higher")], named_peers(["b"])).findings
    assert finding.value is None and (finding.low, finding.high) == (0, 100)
    assert "cannot be traced" in finding.note.en and "추적" in finding.note.ko


def test_zero_weak_quality_and_age_are_said():
    seen = Observations(
        ("a", "b", "c"),
        ("i",),
        np.array([[0.0], [2.0], [4.0]]),
        years=np.array([[2012.0], [2018.0], [2018.0]]),
        quality=np.array([["assumption"], [""], [""]], dtype=object),
    )
    (finding,) = diagnose("a", seen, [Indicator("i", direction="higher")], named_peers(["b", "c"])).findings
    assert finding.year == 2012 and finding.quality == "assumption"
    for said in ("zero needs positive evidence", "estimated on assumptions", "6 years older"):
        assert said in finding.note.en


def test_an_indicator_without_a_direction_is_placed_but_never_summed():
    seen = Observations(("a", "b"), ("i",), np.array([[3.0], [2.0]]))
    found = diagnose("a", seen, [Indicator("i", "t")], named_peers(["b"]))
    assert found.findings[0].percentile == 100 and found.overall.count == 0 and found.overall.mean is None


def test_indicators_that_only_one_side_knows_are_named():
    seen = Observations(("a", "b"), ("i", "j"), np.zeros((2, 2)))
    found = diagnose("a", seen, [Indicator("i"), Indicator("k")], named_peers(["b"]))
    assert [note.en for note in found.notes] == [
        "1 indicators not in the data: k",
        "1 indicators not in the framework: j",
    ]


def test_peers_share_region_and_class_before_they_are_near_in_size():
    profiles = [
        Profile("own", 600_000, "south", 30_000.0),
        Profile("near but elsewhere", 610_000, "north", 30_000.0),
        Profile("same region, same class", 900_000, "south", 31_000.0),
        Profile("same region, village", 20_000, "south", 31_000.0),
        Profile("says nothing"),
    ]
    group = choose_peers("own", profiles, 4)
    assert group.cities == (
        "same region, same class", "near but elsewhere", "same region, village", "says nothing",
    )  # fmt: skip
    assert "same region (south)" in group.peers[0].reason.en and "1.5 times the population" in group.peers[0].reason.en


def test_where_the_city_states_nothing_everybody_is_a_peer_and_that_is_said():
    group = choose_peers("a", [Profile("a"), Profile("b", 5.0), Profile("c")], 1)
    assert group.cities == ("b", "c") and "no region, population or income" in group.rule.en


@given(st.permutations([Profile(f"c{i}", 10.0**i, "r" if i % 2 else "s") for i in range(1, 8)]))
def test_the_order_of_the_file_does_not_choose_the_peers(profiles):
    straight = choose_peers("c3", sorted(profiles, key=lambda p: p.city), 3)
    assert choose_peers("c3", profiles, 3) == straight


def test_an_unknown_city_or_peer_is_named():
    seen = Observations(("a", "b"), ("i",), np.zeros((2, 1)))
    with pytest.raises(KeyError, match="'x'"):
        diagnose("x", seen, [Indicator("i")], named_peers(["b"]))
    with pytest.raises(KeyError, match="'y'"):
        diagnose("a", seen, [Indicator("i")], named_peers(["y"]))
    with pytest.raises(ValueError, match="its own peer"):
        diagnose("a", seen, [Indicator("i")], named_peers(["a"]))


def test_without_any_peer_value_nothing_is_known():
    where = standing(np.array([1.0]), np.array([[np.nan], [np.nan]]), np.array([1]))
    assert np.isnan(where.percentile[0]) and np.isnan(where.median[0]) and (where.low[0], where.high[0]) == (0, 100)


def european(city, count):
    path = files("cityloop.demo") / "data" / "eu_city_indicators.csv"
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    cities, ids = (tuple(dict.fromkeys(row[key] for row in rows)) for key in ("city", "indicator"))
    values = np.full((len(cities), len(ids)), np.nan)
    for row in rows:
        if row["value"]:
            values[cities.index(row["city"]), ids.index(row["indicator"])] = float(row["value"])
    region = {row["city"]: row["region"] for row in rows}
    income = values[:, ids.index("sdg8_gdppc")]
    profiles = [
        Profile(name, region=region[name], income=income[i], observed=int((~np.isnan(values[i])).sum()))
        for i, name in enumerate(cities)
    ]
    seen = Observations(cities, ids, values)
    return diagnose(city, seen, indicators_of(load("sdg-cities")), choose_peers(city, profiles, count))


def test_madrid_against_eight_european_cities():
    found = european("Madrid", 8)
    assert found.peers.cities[:3] == ("Turin", "Rome", "Barcelona")
    assert len(found.findings) == 56 and found.notes == ()
    traffic = next(finding for finding in found.findings if finding.indicator == "sdg3_traffic")
    assert traffic.percentile == 100 and traffic.value == 0.193
    assert found.overall.count + found.overall.missing == 56
    assert found.overall.low <= found.overall.mean <= found.overall.high


def test_a_city_that_misses_a_lot_gets_a_wide_interval():
    found = european("Oslo", 8)
    assert found.overall.missing == sum(finding.value is None for finding in found.findings) > 10
    assert found.overall.high - found.overall.low > 15
