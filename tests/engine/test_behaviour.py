"""How criteria behaved: definitions held to a second calculation, and to their own symmetries."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityloop.engine.behaviour import FEW, behaviour
from cityloop.rulebook import load

GOODS = load("digital-public-goods/2021-reviews")
CRITERIA = [criterion.id for criterion in GOODS.criteria]
ROWS = st.lists(
    st.tuples(
        st.sampled_from([f"case{n}" for n in range(15)]),
        st.sampled_from("ABC"),
        st.sampled_from(CRITERIA),
        st.sampled_from([0, 1]),
    ),
    min_size=1,
    max_size=200,
    unique_by=lambda row: row[:3],
)


def found(rows):
    return {one.criterion: one for one in behaviour(GOODS, *zip(*rows, strict=True))}


@given(ROWS, st.randoms())
def test_the_order_of_the_rows_changes_nothing(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    for criterion, one in found(rows).items():
        other = found(shuffled)[criterion]
        assert (one.cases, one.marks) == (other.cases, other.marks)
        assert one.share == pytest.approx(other.share)
        assert one.discrimination == pytest.approx(other.discrimination)


@given(ROWS)
def test_every_figure_lies_in_its_range_or_is_not_defined(rows):
    for one in found(rows).values():
        assert one.share is None or 0 <= one.share <= 1
        assert one.agreement is None or 0 <= one.agreement <= 1
        if one.discrimination is not None:
            assert -1 <= one.low <= one.discrimination <= one.high <= 1


def test_discrimination_is_the_correlation_with_the_mean_of_the_rest():
    rng = np.random.default_rng(1)
    marks = rng.integers(0, 2, (20, len(CRITERIA)))
    rows = [(f"c{i}", "A", CRITERIA[j], marks[i, j]) for i in range(20) for j in range(len(CRITERIA))]
    expected = np.corrcoef(marks[:, 0], marks[:, 1:].mean(axis=1))[0, 1]
    assert found(rows)[CRITERIA[0]].discrimination == pytest.approx(expected)


def test_a_criterion_that_everybody_meets_is_said_to_separate_nobody():
    rows = [(f"c{i}", "A", CRITERIA[0], 1) for i in range(FEW)]
    assert "separates nobody" in found(rows)[CRITERIA[0]].notes[0].en


def test_a_few_cases_say_nothing_but_their_number():
    rows = [(f"c{i}", "A", CRITERIA[0], i % 2) for i in range(FEW - 1)]
    assert found(rows)[CRITERIA[0]].notes[0].ko.startswith(f"사례 {FEW - 1}건")


def test_a_criterion_that_nobody_marked_has_no_figures():
    one = found([("c", "A", CRITERIA[0], 1)])[CRITERIA[1]]
    assert (one.cases, one.share, one.agreement, one.discrimination) == (0, None, None, None)


def test_rows_of_unknown_criteria_and_marks_that_are_no_number_are_left_out():
    rows = [("c", "A", "nothing", 1), ("c", "A", CRITERIA[0], float("nan")), ("c", "B", CRITERIA[0], 1)]
    assert found(rows)[CRITERIA[0]].marks == 1
