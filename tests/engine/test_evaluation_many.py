"""`evaluate_many` comes to what `evaluate` comes to, case by case, whatever is given."""

from __future__ import annotations

import math

import numpy as np
import pytest
from engine.rulebook_samples import odd_scheme
from hypothesis import given, settings
from hypothesis import strategies as st

from cityloop import rulebook
from cityloop.engine.evaluation import NA, evaluate, evaluate_many, grade_of
from cityloop.engine.evaluation.outcome import AREA_STATUSES, CRITERION_STATUSES

EDITIONS = [
    rulebook.load("smart-city-service/2026"),
    rulebook.load("digital-public-goods/2021-reviews"),
    rulebook.load("smart-city/2025"),
    *(odd_scheme(method) for method in ("mean", "median", "trimmed_mean", "majority", "unanimous")),
    odd_scheme("mean", unmarked="not_applicable"),
]

MARK = st.one_of(
    st.sampled_from([0, 1, 2, 3, 4, 0.5, 2.5, 7, -1, 30, 50, 100, 120, 300]),
    st.sampled_from([NA, math.nan, math.inf, 1e300]),
    st.floats(-10, 150, allow_nan=False),
)


@st.composite
def records(draw):
    """An edition, what was given on up to four cases, and what became of it since."""
    edition = draw(st.sampled_from(EDITIONS))
    ids = [criterion.id for criterion in edition.criteria] + ["no.such_criterion"]
    sober = draw(st.booleans())
    cases = {}
    for case in draw(st.lists(st.sampled_from("abcd"), min_size=1, unique=True)):
        team = draw(st.lists(st.sampled_from(["A", "B", "C", "D", "E", ""]), max_size=5, unique=True))
        mark = st.sampled_from([0, 1, 1, 1]) if sober else MARK
        some = ids if sober else draw(st.lists(st.sampled_from(ids), max_size=12, unique=True))
        marks = {id: {who: draw(mark) for who in team} for id in some}
        measurements = {}
        for criterion in edition.criteria:
            if criterion.kind == "measured" and (sober or draw(st.booleans())):
                measurements[criterion.id] = draw(MARK)
        pick = st.lists(st.sampled_from(ids), max_size=2)
        profile = draw(st.sampled_from([None, "nobody", *(p.id for p in edition.profiles)]))
        cases[case] = (marks, measurements, profile, draw(pick), draw(pick))
    return edition, cases


def columns(cases):
    """The rows that `evaluate_many` takes for what `evaluate` took."""
    rows = [
        (case, who, id, mark)
        for case, (marks, *_) in cases.items()
        for id, by in marks.items()
        for who, mark in by.items()
    ]
    found = [list(column) for column in zip(*rows, strict=True)] if rows else [[], [], [], []]
    na = [mark == NA for mark in found[3]]
    return found[:3], [0 if mark == NA else mark for mark in found[3]], na


@settings(max_examples=150, deadline=None)
@given(records())
def test_every_case_comes_to_the_same_as_alone(record):
    edition, cases = record
    ids, marks, na = columns(cases)
    measured = [(case, id, -math.inf if v == NA else v) for case, (_, m, *_) in cases.items() for id, v in m.items()]
    measured_columns = tuple(list(column) for column in zip(*measured, strict=True)) if measured else None
    pairs = []
    for which in (3, 4):
        found = [(case, id) for case, parts in cases.items() for id in parts[which]]
        pairs.append(([c for c, _ in found], [i for _, i in found]))
    many = evaluate_many(
        edition,
        *ids,
        marks,
        not_applicable=na,
        measurements=measured_columns,
        profile={case: parts[2] for case, parts in cases.items() if parts[2] is not None},
        voided=pairs[0],
        pending=pairs[1],
    )
    for position, case in enumerate(many.cases):
        marks_of, measurements, profile, voided, pending = cases[case]
        alone = evaluate(edition, marks_of, measurements=measurements, profile=profile, voided=voided, pending=pending)
        assert same_as(many, position, alone), (case, many.status[position], alone)


