"""Figures are honest by sight: not measured is never zero, an interval that reaches zero is hollow, gaps stay gaps."""

import re
from itertools import pairwise

import pytest
from django.template import TemplateSyntaxError
from drawing import drawn

from cityloop.web import charts, plots
from cityloop.web.map import project, view

SCALE = charts.Scale(-60, 20)


def test_an_interval_that_reaches_zero_is_hollow_and_one_that_does_not_is_full():
    assert 'class="pt null"' in charts.interval(-6, -19, 8, scale=SCALE, label="x")
    assert 'class="pt"' in charts.interval(-31, -42, -19, scale=SCALE, label="x")
    assert 'class="pt null"' in charts.interval(-6, -12, 0, scale=SCALE, label="x")


def test_positions_are_shares_of_the_scale_and_never_leave_it():
    assert [SCALE.at(value) for value in (-60, -20, 20, 99)] == ["0.0%", "50.0%", "100.0%", "100.0%"]


def test_what_is_not_measured_is_a_dashed_strip_with_its_words():
    strip = drawn('{% whisker None None None -60 20 label="not measured" %}')
    assert 'class="none"' in strip
    assert 'aria-label="not measured"' in strip
    assert "circle" not in strip


def test_a_promise_shades_everything_at_least_as_good():
    assert 'x="0.0%" width="62.5%"' in charts.interval(-31, -42, -19, scale=SCALE, label="x", promised=-10)
    assert 'x="87.5%" width="12.5%"' in charts.interval(15, 12, 18, scale=SCALE, label="x", promised=10)


def test_a_number_without_lineage_is_not_made_a_figure():
    with pytest.raises(TemplateSyntaxError, match="lineage"):
        drawn('{% stat "Certificates" "38" %} {% endstat %}')
    assert "<li>51 issued</li>" in drawn('{% stat "Certificates" "38" %}<li>51 issued</li>{% endstat %}')


def test_a_gap_in_the_values_is_a_gap_in_the_line():
    series = [plots.Series("inside", [44, 42, None, 40, 39])]
    drawing = plots.lines(["1", "2", "3", "4", "5"], series, label="NO2")
    assert drawing.count('class="l1"') == 2
    assert drawing.count('class="d1"') == 4


def test_a_chart_says_its_ends_aloud_and_brings_its_table():
    html = drawn(
        '{% line_chart labels series label="NO2" %}',
        labels=["2018", "2019", "2020"],
        series=[{"name": "inside", "values": [44.4, None, 37.1]}],
    )
    assert re.search(r'aria-label="NO2: inside[^"]*44.4[^"]*37.1', html)
    assert re.findall(r'<td class="n">([^<]*)</td>', html) == ["44.4", "–", "37.1"]


@pytest.mark.parametrize("values", [[], [None, None], [0, 0], [5, 5], [-3, 3], [1e-9, 2e-9], [1e12]])
def test_any_values_make_a_chart(values):
    labels = [str(number) for number in range(len(values))]
    for draw in (plots.lines, plots.columns):
        assert "nan" not in draw(labels, [plots.Series("x", values)], label="y")


@pytest.mark.parametrize("count", [2, 7, 12, 24, 60])
@pytest.mark.parametrize(("kind", "pixels"), [('[^"]*', 700), ("", 358)])
def test_no_label_of_an_axis_stands_on_its_neighbour(count, kind, pixels):
    months = [f"{2018 + index // 12}-{index % 12 + 1:02d}" for index in range(count)]
    drawing = plots.lines(months, [plots.Series("x", list(range(count)))], label="y")
    shown = [float(x) for x in re.findall(rf'<text class="{kind}" x="([\d.]+)%" y="238"', drawing)]
    assert shown
    assert all((right - left) / 100 * pixels >= 7 * len("2018-01") for left, right in pairwise(shown))


def dots(name: str) -> set[tuple[float, float]]:
    window, found = view(name), set()
    for x, y, length in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)", window.path):
        found |= {(float(x) + step * window.cell, float(y)) for step in range(int(float(length) / window.cell) + 1)}
    return found


@pytest.mark.parametrize(
    ("name", "latitude", "longitude", "land"),
    [
        ("world", 39.9, 116.4, True),
        ("world", -15.8, -47.9, True),
        ("world", 66.8, -178.5, True),
        ("world", 30.0, -45.0, False),
        ("world", -30.0, 90.0, False),
        ("europe", 40.4, -3.7, True),
        ("europe", 56.0, 3.0, False),
        ("korea", 36.35, 127.38, True),
        ("korea", 37.2, 125.8, False),
    ],
)
def test_places_fall_on_the_land_or_the_sea_that_is_drawn(name, latitude, longitude, land):
    window = view(name)
    x, y = window.project(latitude, longitude)
    near = any(abs(x - a) <= window.cell / 2 and abs(y - b) <= window.cell / 2 for a, b in dots(name))
    assert near is land


def test_the_world_is_not_cut_where_the_date_changes():
    (west, _), (east, _) = project(0, 179.9), project(0, -179.9)
    assert 0 < east - west < 1


def test_a_place_outside_the_map_is_still_in_its_table():
    points = [{"name": "Seoul", "latitude": 37.57, "longitude": 126.98}, {"name": "Nowhere", "latitude": None}]
    html = drawn('{% city_map points label="x" view="europe" %}', points=points)
    assert "<circle" not in html
    assert "Seoul" in html
    assert "Nowhere" in html


def test_a_mark_far_from_the_median_says_so_in_words_too():
    assert 'class="hide"' in drawn("{% mark_cell 4 median=2 %}")
    assert drawn("{% mark_cell 3 median=2 %}") == '<td class="m m3">3</td>'


def test_pending_and_not_applicable_look_and_sound_different():
    pending, absent = drawn("{% mark_cell None %}"), drawn('{% mark_cell None state="na" %}')
    assert "·" in pending
    assert "–" in absent
    assert pending != absent
