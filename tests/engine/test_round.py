"""What a round came to, and what of it the public may see: no cell from which one applicant could be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityloop.engine.round import (
    SMALLEST_CELL,
    RoundCase,
    agreement,
    grouped,
    published,
    spread,
    tally,
    without_small_cells,
)

pytestmark = pytest.mark.law("3(2)5")
SIZES = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9), max_size=6)


def cases(**sizes):
    return [RoundCase(f"{name}{n}", {"field": name}) for name, size in sizes.items() for n in range(size)]


def test_results_are_counted_of_closed_cases_only():
    found = tally(
        [
            RoundCase("a", closed=True, result="pass", points=80.0, certified=True),
            RoundCase("b", closed=True, result="fail", points=40.0, supplements=2),
            RoundCase("c", closed=True, result="incomplete"),
            RoundCase("d", result="pass", points=99.0),
        ]
    )
    assert (found.received, found.under_way, found.passed, found.failed, found.without_result) == (4, 1, 1, 1, 1)
    assert (found.points.count, found.points.median, found.pass_rate) == (2, 60.0, 0.5)
    assert (found.supplements, found.supplemented, found.certified) == (2, 1, 1)


def test_nothing_is_counted_of_nothing():
    found = tally([])
    assert (found.received, found.points, found.pass_rate, dict(found.areas)) == (0, None, None, {})
    assert spread([]) is None


def test_nine_in_ten_are_within():
    found = spread([float(n) for n in range(11)])
    assert (found.least, found.low, found.median, found.high, found.nine_tenths, found.most) == (0, 2.5, 5, 7.5, 9, 10)


@given(SIZES)
def test_no_small_group_is_shown_and_none_follows_from_the_total(sizes):
    shown = published(grouped(cases(**sizes), "field"))
    assert all(sizes[name] >= SMALLEST_CELL for name, one in shown.items() if one)
    hidden = [name for name, one in shown.items() if one is None]
    assert len(hidden) != 1 or len(sizes) == 1


@given(SIZES)
def test_where_every_group_is_large_all_are_shown(sizes):
    large = {name: size + SMALLEST_CELL for name, size in sizes.items()}
    assert None not in published(grouped(cases(**large), "field")).values()


def test_a_spread_over_too_few_is_left_out():
    few = [RoundCase(str(n), closed=True, result="pass", points=70.0, areas={"use": 0.5}) for n in range(2)]
    assert without_small_cells(tally(few)) is None
    found = without_small_cells(tally([*few, RoundCase("open")]))
    assert (found.received, found.points, dict(found.areas)) == (3, None, {})


def test_assessors_at_odds_agree_less_than_chance_and_one_mark_says_nothing():
    rows = [("a", "use", "c", 1.0), ("a", "use", "c", 2.0), ("b", "use", "c", 2.0), ("b", "use", "c", 1.0)]
    assert agreement(rows)["use"] < 0
    assert agreement(rows[:1]) == {}