def same_as(many, position, alone) -> bool:
    nodes = list(alone.criteria.values())
    assert many.status[position] == alone.status
    assert many.points[position] == pytest.approx(alone.points, abs=1e-9)
    assert many.highest[position] == pytest.approx(alone.highest, abs=1e-9)
    assert many.grade[position] == alone.grade
    assert many.failed(position) == alone.failed
    assert many.missing(position) == alone.missing
    assert many.assessors[position] == alone.assessors
    assert [CRITERION_STATUSES[code] for code in many.criterion_codes[:, position]] == [node.status for node in nodes]
    assert [AREA_STATUSES[code] for code in many.area_codes[:, position]] == [n.status for n in alone.areas.values()]
    shares = [math.nan if node.share is None else node.share for node in nodes]
    assert many.shares[:, position] == pytest.approx(np.array(shares), abs=1e-9, nan_ok=True)
    return True


def test_columns_of_ids_may_be_positions():
    goods = EDITIONS[1]
    ids = [criterion.id for criterion in goods.criteria]
    plain = evaluate_many(goods, ["p"] * 5 + ["q"] * 5, ["A"] * 10, ids * 2, [1] * 9 + [0])
    coded = evaluate_many(
        goods,
        (("p", "q"), np.repeat([0, 1], 5)),
        (("A",), np.zeros(10, dtype=int)),
        (ids, np.tile(np.arange(5), 2)),
        np.array([1.0] * 9 + [0]),
    )
    assert coded.cases == plain.cases == ("p", "q")
    assert coded.points.tolist() == plain.points.tolist() == [5, 4]


def test_rows_in_any_order_give_the_same_outcomes():
    scheme = odd_scheme("trimmed_mean")
    rng = np.random.default_rng(7)
    ids = [criterion.id for criterion in scheme.criteria if criterion.marked]
    rows = [(f"c{i % 9}", f"A{j}", id) for i in range(9) for j in range(5) for id in ids]
    marks = rng.integers(0, 2, len(rows))
    order = rng.permutation(len(rows))
    shuffled = [rows[i] for i in order]
    one = evaluate_many(scheme, *zip(*rows, strict=True), marks)
    two = evaluate_many(scheme, *zip(*shuffled, strict=True), marks[order])
    assert dict(zip(one.cases, one.points, strict=True)) == dict(zip(two.cases, two.points, strict=True))


def test_one_case_with_a_crowd_does_not_widen_every_block():
    """A thousand assessors on one case among five thousand with two each stay within the memory of a block."""
    goods = EDITIONS[1]
    case = np.concatenate([np.zeros(1000, dtype=int), np.repeat(np.arange(1, 5000), 2)])
    assessor = np.concatenate([np.arange(1000), np.tile([0, 1], 4999)])
    rows = len(case)
    marks = np.ones(rows)
    names = tuple(f"c{i}" for i in range(5000)), tuple(f"A{i}" for i in range(1000))
    outcomes = evaluate_many(
        goods, (names[0], case), (names[1], assessor), (["open_licence"], np.zeros(rows, dtype=int)), marks
    )
    assert outcomes.assessors[0] == 1000
    assert (outcomes.assessors[1:] == 2).all()
    assert (outcomes.status == "pass").all()


def test_no_rows_give_no_outcomes():
    assert evaluate_many(EDITIONS[0], [], [], [], []).points.shape == (0,)


def test_grades_follow_the_points():
    city = EDITIONS[2]
    assert [grade_of(city, points) for points in (2000, 1800, 1799.9, 1400, 10)] == ["1", "1", "2", "3", "5"]


def test_a_later_row_for_the_same_mark_counts():
    goods = EDITIONS[1]
    outcomes = evaluate_many(goods, ["p"] * 3, ["A", "B", "A"], ["ownership"] * 3, [0, 1, 1])
    assert outcomes.status.tolist() == ["pass"]
