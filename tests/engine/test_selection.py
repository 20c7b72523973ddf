"""What select() promises, on instances small enough to try every subset."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityloop.engine.impossible import Impossible
from cityloop.engine.selection import (
    Budget,
    Cap,
    Limits,
    Minimum,
    Proposals,
    Scenario,
    compare,
    robustness,
    select,
    what_it_takes,
    when_withdrawn,
)
from cityloop.engine.selection.rows import rows_of

COUNTRIES = ("VN", "KH", "LA", "VN|KH", "")


@st.composite
def tasks(draw, partial=False):
    n = draw(st.integers(1, 8))
    ids = tuple(f"p{i}" for i in range(n))
    cost = draw(st.lists(st.integers(1, 9), min_size=n, max_size=n))
    score = draw(st.lists(st.integers(1, 20), min_size=n, max_size=n))
    country = draw(st.lists(st.sampled_from(COUNTRIES), min_size=n, max_size=n))
    marks = draw(st.lists(st.integers(0, 5), min_size=n, max_size=n))
    limits = Limits(
        budgets=(Budget(draw(st.integers(0, 30))), Budget(draw(st.integers(0, 20)), column="country", value="VN")),
        seats=draw(st.integers(0, n)),
        caps=(Cap("country", draw(st.integers(0, 3))),),
        minimums=draw(st.sampled_from([(), (Minimum("country", "KH", 1),)])),
        thresholds={"impact": draw(st.integers(0, 2)), "score": draw(st.integers(0, 8))},
        fixed_in=frozenset(draw(st.lists(st.sampled_from(ids), max_size=1))),
        incompatible=((ids[0], ids[-1]),) if n > 1 and draw(st.booleans()) else (),
        partial=draw(st.sampled_from([0.5, 0.8])) if partial else None,
    )
    columns = {"country": np.array(country, dtype=object), "impact": np.array(marks, float)}
    return Proposals(ids, np.array(cost, float), np.array(score, float), columns), limits


def feasible(proposals, limits, share, rows=None):
    rows = rows_of(proposals, limits) if rows is None else rows
    for row in rows:
        part = share[row.members] if row.spends else share[row.members] > 0
        if not row.lower - 1e-6 <= row.weights @ part <= row.upper + 1e-6:
            return False
    for position, name in enumerate(proposals.ids):
        fits = all(proposals.column(column)[position] >= least for column, least in limits.thresholds.items())
        if name in limits.fixed_in and not share[position]:
            return False
        if share[position] and not fits and name not in limits.fixed_in:
            return False
    return True


def best_by_trying_all(proposals, limits):
    rows = rows_of(proposals, limits)
    subsets = (np.array(bits, float) for bits in product((0, 1), repeat=len(proposals)))
    totals = [proposals.score @ share for share in subsets if feasible(proposals, limits, share, rows)]
    return max(totals, default=None)


def outcome(proposals, limits, **how):
    try:
        return select(proposals, limits, **how)
    except Impossible:
        return None


@settings(deadline=None, max_examples=150)
@given(tasks())
def test_the_total_is_the_best_of_all_subsets_and_its_bound_is_met(task):
    found, best = outcome(*task, policy="total"), best_by_trying_all(*task)
    assert (found is None) == (best is None)
    if found is not None:
        assert found.objective == pytest.approx(best) == pytest.approx(found.bound)
        assert feasible(*task, found.share)


@settings(deadline=None, max_examples=100)
@given(tasks(partial=True), st.sampled_from(["rank", "total"]))
def test_a_selection_keeps_every_limit_and_stays_below_its_bound_also_with_partial_funding(task, policy):
    found = outcome(*task, policy=policy)
    if found is not None:
        assert feasible(*task, found.share)
        assert found.objective <= found.bound + 1e-6
        assert all(share == 0 or share >= task[1].partial - 1e-6 for share in found.share)


@settings(deadline=None, max_examples=100)
@given(tasks())
def test_rank_order_lets_in_exactly_what_fits_when_its_turn_comes(task):
    proposals, limits = task
    limits = replace(limits, minimums=(), fixed_in=frozenset())
    found = select(proposals, limits)
    share = np.zeros(len(proposals))
    for position in np.lexsort([np.arange(len(proposals)), proposals.cost, -proposals.score]):
        share[position] = 1.0
        if not feasible(proposals, limits, share):
            share[position] = 0.0
    assert found.share.tolist() == share.tolist()


@settings(deadline=None, max_examples=100)
@given(tasks(), st.sampled_from(["rank", "total"]), st.randoms(use_true_random=False))
def test_permuting_the_proposals_permutes_the_selection(task, policy, random):
    proposals, limits = task
    order = list(range(len(proposals)))
    random.shuffle(order)
    shuffled = Proposals(
        tuple(proposals.ids[i] for i in order),
        proposals.cost[order],
        proposals.score[order],
        {name: values[order] for name, values in proposals.columns.items()},
    )
    first, second = outcome(proposals, limits, policy=policy), outcome(shuffled, limits, policy=policy)
    assert (first is None) == (second is None)
    if first is not None:
        assert second.share.tolist() == first.share[order].tolist()
        assert [second.reasons[k] for k in range(len(order))] == [first.reasons[i] for i in order]


@settings(deadline=None, max_examples=60)
@given(tasks())
def test_money_in_another_unit_changes_nothing(task):
    proposals, limits = task
    dearer = replace(proposals, cost=proposals.cost * 1e6)
    wider = replace(limits, budgets=tuple(replace(b, amount=b.amount * 1e6) for b in limits.budgets))
    for policy in ("rank", "total"):
        first, second = outcome(proposals, limits, policy=policy), outcome(dearer, wider, policy=policy)
        assert (first is None) == (second is None)
        assert first is None or first.objective == pytest.approx(second.objective)


@settings(deadline=None, max_examples=100)
@given(tasks(), st.sampled_from(["rank", "total"]), st.booleans())
def test_with_more_than_the_score_it_took_a_proposal_is_in_and_with_less_it_is_not(task, policy, dear):
    proposals, limits = task
    found = outcome(proposals, limits, policy=policy)
    if found is None:
        return
    found = what_it_takes(proposals, limits, found, proposals.ids)
    for position in np.flatnonzero(np.isfinite(found.score_needed)):
        for change, inside in ((0.01, True), (-0.01, False)):
            score = proposals.score.copy()
            score[position] = found.score_needed[position] + change
            if inside or score[position] > proposals.score[position]:
                again = select(replace(proposals, score=score), limits, policy=policy)
                assert again.chosen[position] == inside


@settings(deadline=None, max_examples=100)
@given(tasks(), st.sampled_from(["rank", "total"]))
def test_at_the_cost_it_took_a_proposal_is_in(task, policy):
    proposals, limits = task
    found = outcome(proposals, limits, policy=policy)
    if found is None:
        return
    found = what_it_takes(proposals, limits, found, proposals.ids)
    for position in np.flatnonzero(np.isfinite(found.cost_needed)):
        cost, score = proposals.cost.copy(), proposals.score.copy()
        cost[position] = found.cost_needed[position] * (1 - 1e-6)
        score[position] += 1e-6 if policy == "total" else 0
        assert select(replace(proposals, cost=cost, score=score), limits, policy=policy).chosen[position]


@settings(deadline=None, max_examples=60)
@given(tasks())
def test_a_bound_on_the_score_it_takes_never_exceeds_the_exact_one(task):
    found = outcome(*task, policy="total")
    if found is not None:
        exact = what_it_takes(*task, found, task[0].ids).score_needed
        both = np.isfinite(exact) & np.isfinite(found.score_needed)
        assert (found.score_needed[both] <= exact[both] + 1e-6).all()


def some(n=6, seed=3):
    random = np.random.default_rng(seed)
    country = np.array(["VN", "KH"], dtype=object)[np.arange(n) % 2]
    ids = tuple(f"p{i}" for i in range(n))
    return Proposals(ids, random.integers(1, 9, n) * 1.0, random.integers(50, 99, n) * 1.0, {"country": country})


def test_an_impossible_budget_is_explained_with_the_smallest_raise():
    proposals = Proposals(("a", "b"), [3, 4], [80, 90])
    for policy in ("rank", "total"):
        with pytest.raises(Impossible) as refused:
            select(proposals, Limits(budgets=(Budget(5),), fixed_in=frozenset("ab")), policy=policy)
        assert "with a, b fixed in" in str(refused.value)
        assert "raise 'the budget of 5' to 7" in str(refused.value)


def test_a_minimum_that_nobody_can_meet_is_explained():
    with pytest.raises(Impossible, match="lower 'at least 2 with country=LA' to 0"):
        select(some(), Limits(minimums=(Minimum("country", "LA", 2),)), policy="total")


def test_reserved_seats_are_filled_first_in_rank_order():
    proposals = Proposals(("a", "b", "c"), [1, 1, 1], [90, 80, 70], {"country": ["VN", "VN", "KH"]})
    found = select(proposals, Limits(seats=2, minimums=(Minimum("country", "KH", 1),)))
    assert found.chosen.tolist() == [True, False, True]
    assert found.reserve == ("b",)


def test_what_misses_a_threshold_is_out_with_the_threshold_as_the_reason():
    proposals = Proposals(("a", "b"), [1, 1], [90, 59], {"impact": [np.nan, 5.0]})
    found = select(proposals, Limits(thresholds={"score": 60, "impact": 3}))
    assert [str(reason) for reason in found.reasons] == [
        "Out: impact missing is below the threshold of 3.",
        "Out: score 59 is below the threshold of 60.",
    ]
    assert found.rank.tolist() == [0, 0]
    assert found.score_needed[1] == 60


def test_budgets_by_year_and_track_hold_each_on_its_own():
    columns = {"2026": [2.0, 2.0, 0.0], "2027": [0.0, 1.0, 3.0], "track": ["plan", "demo", "demo"]}
    proposals = Proposals(("a", "b", "c"), [2, 3, 3], [70, 80, 90], columns)
    by_year = select(proposals, Limits(budgets=(Budget(2, "2026"), Budget(3, "2027"))), policy="total")
    assert by_year.chosen.tolist() == [True, False, True]
    by_track = select(proposals, Limits(budgets=(Budget(3, column="track", value="demo"),)))
    assert by_track.chosen.tolist() == [True, False, True]


def test_partial_funding_gives_the_rest_of_the_budget_to_the_next_in_order():
    proposals = Proposals(("a", "b"), [6, 5], [90, 80])
    found = select(proposals, Limits(budgets=(Budget(10),), partial=0.75))
    assert found.share.tolist() == pytest.approx([1, 0.8])
    assert "with 80.0% of its cost" in str(found.reasons[1])


def test_ties_follow_the_stated_order():
    proposals = Proposals(("a", "b"), [1, 2], [80, 80], {"impact": [3.0, 4.0]})
    assert select(proposals, Limits(seats=1, ties=("impact",))).chosen.tolist() == [False, True]
    assert select(proposals, Limits(seats=1, ties=("-cost",))).chosen.tolist() == [True, False]


def test_a_withdrawal_moves_up_the_next_that_fits():
    proposals = Proposals(("a", "b", "c"), [3, 9, 3], [90, 80, 70])
    limits = Limits(budgets=(Budget(5),))
    assert when_withdrawn(proposals, limits, select(proposals, limits), "a") == ("c",)


def test_scenarios_tell_who_is_always_in():
    proposals = Proposals(("a", "b", "c"), [1, 1, 1], [90, 80, 70])
    found = compare(proposals, {f"{seats}": Scenario(Limits(seats=seats)) for seats in (1, 2)})
    assert (found.always, found.open, found.never) == (("a",), ("b",), ("c",))


def test_chances_agree_with_selecting_each_draw_by_itself():
    proposals, limits = some(12), Limits(budgets=(Budget(20),), caps=(Cap("country", 2),), thresholds={"score": 60})
    found = robustness(proposals, limits, 5.0, draws=40, seed=7)
    by_id = np.argsort(np.array(proposals.ids, dtype=object))
    noise = np.random.default_rng(7).standard_normal((40, 12)) * 5.0
    inside = np.zeros(12)
    for draw in noise:
        score = proposals.score.copy()
        score[by_id] += draw
        inside += select(replace(proposals, score=score), limits).chosen
    assert found.chance.tolist() == pytest.approx((inside / 40).tolist())
    assert found.chance.min() + found.chance.max() > 0 and found.draws == 40


def test_a_close_call_is_uncertain_and_a_clear_one_is_not():
    proposals = Proposals(("a", "b", "c"), [1, 1, 1], [90, 70.5, 70])
    for policy in ("rank", "total"):
        chance = robustness(proposals, Limits(seats=2), 2.0, policy=policy, draws=200).chance
        assert chance[0] == 1 and 0.3 < chance[2] < 0.5


def test_rank_order_buys_less_than_the_optimum_where_a_dear_proposal_leads():
    proposals = Proposals(("a", "b", "c"), [5, 3, 3], [90, 80, 79])
    limits = Limits(budgets=(Budget(6),))
    assert select(proposals, limits).objective == 90
    assert select(proposals, limits, policy="total").objective == 159


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"fixed_in": frozenset(["x"])}, "no proposal has the id 'x'"),
        ({"incompatible": (("p0", "x"),)}, "no proposal has the id 'x'"),
        ({"thresholds": {"impact": 3}}, "no column 'impact'"),
        ({"ties": ("impact",)}, "no column 'impact'"),
    ],
)
def test_what_is_not_there_is_refused_by_name(change, message):
    with pytest.raises(ValueError, match=message):
        select(some(), Limits(**change))


@pytest.mark.parametrize("cost", [[-1, 2], [np.nan, 2], [np.inf, 2]])
def test_a_cost_that_is_no_cost_is_refused(cost):
    with pytest.raises(ValueError, match=r"cost: (negative|NaN or infinite) for a"):
        Proposals(("a", "b"), cost, [80, 90])


def test_no_proposals_give_an_empty_selection():
    nobody = Proposals((), [], [])
    for policy in ("rank", "total"):
        assert select(nobody, Limits(budgets=(Budget(5),), seats=3), policy=policy).ids == ()
