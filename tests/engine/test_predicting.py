"""What marks predict, how long they take, how strict assessors are: held to scipy and to worlds of known truth."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cityloop.engine.behaviour import OUTCOME_FEW, Severities, effort, predictions, severities, shares
from cityloop.engine.behaviour.predicting import interval
from cityloop.engine.text import Text
from cityloop.rulebook import load

SERVICE = load("smart-city-service/2026")
RUBRICS = [one for one in SERVICE.criteria if one.kind == "rubric"]
FIRST, SECOND = RUBRICS[0].id, RUBRICS[1].id


def marked(columns):
    """One assessor; `columns` has the marks of each case by criterion."""
    rows = [(f"c{case}", "A", id, mark) for id, marks in columns.items() for case, mark in enumerate(marks)]
    return shares(SERVICE, *(list(column) for column in zip(*rows, strict=True)))


def by_id(found):
    return {one.criterion: one for one in found}


MARKS = st.lists(st.integers(0, 4), min_size=OUTCOME_FEW, max_size=60)


@given(MARKS, st.randoms(use_true_random=False))
def test_the_coefficient_and_its_p_are_those_of_scipy(marks, random):
    later = [mark + random.gauss(0, 2) for mark in marks]
    one = by_id(predictions(marked({FIRST: marks}), {f"c{n}": value for n, value in enumerate(later)}))[FIRST]
    if len(set(marks)) == 1:
        assert (one.verdict, one.r) == ("flat", None)
        return
    oracle = stats.spearmanr(marks, later)
    assert one.cases == len(marks)
    assert one.r == pytest.approx(oracle.statistic, abs=2e-6)
    assert one.p == pytest.approx(oracle.pvalue, abs=1e-5)
    assert one.low <= one.r <= one.high


@given(MARKS, st.randoms(use_true_random=False))
def test_an_outcome_turned_round_turns_the_coefficient_and_the_interval_round(marks, random):
    later = {f"c{n}": mark + random.gauss(0, 2) for n, mark in enumerate(marks)}
    found = marked({FIRST: marks})
    one = by_id(predictions(found, later))[FIRST]
    other = by_id(predictions(found, {case: -value for case, value in later.items()}))[FIRST]
    if one.r is not None:
        assert (other.r, other.low, other.high) == pytest.approx((-one.r, -one.high, -one.low))


def test_cases_too_few_are_counted_and_not_computed_away():
    marks = list(range(OUTCOME_FEW - 1))
    one = by_id(predictions(marked({FIRST: [m % 5 for m in marks]}), {f"c{n}": n for n in marks}))[FIRST]
    assert (one.cases, one.r, one.low, one.verdict) == (OUTCOME_FEW - 1, None, None, "few")


def test_the_interval_holds_the_truth_about_nineteen_times_of_twenty():
    rng, rho, inside, rounds = np.random.default_rng(3), 0.5, 0, 800
    truth = 6 / np.pi * np.arcsin(rho / 2)  # Spearman's r of a normal pair
    for _ in range(rounds):
        x, e = rng.normal(size=(2, 40))
        r = stats.spearmanr(x, rho * x + np.sqrt(1 - rho**2) * e).statistic
        low, high = interval(r, 40)
        inside += low <= truth <= high
    assert 0.93 <= inside / rounds <= 0.975


def test_a_criterion_that_predicts_is_told_from_those_that_do_not():
    rng = np.random.default_rng(5)
    worth = rng.normal(size=400)
    columns = {one.id: rng.integers(0, 5, 400).tolist() for one in RUBRICS[:12]}
    columns[FIRST] = np.clip(np.round(2 + 1.2 * worth + rng.normal(size=400)), 0, 4).tolist()
    columns[SECOND] = [4 - mark for mark in columns[FIRST]]
    found = by_id(predictions(marked(columns), {f"c{n}": value for n, value in enumerate(worth)}))
    assert (found[FIRST].verdict, found[SECOND].verdict) == ("predicts", "against")
    others = [found[one.id].verdict for one in RUBRICS[2:12]]
    assert others == ["nothing"] * 10, "an interval near nothing says that it predicts nothing"


def test_chance_alone_names_hardly_any_criterion_however_many_are_tested():
    rng, named = np.random.default_rng(8), 0
    for _ in range(60):
        columns = {one.id: rng.integers(0, 5, 40).tolist() for one in RUBRICS[:30]}
        found = predictions(marked(columns), {f"c{n}": value for n, value in enumerate(rng.normal(size=40))})
        named += any(one.verdict in ("predicts", "against") for one in found)
    assert named <= 8, "with thirty tests of one in twenty each, chance alone would name one in four rounds of five"


def test_the_minutes_of_a_criterion_are_those_from_the_save_before_it():
    sheets, criteria, seconds = [], [], []
    for n in range(6):
        sheets += [f"s{n}"] * 4
        criteria += ["a", "b", "c", "b"]
        seconds += [1000 * n, 1000 * n + 120, 1000 * n + 120 + 60 * n, 1000 * n + 900]
    found = {one.criterion: one for one in effort(sheets, criteria, seconds, ["a", "b", "c", "d"])}
    assert (found["a"].timed, found["a"].minutes) == (0, None), "nothing came before the first"
    assert (found["b"].timed, found["b"].minutes) == (5, 2.0), "a change of mind later is not timed"
    assert (found["c"].timed, found["c"].minutes) == (5, 3.0), "saved at the same moment as b, once"
    assert found["d"].timed == 0


def test_marks_saved_in_one_go_time_nothing():
    found = effort(["s"] * 40, [f"k{n}" for n in range(40)], [5.0] * 40, [f"k{n}" for n in range(40)])
    assert {one.timed for one in found} == {0}


@pytest.fixture(scope="module")
def panels():
    rng = np.random.default_rng(2)
    strict = rng.normal(0, 0.5, 12)
    rows = []
    for case in range(60):
        worth = rng.normal(2.4, 0.6)
        for person in rng.choice(12, 4, replace=False):
            for one in RUBRICS[:20]:
                mark = int(np.clip(round(rng.normal(worth - strict[person], 0.7)), 0, 4))
                rows.append((f"c{case:02}", f"A{person:02}", one.id, mark))
    return strict, shares(SERVICE, *(list(column) for column in zip(*rows, strict=True)))


def test_who_marks_strictly_is_found_and_how_many_points_that_costs(panels):
    strict, found = panels
    told = severities(found)
    assert isinstance(told, Severities)
    truth = {f"A{n:02}": value for n, value in enumerate(strict)}
    given = [truth[person] for person in told.assessors]
    assert stats.spearmanr(given, -told.points).statistic > 0.95
    assert told.points[0] < 0 < told.points[-1], "the strictest first"
    cost = np.polyfit(given, told.points, 1)[0]
    assert cost == pytest.approx(-25, rel=0.2), "a mark less of four is a quarter of the points"
    assert (told.cases, told.marks) == (60, 60 * 4 * 20)


def test_marks_that_never_differ_say_nothing_of_anybody():
    alike = shares(SERVICE, ["a", "a", "b", "b"], list("XYXY"), [FIRST] * 4, [3, 3, 3, 3])
    assert isinstance(severities(alike), Text)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("XY"), st.integers(0, 4)), max_size=12))
def test_whatever_was_marked_severity_is_told_or_said_to_be_unknown(rows):
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    told = severities(shares(SERVICE, columns[0], columns[1], [FIRST] * len(rows), columns[2]))
    assert isinstance(told, Text) or np.isfinite(told.points).all()
