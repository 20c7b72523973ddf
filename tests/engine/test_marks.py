"""Marks: which are on a criterion's scale, how several become one, and an outcome whatever is given."""

from __future__ import annotations

import pytest
from engine.rulebook_samples import criterion, odd_scheme, rubric, scheme, scheme_data
from hypothesis import given, settings
from hypothesis import strategies as st

from cityloop import rulebook
from cityloop.engine.evaluation import AGREED, NA, aggregated, evaluate, mark_problem, reaches, scale

IDS = ["use.reach", "use.worth", "make.sound", "make.open"]
SAMPLE = scheme()


@pytest.mark.parametrize(
    ("method", "given", "value"),
    [
        ("mean", [1, 2, 4], 7 / 3),
        ("median", [0, 1, 4], 1),
        ("median", [0, 1, 2, 4], 1.5),
        ("trimmed_mean", [0, 4, 4], 4),
        ("trimmed_mean", [0, 0, 3, 4], 1.5),
        ("trimmed_mean", [2, 3], 2.5),
        ("majority", [3, 3, 1, 1], 1),
        ("majority", [3, 3, 1], 3),
        ("unanimous", [3, 2, 4], 2),
    ],
)
def test_marks_are_put_together(method, given, value):
    assert aggregated(method, given) == pytest.approx(value)


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=9),
    st.sampled_from(["mean", "median", "trimmed_mean", "majority", "unanimous"]),
)
def test_a_value_put_together_lies_within_the_marks_and_their_order_does_not_matter(given_marks, method):
    value = aggregated(method, given_marks)
    assert min(given_marks) <= value <= max(given_marks)
    assert aggregated(method, sorted(given_marks)) == pytest.approx(value)


@given(st.lists(st.integers(0, 1), min_size=1, max_size=9))
def test_a_binary_mark_is_met_by_strictly_more_than_half(votes):
    assert aggregated("majority", votes) == (sum(votes) * 2 > len(votes))


@pytest.mark.parametrize(
    ("kind", "mark", "said"),
    [
        ({"step": 0.5}, 2.5, None),
        ({"step": 0.5}, 2.25, "Give one of 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4."),
        ({}, 5, "Give one of 0, 1, 2, 3, 4."),
        ({}, None, None),
        ({}, NA, None),
        ({}, "4", "Give one of 0, 1, 2, 3, 4."),
    ],
)
def test_what_is_wrong_with_a_mark_is_said_for_a_form(kind, mark, said):
    found = mark_problem(
        scheme(criteria=[rubric("use.reach", **kind), *scheme_data()["criteria"][1:]]).criteria[0], mark
    )
    assert (found and found.en) == said
    assert found is None or "입력하십시오" in found.ko


def test_a_scale_with_uneven_levels_has_only_those():
    uneven = scheme(criteria=[rubric("use.reach", (0, 1, 4)), *scheme_data()["criteria"][1:]]).criteria[0]
    assert scale(uneven) == (0, 1, 4)
    assert mark_problem(uneven, 3).en == "Give one of 0, 1, 4."


def test_nobody_marks_a_formula():
    computed = scheme(
        criteria=[*scheme_data()["criteria"][:3], criterion("make.open", "formula", formula="shares.use.reach")]
    )
    assert mark_problem(computed.criteria[3], 1).en == "It is computed: nobody marks it."


@given(st.floats(0, 100), st.floats(0, 100))
def test_only_binary_fractions_are_forgiven_at_the_cut(points, cut):
    assert reaches(points, cut) == (points >= cut) or abs(points - cut) < 2e-7


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from([NA, AGREED, *range(5)]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=6,
)
EDITIONS = [
    SAMPLE,
    odd_scheme("majority"),
    odd_scheme("median", "not_applicable"),
    rulebook.load("k-city-network/2026"),
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(EDITIONS), st.data())
def test_whatever_is_given_an_outcome_comes_back(edition, data):
    ids = st.sampled_from([c.id for c in edition.criteria] + ["no.such"])
    given_marks = data.draw(st.dictionaries(ids, ANYTHING, max_size=8) | ANYTHING)
    outcome = evaluate(
        edition,
        given_marks,
        measurements=data.draw(st.dictionaries(ids, ANYTHING, max_size=4) | ANYTHING),
        profile=data.draw(st.sampled_from([None, "small", "nobody"])),
        track=data.draw(st.sampled_from([None, "planning", "nowhere"])),
        assessors=data.draw(st.none() | st.lists(st.text(max_size=2), max_size=3)),
        voided=data.draw(st.lists(ids, max_size=2)),
        pending=data.draw(st.lists(ids, max_size=2)),
    )
    assert outcome.status in ("pass", "fail", "incomplete")
    assert 0 <= outcome.points <= outcome.highest + 1e-9 <= outcome.of + 2e-9
    nodes = [*outcome.criteria.values(), *outcome.areas.values()]
    assert all(reason.text.ko and reason.text.en for node in [*nodes, outcome] for reason in node.reasons)
    assert all(node.reasons for node in nodes)
    if outcome.status == "pass":
        assert not (outcome.failed or outcome.missing or outcome.pending)
        assert reaches(outcome.points, outcome.cut)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=4, max_size=4),
    st.integers(0, 3),
    st.integers(0, 2),
)
def test_a_better_mark_never_makes_an_outcome_worse(grid, which, who):
    """Points are monotone in every mark, so that nobody gains by marking low."""
    better = [row[:] for row in grid]
    better[which][who] = min(4, better[which][who] + 1)
    for method in ("mean", "median", "trimmed_mean", "majority", "unanimous"):
        edition = scheme(aggregate={"assessors": method, "minimum_assessors": 2})
        one, two = (evaluate(edition, dict(zip(IDS, rows, strict=True))) for rows in (grid, better))
        assert two.points >= one.points - 1e-9
        assert (one.status, two.status) != ("pass", "fail")
