"""What calibrate() promises: the model recovered, errors that hold, groups never compared, agreement as published."""

from dataclasses import replace

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cityloop.engine.calibration import Marks, alpha, calibrate, simulate
from cityloop.engine.calibration.fitting import WIDE, fit
from cityloop.engine.calibration.model import design_of, moments, probabilities
from cityloop.engine.calibration.simulation import draw


@st.composite
def ratings(draw):
    units, coders = draw(st.integers(1, 7)), draw(st.integers(2, 5))
    values = draw(st.sampled_from([(0, 1), (0, 1, 2, 3, 4), (0.0, 0.5, 1.0, 4.5)]))
    return np.array([[draw(st.sampled_from([*values, np.nan])) for _ in range(units)] for _ in range(coders)])


@settings(deadline=None, max_examples=150)
@given(ratings(), st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_equals_the_reference_implementation(table, level):
    pairable = (~np.isnan(table)).sum(axis=0) > 1
    assume(pairable.any() and len(np.unique(table[:, pairable][~np.isnan(table[:, pairable])])) > 1)
    coder, unit = np.nonzero(~np.isnan(table))
    expected = krippendorff.alpha(table, level_of_measurement=level)
    assert alpha(unit, table[coder, unit], level) == pytest.approx(expected, abs=1e-9)


def test_alpha_is_unknown_where_nothing_varies_or_nothing_is_marked_twice():
    assert np.isnan(alpha(np.array([0, 0]), np.array([1.0, 1.0])))
    assert np.isnan(alpha(np.array([0, 1]), np.array([1.0, 2.0])))
    with pytest.raises(ValueError, match="one of nominal, ordinal, interval"):
        alpha(np.array([0, 0]), np.array([1.0, 2.0]), "ratio")


@st.composite
def rounds(draw):
    """Small rounds in which anything may be missing, but everybody has a mark and not all marks are equal."""
    cases, assessors, criteria = (draw(st.integers(1, 4)) for _ in range(3))
    top = draw(st.integers(1, 4))
    rows = [
        (i, j, k, draw(st.integers(0, top)))
        for i in range(cases)
        for j in range(assessors)
        for k in range(criteria)
        if draw(st.integers(0, 9)) < 8
    ]
    assume(rows)
    case, assessor, criterion, mark = (np.array(column) for column in zip(*rows, strict=True))
    sizes = zip((case, assessor, criterion), (cases, assessors, criteria), strict=True)
    assume(all(len(np.unique(places)) == size for places, size in sizes) and len(np.unique(mark)) > 1)
    sizes = (("s", cases), ("a", assessors), ("c", criteria))
    names = (tuple(f"{letter}{k}" for k in range(size)) for letter, size in sizes)
    return Marks(*names, case, assessor, criterion, mark, low=0, high=top)


def same(a, b):
    return np.testing.assert_allclose(a, b, rtol=1e-6, atol=1e-6)


@settings(deadline=None, max_examples=80)
@given(rounds())
def test_any_marks_give_finite_measures_and_points_on_the_scale(marks):
    found = calibrate(marks, cut=60, draws=20)
    for facet in (found.cases, found.assessors, found.criteria):
        assert np.isfinite(facet.measure).all() and (facet.se >= 0).all() and np.isfinite(facet.outfit).all()
    for points in (found.raw, found.fair):
        assert ((points >= -1e-9) & (points <= 100 + 1e-9)).all()
    assert ((found.passes >= 0) & (found.passes <= 1)).all()
    assert set(found.moderate) == {case for case, reason in enumerate(found.reasons) if reason is not None}


@settings(deadline=None, max_examples=60)
@given(rounds(), st.randoms(use_true_random=False))
def test_permuting_rows_and_names_permutes_the_result(marks, random):
    rows = list(range(len(marks)))
    random.shuffle(rows)
    orders, places = {}, {}
    for name, names in (("case", marks.cases), ("assessor", marks.assessors), ("criterion", marks.criteria)):
        order = list(range(len(names)))
        random.shuffle(order)
        orders[name] = np.array(order)
        places[name] = np.argsort(order)[getattr(marks, name)][rows]
    shuffled = Marks(
        tuple(marks.cases[i] for i in orders["case"]),
        tuple(marks.assessors[i] for i in orders["assessor"]),
        tuple(marks.criteria[i] for i in orders["criterion"]),
        **places,
        mark=marks.mark[rows],
        low=0,
        high=marks.high[0],
    )
    first, second = calibrate(marks, draws=20), calibrate(shuffled, draws=20)
    same(second.assessors.measure, first.assessors.measure[orders["assessor"]])
    same(second.cases.se, first.cases.se[orders["case"]])
    same(second.passes, first.passes[orders["case"]])
    assert [marks.cases[orders["case"][k]] for k in second.moderate] == [marks.cases[k] for k in first.moderate]


@settings(deadline=None, max_examples=40)
@given(rounds(), st.sampled_from([0.5, 3.0, 100.0]))
def test_scaling_the_weights_changes_nothing(marks, scale):
    first, second = calibrate(marks, draws=20), calibrate(replace(marks, weight=marks.weight * scale), draws=20)
    same(first.raw, second.raw)
    same(first.fair, second.fair)
    same(first.passes, second.passes)


@settings(deadline=None, max_examples=40)
@given(rounds())
def test_marks_in_another_unit_give_the_same_measures(marks):
    halved = replace(marks, mark=marks.mark / 2, low=marks.low / 2, high=marks.high / 2)
    same(calibrate(marks, draws=5).assessors.measure, calibrate(halved, draws=5).assessors.measure)


def world(**how):
    return draw(**{"linked": True, "seed": 5, "services": 80, "criteria": 20, "assessors": 8, **how})


def test_true_severities_are_recovered_within_their_errors():
    errors = []
    for seed in range(8):
        drawn = world(seed=seed)
        found = calibrate(drawn.marks, draws=5)
        assert np.corrcoef(found.assessors.measure, drawn.severity)[0, 1] > 0.99
        errors.append((found.assessors.measure - drawn.severity + drawn.severity.mean()) / found.assessors.se)
    assert 0.7 < np.sqrt(np.mean(np.square(errors))) < 1.3


def test_observed_and_expected_marks_differ_by_the_pull_to_the_group_alone_and_fit_the_model():
    drawn = world()
    design = design_of(drawn.marks)
    found = fit(design)
    assert found.converged
    surplus = np.bincount(drawn.marks.assessor, design.category - found.moments.mean)
    severity = found.rest[20:28]
    same(np.ptp(surplus + severity / found.spread[1] ** 2), 0)
    facets = calibrate(drawn.marks, draws=5)
    for facet in (facets.cases, facets.assessors, facets.criteria):
        assert 0.9 < facet.infit.mean() < 1.1 and 0.9 < facet.outfit.mean() < 1.1
    assert facets.assessors.reliability > 0.95


def test_moments_are_those_of_the_probabilities():
    design = design_of(world(services=6, criteria=3, assessors=3).marks)
    standing, rest = np.linspace(-1, 1, 6), np.linspace(-1, 1, int(design.first_step[-1]))
    found, marks = moments(design, standing, rest), design.marks
    distance = standing[marks.case] - rest[marks.criterion] - rest[3 + marks.assessor]
    chance = probabilities(distance, rest[6:])
    category = np.arange(len(chance))[:, None]
    same(chance.sum(axis=0), 1)
    mean = (chance * category).sum(axis=0)
    same(found.mean, mean)
    same(found.variance, (chance * (category - mean) ** 2).sum(axis=0))
    same(found.third, (chance * (category - mean) ** 3).sum(axis=0))
    for step in range(len(chance) - 1):
        above = chance[step + 1 :].sum(axis=0)
        same(found.above[0][step], above)
        same(found.with_above[0][step], (chance * category)[step + 1 :].sum(axis=0) - mean * above)


def test_errors_are_those_of_the_whole_information_matrix():
    """Built here parameter by parameter, without eliminating the standings."""
    marks = world(services=7, criteria=3, assessors=4, seats=2).marks
    design, found = design_of(marks), calibrate(marks, draws=5)
    fitted = fit(design)
    cases, criteria, assessors = design.sizes
    steps = len(design.scales[0].levels) - 1
    one = np.zeros((len(marks), cases + criteria + assessors + steps))
    row = np.arange(len(marks))
    one[row, marks.case] = 1
    one[row, cases + marks.criterion] = -1
    one[row, cases + criteria + marks.assessor] = -1
    distance = one[:, :-steps] @ np.concatenate([fitted.standing, fitted.rest[:-steps]])
    chance = probabilities(distance, fitted.rest[-steps:])
    prior = np.repeat([fitted.spread[0] ** -2, WIDE, fitted.spread[1] ** -2, WIDE], [cases, criteria, assessors, steps])
    information = np.diag(prior)
    for category in range(steps + 1):
        direction = _direction(one, steps, category)
        expected = sum(_direction(one, steps, k) * chance[k][:, None] for k in range(steps + 1))
        apart = direction - expected
        information += (apart * chance[category][:, None]).T @ apart
    covariance = np.linalg.inv(information)
    contrast = np.zeros((assessors, one.shape[1]))
    contrast[:, cases + criteria : cases + criteria + assessors] = np.eye(assessors) - 1 / assessors
    np.testing.assert_allclose(found.assessors.se, np.sqrt(np.diag(contrast @ covariance @ contrast.T)), rtol=2e-3)


def _direction(one, steps, category):
    direction = one * category
    direction[:, -steps:] = -1.0 * (np.arange(1, steps + 1) <= category)
    return direction


def test_disjoint_panels_are_groups_that_are_centred_each_by_itself():
    drawn = world(linked=False, assessors=9)
    found = calibrate(drawn.marks, draws=5)
    assert found.components == 3
    assert found.assessors.group.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    for group in range(3):
        assert found.assessors.measure[found.assessors.group == group].sum() == pytest.approx(0, abs=1e-6)
    panel = drawn.marks.assessor[[np.argmax(drawn.marks.case == case) for case in range(80)]] // 3
    assert found.cases.group.tolist() == panel.tolist()


def test_one_common_member_makes_disjoint_panels_comparable():
    marks = world(linked=False, assessors=6).marks
    row = np.flatnonzero(marks.assessor == 0)[0]
    other = int(marks.case[np.flatnonzero(marks.assessor == 5)[0]])
    joined = replace(
        marks,
        case=np.append(marks.case, other),
        assessor=np.append(marks.assessor, 0),
        criterion=np.append(marks.criterion, marks.criterion[row]),
        mark=np.append(marks.mark, 2.0),
    )
    assert (calibrate(marks, draws=5).components, calibrate(joined, draws=5).components) == (2, 1)


def test_a_specialist_who_alone_marks_a_criterion_is_not_compared():
    marks = Marks(
        ("a", "b", "c"), ("x", "y", "z"), ("q", "r"),
        case=[0, 0, 1, 1, 2, 2, 0, 1, 2], assessor=[0, 1, 0, 1, 0, 1, 2, 2, 2],
        criterion=[0, 0, 0, 0, 0, 0, 1, 1, 1], mark=[2, 1, 1, 0, 2, 2, 1, 0, 2], high=2,
    )  # fmt: skip
    design = design_of(marks)
    groups = fit(design).groups
    assert groups.assessors.tolist() == [0, 0, 1] and groups.criteria.tolist() == [0, 1]


def test_a_case_marked_by_the_strict_gets_a_fair_score_above_its_raw_one():
    drawn = world(severity_sd=1.0)
    found = calibrate(drawn.marks, draws=5)
    panel = np.bincount(drawn.marks.case, drawn.severity[drawn.marks.assessor]) / np.bincount(drawn.marks.case)
    assert np.corrcoef(panel, found.fair - found.raw)[0, 1] > 0.95
    assert np.abs(found.fair - drawn.truth).mean() < np.abs(found.raw - drawn.truth).mean() / 2


def test_the_share_of_plausible_panels_is_how_often_other_panels_pass_the_case():
    """Drawn anew from the truth: the same cases before other panels of three."""
    drawn = world(services=40, criteria=40, assessors=12, seats=6)
    found = calibrate(drawn.marks, cut=70, draws=2000)
    fitted = fit(design_of(drawn.marks))
    again = np.mean([_passes_again(fitted, seed) for seed in range(150)], axis=0)
    assert np.abs(found.passes - again).mean() < 0.06


def _passes_again(fitted, seed):
    random = np.random.default_rng(seed)
    panels = random.random((40, 12)).argsort(axis=1)[:, :6]
    case, seat, criterion = (axis.ravel() for axis in np.indices((40, 6, 40)))
    distance = fitted.standing[case] - fitted.rest[criterion] - fitted.rest[40 + panels[case, seat]]
    chance = probabilities(distance, fitted.rest[52:])
    mark = (random.random(len(case)) > chance.cumsum(axis=0)).sum(axis=0)
    return np.bincount(case, mark) / np.bincount(case) * 25 >= 70


def test_a_decision_that_severity_turns_is_put_before_a_person_with_the_reason():
    drawn = world(severity_sd=1.0)
    found = calibrate(drawn.marks, cut=70)
    turned = np.flatnonzero((found.raw >= 70) != (found.fair >= 70))
    assert len(turned) and set(turned) <= set(found.moderate)
    assert "the decision would differ" in found.reasons[turned[0]].en and "판정이 바뀜" in found.reasons[turned[0]].ko


def test_calibration_takes_luck_out_of_linked_panels_and_not_out_of_disjoint_ones():
    found = simulate(rounds=8, seed=2)
    assert 0.09 < found.raw < 0.15
    assert found.calibrated <= 0.04
    assert found.disjoint_calibrated > 0.07
    assert found.severity_correlation > 0.99


def test_criteria_of_different_scales_stand_side_by_side():
    marks = world(services=30, criteria=6, assessors=5).marks
    binary = marks.criterion < 2
    mixed = replace(
        marks,
        mark=np.where(binary, (marks.mark > 2).astype(float), marks.mark),
        low=np.zeros(6),
        high=np.where(np.arange(6) < 2, 1.0, 4.0),
    )
    found = calibrate(mixed, draws=5)
    assert {ends: len(steps) for ends, steps in found.steps.items()} == {(0.0, 1.0): 1, (0.0, 4.0): 4}
    assert np.isfinite(found.criteria.measure).all() and found.components == 1


def test_a_gate_that_everybody_passed_tells_nobody_apart():
    marks = world(services=10, criteria=4, assessors=4).marks
    gate, high = marks.criterion == 0, np.where(np.arange(4) == 0, 1.0, 4.0)
    all_passed, none_passed = (
        calibrate(replace(marks, mark=np.where(gate, mark, marks.mark), low=np.zeros(4), high=high), draws=5)
        for mark in (1.0, 0.0)
    )
    assert {ends: len(steps) for ends, steps in all_passed.steps.items()} == {(0.0, 1.0): 0, (0.0, 4.0): 4}
    assert all_passed.assessors.measure == pytest.approx(none_passed.assessors.measure, abs=1e-9)


GOOD = {"case": [0, 0, 1, 1], "assessor": [0, 1, 0, 1], "criterion": [0, 0, 0, 0], "mark": [1.0, 2.0, 2.0, 3.0]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"mark": [1.0, np.nan, 2.0, 3.0]}, "mark: NaN or infinite in row 1"),
        ({"mark": [1.0, 2.0, 2.0, 9.0], "high": 4}, "mark: off the scale in row 3"),
        ({"assessor": [0, 0, 0, 1]}, "mark: given twice, first in row 0"),
        ({"assessor": [0, 0, 0, 0], "case": [0, 1, 0, 1], "criterion": [0, 0, 0, 0]}, "given twice"),
        ({"case": [0, 0, 1, 7]}, "case: a position outside 0 … 1"),
        ({"mark": [2.0, 2.0, 2.0, 2.0]}, "every mark is the same"),
        ({"case": [0, 0, 0, 0], "assessor": [0, 1, 0, 1]}, "given twice"),
    ],
)
def test_bad_marks_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        calibrate(Marks(("a", "b"), ("x", "y"), ("q",), **{**GOOD, **change}))


def test_somebody_without_a_mark_and_a_scale_that_is_none_are_refused():
    with pytest.raises(ValueError, match="assessor: one without a single mark"):
        calibrate(Marks(("a", "b"), ("x", "y", "z"), ("q",), **GOOD))
    many = {"case": np.arange(30), "assessor": np.zeros(30, int), "criterion": np.zeros(30, int), "mark": np.arange(30)}
    with pytest.raises(ValueError, match="30 distinct marks on one scale"):
        calibrate(Marks(tuple(f"s{k}" for k in range(30)), ("x",), ("q",), **many))
