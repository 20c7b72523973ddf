"""The shortlist a city gets: filters, ties, missing cells, reasons, and the four methods side by side."""

import numpy as np
import pytest

from cityloop.engine.matching import METHODS, Criterion, Filter, match, normalised


def hundred():
    rng = np.random.default_rng(7)
    table = rng.uniform(1, 100, (100, 6))
    return table, np.array([1, -1, 1, 1, -1, 1]), normalised(rng.uniform(0.1, 1, 6))


NEEDS = [Criterion("effect"), Criterion("cost", "min")]


def test_what_a_filter_keeps_out_comes_with_every_reason():
    found = match(
        ["a", "b", "c"],
        np.array([[1.0, 5.0], [2.0, 50.0], [3.0, np.nan]]),
        NEEDS,
        filters=[Filter("cost", "max", 10), Filter("field", "in", ["transport", "housing"])],
        attributes={"field": ["transport", "culture", "housing"]},
    )
    assert found.ids() == ("a",)
    assert {entry.id: entry.reason.en for entry in found.refused} == {
        "b": "cost is 50, at most 10 is allowed; field is 'culture', one of transport, housing is asked",
        "c": "cost has no value, so the filter cannot be met",
    }


def test_when_nothing_passes_the_shortlist_is_empty_and_says_why():
    found = match(["a"], np.array([[1.0, 5.0]]), NEEDS, filters=[Filter("cost", "max", 1)])
    assert found.ranked == () and found.refused[0].id == "a"


def test_ties_share_a_rank_and_stand_in_the_order_of_their_ids():
    found = match(["b", "a", "c"], np.array([[2.0, 1.0], [2.0, 1.0], [1.0, 2.0]]), NEEDS, draws=20)
    assert [(entry.id, entry.rank) for entry in found.ranked] == [("a", 1), ("b", 1), ("c", 3)]
    assert found.ranked[0].first == found.ranked[1].first == 1


def test_constant_and_empty_columns_are_said_and_separate_nobody():
    needs = [*NEEDS, Criterion("same", weight=5), Criterion("blank", weight=5)]
    table = np.array([[1.0, 5.0, 7.0, np.nan], [2.0, 4.0, 7.0, np.nan]])
    found = match(["a", "b"], table, needs, draws=20)
    assert [note.en for note in found.notes] == [
        "same: the same for all, so it separates none",
        "blank: no service has a value, so it weighs nothing",
    ]
    assert found.ids() == ("b", "a") and found.weights[3] == 0
    assert "no data on blank" in found.ranked[0].reason.en


def test_a_missing_cell_stands_at_the_median_and_makes_the_ranking_less_stable():
    table = np.array([[3.0, 1.0], [np.nan, 1.0], [1.0, 1.0], [2.0, 1.0]])
    found = match(["best", "unknown", "worst", "middle"], table, NEEDS, draws=2000)
    ranks = {entry.id: entry.rank for entry in found.ranked}
    assert ranks == {"best": 1, "unknown": 2, "middle": 2, "worst": 4}
    unknown = next(entry for entry in found.ranked if entry.id == "unknown")
    assert unknown.first == pytest.approx(1 / 3, abs=0.05) and unknown.missing == ("effect",)


def test_the_reason_names_what_lifts_and_what_holds_back():
    table = np.array([[9.0, 90.0], [5.0, 50.0], [1.0, 10.0]])
    found = match(["dear", "middle", "cheap"], table, NEEDS, draws=100)
    said = {entry.id: entry.reason for entry in found.ranked}
    assert said["dear"].en.startswith("lifted by effect; held back by cost")
    assert said["middle"].en.startswith("near the middle on every criterion")
    assert said["cheap"].ko.startswith("강점: cost; 약점: effect")


def test_the_four_methods_and_their_agreement_are_all_there():
    table, signs, weights = hundred()
    needs = [
        Criterion(f"c{j}", "max" if s > 0 else "min", w) for j, (s, w) in enumerate(zip(signs, weights, strict=True))
    ]
    found = match([f"s{i:03}" for i in range(100)], table, needs, draws=50)
    assert set(found.agreement) == set(METHODS) and found.agreement["topsis"] == pytest.approx(1)
    assert min(found.agreement.values()) > 0.3
    first = {name: min(entry.by_method[name] for entry in found.ranked) for name in METHODS}
    assert set(first.values()) == {1}


@pytest.mark.parametrize(
    ("ids", "table", "words"),
    [
        (["a", "a"], np.ones((2, 2)), "listed twice"),
        (["a", "b"], np.ones((2, 3)), "shape"),
        (["a", "b"], np.array([[np.inf, 1], [1, 1]]), "infinite"),
    ],
)
def test_what_cannot_be_ranked_is_refused(ids, table, words):
    with pytest.raises(ValueError, match=words):
        match(ids, table, NEEDS)


def test_an_unknown_method_direction_or_filter_is_refused():
    with pytest.raises(ValueError, match="electre"):
        match(["a"], np.ones((1, 2)), NEEDS, method="electre")
    with pytest.raises(ValueError, match="up"):
        Criterion("effect", "up")
    with pytest.raises(ValueError, match="near"):
        Filter("cost", "near", 3)
    with pytest.raises(ValueError, match="at least one criterion"):
        match(["a"], np.ones((1, 1)), [Criterion("effect", weight=0)])
