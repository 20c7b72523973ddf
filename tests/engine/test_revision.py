"""A draft over the record: whom it moves, by which rule, and what the change amounts to."""

from __future__ import annotations

import time

import numpy as np
import pytest
from engine.rulebook_samples import rubric, scheme, scheme_data, text
from hypothesis import given, settings
from hypothesis import strategies as st

from cityloop import rulebook
from cityloop.engine.edition import compile_edition
from cityloop.engine.frozen import thaw
from cityloop.engine.revision import diff, replay

IDS = ["use.reach", "use.worth", "make.sound", "make.open"]


def record(**marks_by_case):
    """Columns of two assessors who agree: for each case one mark for each of the four criteria."""
    rows = [(c, a, id, m) for c, marks in marks_by_case.items() for a in "AB" for id, m in zip(IDS, marks, strict=True)]
    return [list(column) for column in zip(*rows, strict=True)]


def draft(**changes):
    return scheme(edition="2", **changes)


OLD = scheme()
RECORD = record(strong=[4, 4, 4, 4], middling=[3, 2, 3, 2], weak=[1, 1, 1, 1])
"""Points 100, 62.5 and 25 of 100, where the cut is 60."""


def changed(criteria_changes):
    data = scheme_data()
    for criterion in data["criteria"]:
        criterion.update(criteria_changes.get(criterion["id"], {}))
    return {"criteria": data["criteria"]}


@pytest.mark.parametrize(
    ("new", "moved", "rule"),
    [
        (draft(**{"pass": {"points": 65, "of": 100}}), ["middling"], "cut"),
        (draft(**changed({"use.worth": {"mandatory": True}})), ["middling", "weak"][:1], "gates"),
        (draft(**changed({"use.worth": {"weight": 9}})), ["middling"], "weights"),
        (draft(criteria=scheme_data()["criteria"] + [rubric("make.new")]), ["strong", "middling", "weak"], "criteria"),
        (draft(aggregate={"assessors": "mean", "minimum_assessors": 3}), ["strong", "middling", "weak"], "aggregate"),
        (draft(grades=[{"id": "gold", "from": 90}]), ["strong"], "grades"),
        (
            draft(areas=[{**area, "minimum": 0.63} for area in scheme_data()["areas"]]),
            ["middling"],
            "areas",
        ),
        (
            draft(
                **changed(
                    {
                        "use.worth": {"levels": rubric("x", (0, 1, 2, 3, 4, 5))["levels"]},
                        "use.reach": {"levels": rubric("x", (0, 1, 2, 3, 4, 5))["levels"]},
                    }
                )
            ),
            ["middling"],
            "scales",
        ),
    ],
    ids=["cut", "gates", "weights", "criteria", "aggregate", "grades", "areas", "scales"],
)
def test_the_rule_that_moved_a_case_is_named(new, moved, rule):
    impact = replay(OLD, new, *RECORD)
    assert [case for case, gone in zip(impact.cases, impact.moved, strict=True) if gone] == moved
    assert {impact.reason(impact.cases.index(case)) for case in moved} == {rule}


def test_two_rules_that_only_together_move_a_case_are_told():
    """Another weight brings 62.5 to 60.0, another cut alone would let it stand: both move it."""
    new = draft(**changed({"use.worth": {"weight": 2}}), **{"pass": {"points": 61, "of": 100}})
    impact = replay(OLD, new, *RECORD)
    middling = impact.cases.index("middling")
    assert (impact.old.points[middling], impact.new.points[middling]) == (62.5, 60.0)
    assert impact.reason(middling) == "together"
    assert impact.reason_text(middling).ko == "여러 규칙의 결합"


def test_evidence_that_a_draft_asks_for_anew_is_listed():
    impact = replay(OLD, draft(criteria=scheme_data()["criteria"] + [rubric("make.new")]), *RECORD)
    assert impact.missing_evidence(0) == ("make.new",)
    assert impact.flows == {("pass", "incomplete"): 2, ("fail", "incomplete"): 1}


def test_cases_near_the_cut_are_told():
    impact = replay(OLD, draft(title=text("Other words")), *RECORD)
    assert impact.distance.tolist() == [40, 2.5, -35]
    assert impact.near.tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("new", "level", "days"),
    [
        (draft(title=text("Other words")), "editorial", 0),
        (draft(steps={"supplement": "P7D"}), "minor", 20),
        (draft(**changed({"use.reach": {"weight": 1.01}})), "minor", 20),
        (draft(**changed({"use.worth": {"weight": 9}})), "major", 40),
        (draft(**{"pass": {"points": 59, "of": 100}}), "major", 40),
        (draft(**changed({"use.worth": {"asks": text("Asked otherwise?")}})), "minor", 20),
    ],
    ids=["wording", "deadline", "a weight that moves nobody", "a weight that moves somebody", "cut", "question"],
)
def test_the_weight_of_a_change_and_the_time_for_comments(new, level, days):
    impact = replay(OLD, new, *RECORD)
    assert (impact.level, impact.comment.days) == (level, days)


