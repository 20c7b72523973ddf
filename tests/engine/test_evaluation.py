"""`evaluate`: one case by hand, the meaning of what is missing."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from engine.rulebook_samples import criterion, odd_scheme, scheme, scheme_data, text

from cityloop import rulebook
from cityloop.engine.evaluation import (
    AGREED,
    NA,
    evaluate,
    share_of,
    standing,
)

IDS = ["use.reach", "use.worth", "make.sound", "make.open"]
SAMPLE = scheme()


def marks(*given, ids=IDS):
    """The same mark from two assessors on each criterion."""
    return {id: [mark, mark] for id, mark in zip(ids, given, strict=True)}


def codes(node):
    return [reason.code for reason in node.reasons]


def measured(**changes):
    points = [[0, 0], [50, 0.4], [100, 1]]
    return scheme(
        areas=[{"id": "use", "title": text("Use"), "weight": 100}],
        criteria=[
            criterion("use.rate", "measured", **{"direction": "higher", "points": points, "unit": "%", **changes})
        ],
    )


def test_points_are_share_times_weight_inside_the_area():
    """Use: (3/4 + 1/4)/2 of 60 = 30; make: (4/4 + 2/4)/2 of 40 = 30; together 60, which is the cut."""
    outcome = evaluate(SAMPLE, marks(3, 1, 4, 2))
    assert {area: node.points for area, node in outcome.areas.items()} == {"use": 30, "make": 30}
    assert (outcome.points, outcome.distance, outcome.status) == (60, 0, "pass")
    assert outcome.criteria["use.reach"].points == 22.5
    assert outcome.criteria["use.reach"].reasons[0].text.en == "mean of 2 marks: 3 of 4"
    assert outcome.criteria["use.reach"].reasons[0].text.ko == "평가 2건의 평균: 3/4"


def test_the_points_of_all_criteria_add_up_to_the_whole():
    outcome = evaluate(odd_scheme("mean"), marks(2, 4, ids=["use.halves", "use.uneven"]))
    assert sum(node.points for node in outcome.criteria.values()) == pytest.approx(outcome.points)
    assert sum(node.possible for node in outcome.criteria.values()) == pytest.approx(outcome.of)


def test_an_area_with_nothing_left_drops_out_and_the_rest_is_scaled():
    outcome = evaluate(SAMPLE, {**marks(3, 3, 0, 0), "make.sound": [NA, NA], "make.open": [NA, NA]})
    assert (outcome.points, outcome.status) == (75, "pass")
    assert outcome.areas["make"].status == "not_applicable"
    assert "scaled" in codes(outcome)


def test_what_is_missing_leaves_the_case_incomplete_and_says_how_far_it_could_come():
    outcome = evaluate(SAMPLE, marks(4, 4, 4, None))
    assert (outcome.status, outcome.missing, outcome.points, outcome.highest) == ("incomplete", ("make.open",), 80, 100)
    assert outcome.grade is None
    assert codes(outcome.criteria["make.open"]) == ["no_mark"]


def test_what_nobody_marked_does_not_apply_where_the_edition_says_so():
    lenient = scheme(aggregate={"assessors": "mean", "minimum_assessors": 2, "unmarked": "not_applicable"})
    outcome = evaluate(lenient, marks(4, 4, 4, None))
    assert (outcome.status, outcome.points) == ("pass", 100)


def test_pending_keeps_a_case_open_and_voided_earns_nothing():
    full = marks(4, 4, 4, 4)
    assert evaluate(SAMPLE, full, pending=["use.reach"]).status == "incomplete"
    voided = evaluate(SAMPLE, full, voided=["use.reach"])
    assert (voided.status, voided.points) == ("pass", 70)
    assert voided.criteria["use.reach"].status == "voided"
    assert evaluate(SAMPLE, full, voided=["use.reach"], pending=["use.reach"]).pending == ("use.reach",)


def test_a_voided_gate_fails_the_whole():
    data = scheme_data()
    data["criteria"][0]["mandatory"] = True
    gated = scheme(criteria=data["criteria"])
    assert evaluate(gated, marks(4, 4, 4, 4)).status == "pass"
    outcome = evaluate(gated, marks(4, 4, 4, 4), voided=["use.reach"])
    assert (outcome.status, outcome.failed) == ("fail", ("use.reach",))


@pytest.mark.parametrize(
    ("given", "status", "points"),
    [([4, NA, NA], "not_applicable", 100), ([4, 0, NA, NA], "counted", 85), ([NA, NA, None, 4], "not_applicable", 100)],
)
def test_a_criterion_does_not_apply_where_more_than_half_say_so(given, status, points):
    outcome = evaluate(SAMPLE, {**marks(4, 4, 4, 4), "use.reach": given})
    assert (outcome.criteria["use.reach"].status, outcome.points) == (status, points)


def test_too_few_assessors_leave_the_case_incomplete():
    one = {id: {"A": 4} for id in IDS}
    assert evaluate(SAMPLE, one).status == "incomplete"
    assert evaluate(SAMPLE, {**one, "use.reach": {"A": 4, "B": 4}}).status == "pass"
    assert "too_few_assessors" in codes(evaluate(SAMPLE, one))


def test_a_mark_that_all_agreed_on_needs_no_number_of_assessors():
    assert evaluate(SAMPLE, dict.fromkeys(IDS, 4)).status == "pass"
    assert evaluate(SAMPLE, {id: {AGREED: 4} for id in IDS}).status == "pass"
    assert evaluate(SAMPLE, dict.fromkeys(IDS, 4), assessors=["A"]).status == "incomplete"


@pytest.mark.parametrize("wrong", [5, -1, 2.5, math.nan, math.inf, "3", "n/a", [3], object(), 10**400, 3j])
def test_an_unusable_mark_decides_nothing(wrong):
    """It is not left out, which could pass a case, nor counted as 0, which could fail it."""
    outcome = evaluate(SAMPLE, {**marks(4, 4, 4, 4), "use.reach": {"A": 4, "B": wrong}})
    assert (outcome.status, outcome.missing) == ("incomplete", ("use.reach",))
    assert codes(outcome.criteria["use.reach"]) == ["unusable_mark"]


@pytest.mark.parametrize("right", [3, 3.0, True, Decimal(3), Fraction(3), np.int64(3), np.float32(3)])
def test_any_kind_of_number_is_a_mark(right):
    assert evaluate(SAMPLE, {**marks(4, 4, 4, 4), "use.reach": [right, right]}).status == "pass"


def test_an_unknown_criterion_is_told_and_changes_nothing():
    outcome = evaluate(SAMPLE, {**marks(4, 4, 4, 4), "use.raech": [0, 0]})
    assert (outcome.status, outcome.points) == ("pass", 100)
    assert outcome.reasons[-1].text.en == "'use.raech' is no criterion of this edition"


def test_an_unknown_profile_or_track_cannot_be_judged():
    assert evaluate(SAMPLE, marks(4, 4, 4, 4), profile="nobody").status == "incomplete"
    call = rulebook.load("k-city-network/2026")
    assert evaluate(call, {}, track=None).status == "incomplete"
    assert "unknown_track" in codes(evaluate(call, {}, track="nowhere"))


def test_a_framework_judges_nothing():
    outcome = evaluate(rulebook.load("u4ssc/2022"), {"x": 1})
    assert (outcome.status, outcome.points, outcome.of) == ("incomplete", 0, 0)


@pytest.mark.parametrize(("value", "share"), [(-5, 0), (0, 0), (25, 0.2), (50, 0.4), (75, 0.7), (100, 1), (250, 1)])
def test_a_measurement_earns_along_straight_lines_and_is_flat_outside(value, share):
    outcome = evaluate(measured(), {}, measurements={"use.rate": value})
    assert outcome.criteria["use.rate"].share == pytest.approx(share)


@pytest.mark.parametrize(
    ("value", "share"), [(400, 0), (300, 0), (299, 0), (120, 0.5), (119, 0.5), (30.1, 0.5), (30, 1), (1, 1)]
)
def test_a_step_table_gives_the_best_point_that_is_reached(value, share):
    stepped = measured(direction="lower", points=[[300, 0], [120, 0.5], [30, 1]], between="step")
    assert share_of(stepped.criteria[0], value) == share


def test_a_measurement_needs_no_assessors_and_may_come_from_their_readings():
    assert evaluate(measured(), {}, measurements={"use.rate": 100}).status == "pass"
    read = evaluate(measured(), {"use.rate": {"A": 40, "B": 60}})
    assert read.criteria["use.rate"].value == 50
    assert codes(read.criteria["use.rate"]) == ["readings", "measured"]
    both = evaluate(measured(), {"use.rate": {"A": 40}}, measurements={"use.rate": 100})
    assert both.criteria["use.rate"].value == 100


@pytest.mark.parametrize(
    ("value", "status", "code"),
    [
        (None, "missing", "no_measurement"),
        (NA, "not_applicable", "measured_not_applicable"),
        ("90", "missing", "unusable_measurement"),
    ],
)
def test_a_measurement_that_is_none(value, status, code):
    node = evaluate(measured(), {}, measurements={"use.rate": value}).criteria["use.rate"]
    assert (node.status, codes(node)) == (status, [code])


def formula(source, **changes):
    data = scheme_data()
    return scheme(criteria=[*data["criteria"][:3], criterion("make.open", "formula", formula=source, **changes)])


def test_a_formula_reads_marks_and_shares_of_other_criteria():
    """(3 + 1) / 8 = 0.5 of the half of 40 that make.open weighs."""
    both = formula("(marks.use.reach + marks.use.worth) / 8.0")
    outcome = evaluate(both, marks(3, 1, 4, ids=IDS[:3]))
    assert outcome.criteria["make.open"].points == 10
    shared = formula("min(shares.use.reach, shares.use.worth)")
    assert evaluate(shared, marks(3, 1, 4, ids=IDS[:3])).criteria["make.open"].share == 0.25


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"marks": {"use.reach": None}}, "missing", "depends_missing"),
        ({"marks": {"use.reach": [NA, NA]}}, "not_applicable", "depends_not_applicable"),
        ({"pending": ["use.reach"]}, "pending", "pending"),
        ({"voided": ["use.reach"]}, "voided", "voided"),
    ],
)
def test_a_formula_takes_the_status_of_what_it_reads(changes, status, code):
    given = {**marks(3, 1, 4, ids=IDS[:3]), **changes.pop("marks", {})}
    node = evaluate(formula("marks.use.reach / 4.0"), given, **changes).criteria["make.open"]
    assert (node.status, codes(node)) == (status, [code])


def test_a_formula_without_a_result_is_missing():
    divided = formula("marks.use.reach / marks.use.worth - 1.0")
    node = evaluate(divided, marks(3, 0, 4, ids=IDS[:3])).criteria["make.open"]
    assert (node.status, codes(node)) == ("missing", ["formula_failed"])


def test_a_tie_of_a_binary_criterion_is_not_met_whatever_the_rest_uses():
    both = scheme(criteria=[*scheme_data()["criteria"][:3], criterion("make.open", "binary")])
    given = {**marks(4, 4, 4, ids=IDS[:3]), "make.open": [1, 0]}
    assert evaluate(both, given).criteria["make.open"].share == 0


def test_a_threshold_is_met_by_plain_marks_and_the_order_counts_weighted_ones():
    call = rulebook.load("horizon-like/2026")
    marks_of = {"excellence.overall": 5.0, "impact.overall": 2.5, "implementation.overall": 5.0}
    outcome = evaluate(call, marks_of)
    assert (outcome.points, outcome.below_threshold, outcome.status) == (12.5, ("impact",), "fail")
    assert standing(call, outcome).points == 13.75