def test_the_same_edition_moves_nobody():
    service = rulebook.load("smart-city-service/2026")
    ids = [criterion.id for criterion in service.criteria if criterion.marked]
    impact = replay(service, service, ["a"] * len(ids), ["A"] * len(ids), ids, [1] * len(ids))
    assert impact.changes == ()
    assert not impact.moved.any()
    assert impact.reason(0) == "unchanged"


def test_a_difference_is_named_by_ids_and_keys():
    data = scheme_data(edition="2")
    data["criteria"][1]["levels"][2]["means"] = text("otherwise")
    data["criteria"][0]["weight"] = 2
    del data["criteria"][3]
    data["criteria"].append(rubric("make.new"))
    found = {change.path: (change.kind, change.level) for change in diff(OLD, compile_edition(data))}
    assert found == {
        "edition": ("changed", "editorial"),
        "criteria[use.reach].weight": ("changed", "minor"),
        "criteria[use.worth].levels[2].means": ("changed", "minor"),
        "criteria[make.open]": ("removed", "major"),
        "criteria[make.new]": ("added", "major"),
    }


def test_another_order_in_the_file_is_no_difference():
    data = scheme_data()
    data["criteria"].reverse()
    assert diff(OLD, compile_edition(data)) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 5), min_size=4, max_size=4),
    st.integers(30, 90),
    st.sampled_from(["mean", "median", "trimmed_mean"]),
    st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=1, max_size=6),
)
def test_whoever_is_not_moved_keeps_status_and_grade_and_whoever_is_has_a_reason(weights, cut, method, marks):
    changes = dict(zip(IDS, ({"weight": weight} for weight in weights), strict=True))
    new = draft(
        **changed(changes),
        **{"pass": {"points": cut, "of": 100}, "aggregate": {"assessors": method, "minimum_assessors": 2}},
    )
    impact = replay(OLD, new, *record(**{f"c{i}": row for i, row in enumerate(marks)}))
    for case in range(len(marks)):
        same = impact.old.status[case] == impact.new.status[case]
        assert same != impact.moved[case]
        assert (impact.reason(case) in ("unchanged", "points")) == same
    assert sum(impact.flows.values()) == len(marks)


def test_the_public_record_replays_over_a_stricter_draft():
    """Asking for all assessors instead of a majority can only turn passes into fails."""
    from pathlib import Path

    from cityloop.cli.marks import read_marks
    from cityloop.demo import data

    marks = read_marks(Path(data.__path__[0]) / "dpg_reviews.csv")
    goods = rulebook.load("digital-public-goods/2021-reviews")
    content = thaw(goods.content)
    content["edition"] = "draft"
    content["aggregate"]["assessors"] = "unanimous"
    impact = replay(goods, compile_edition(content), *marks.columns, marks.mark)
    assert set(impact.flows) <= {("pass", "pass"), ("fail", "fail"), ("incomplete", "incomplete"), ("pass", "fail")}
    assert impact.flows["pass", "fail"] > 0
    assert {impact.reason(case) for case in np.flatnonzero(impact.moved)} == {"aggregate"}


def test_ten_thousand_cases_replay_in_seconds():
    """A generous bound, to catch a loop over cases; `bench/evaluate_many.py` measures."""
    service = rulebook.load("smart-city-service/2026")
    content = thaw(service.content)
    content["edition"] = "draft"
    content["pass"]["points"] = 72
    ids = tuple(criterion.id for criterion in service.criteria)
    cases, assessors = 10_000, 5
    each = len(ids) * assessors
    marks = np.random.default_rng(3).integers(0, 2, cases * each).astype(float)
    columns = (
        (tuple(f"c{i}" for i in range(cases)), np.repeat(np.arange(cases), each)),
        (tuple("ABCDE"), np.tile(np.arange(assessors), cases * len(ids))),
        (ids, np.tile(np.repeat(np.arange(len(ids)), assessors), cases)),
    )
    began = time.perf_counter()
    impact = replay(service, compile_edition(content), *columns, marks, profile="transport")
    assert time.perf_counter() - began < 8
    assert len(impact.cases) == cases
