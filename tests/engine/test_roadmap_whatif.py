"""Wishes that cost something, wishes that cannot hold together, and effects that are a little different."""

from dataclasses import replace

import numpy as np
import pytest
from engine.test_roadmap import best_of_all, task_of
from hypothesis import given, settings
from hypothesis import strategies as st

from cityloop.engine.impossible import Impossible
from cityloop.engine.roadmap import Limits, Links, Services, Task, broken, plan, regret, squeeze, stability


def simple(benefit=(9.0, 8.0, 7.0), capex=(9.0, 6.0, 4.0), budgets=(10.0,), **links):
    n = len(benefit)
    services = Services(tuple("abcdefgh"[:n]), np.array(capex), *np.zeros((2, n)), np.array(benefit), np.ones(n, int))
    return Task(services, Limits(budgets), Links(**links))


def test_a_wish_is_kept_at_the_price_that_regret_foretells():
    task = simple()
    free = plan(task)
    loss = regret(task, free, 0)
    forced = plan(replace(task, required=frozenset({0})))
    assert forced.years[0] == 1 and "required" in forced.reasons[0].en
    assert loss.least == pytest.approx(free.objective - forced.objective) == pytest.approx(loss.most)


def test_conflicting_wishes_are_named_and_each_remedy_works():
    task = replace(simple(), required=frozenset({0, 2}))
    with pytest.raises(Impossible) as refused:
        plan(task)
    assert refused.value.why.en == "these cannot hold together: a is required; c is required; the budget of year 1, 10"
    assert len(refused.value.remedies) == 3 and "함께 지킬 수 없는" in refused.value.why.ko


def test_an_excluded_or_late_requirement_is_a_conflict_without_blaming_money():
    both = replace(simple(budgets=(99.0,), exclusions=((0, 1),)), required=frozenset({0, 1}))
    with pytest.raises(Impossible, match=r"together: a is required; b is required; a or b, not both\. Would"):
        plan(both)
    late = simple(budgets=(99.0,))
    late = replace(late, services=replace(late.services, year_min=np.array([3, 1, 1])), required=frozenset({0}))
    with pytest.raises(Impossible, match="a not before year 3; a is required"):
        plan(late)


def test_what_regret_cannot_have_is_said():
    task = simple(budgets=(5.0,))
    assert "cannot hold together" in regret(task, plan(task), 0).why.en


def test_certain_benefits_give_the_same_picks_in_every_draw_and_doubtful_ones_do_not():
    task = simple(benefit=(15.2, 8.0, 7.0))
    picks = plan(task).years > 0
    assert stability(task, np.zeros(3), draws=5).tolist() == picks.astype(float).tolist()
    shares = stability(task, np.full(3, 3.0), draws=100, seed=2)
    assert 0.2 < shares[0] < 0.8 and (shares == stability(task, np.full(3, 3.0), draws=100, seed=2)).all()


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), pins=st.dictionaries(st.integers(0, 3), st.integers(0, 3), max_size=3))
def test_pins_are_kept_exactly_when_some_assignment_keeps_them(seed, pins):
    task = replace(task_of(seed, n=4), pinned=pins)
    best = best_of_all(task)
    try:
        found = plan(task, gap=0.0)
    except Impossible as impossible:
        assert best == -np.inf and "cannot hold together" in impossible.why.en
    else:
        assert found.objective == pytest.approx(best, abs=1e-9)
        assert all(found.years[i] == year for i, year in pins.items())


def test_a_pin_is_named_in_its_reason_and_in_a_conflict():
    task = simple(budgets=(10.0, 10.0))
    found = plan(replace(task, pinned={0: 2, 1: 0}))
    assert found.reasons[0].en == "starts in year 2: fixed in this year" and "left out" in found.reasons[1].en
    assert broken(replace(task, pinned={0: 1}), found.years)[-1].en == "a is fixed in year 1"
    with pytest.raises(Impossible, match="together: a starts in year 1; b starts in year 1; the budget of year 1, 10"):
        plan(replace(task, pinned={0: 1, 1: 1}))
    with pytest.raises(ValueError, match="a year of the roadmap"):
        replace(task, pinned={0: 3})


def test_what_shrinking_money_takes_first_is_named_and_what_is_insisted_on_says_when_it_breaks():
    task = replace(simple(budgets=(20.0,)), required=frozenset({0}))
    found = squeeze(task, plan(task), [0.9, 0.5, 0.4])
    assert [(at.lost, at.objective) for at in found[:2]] == [((2,), 17.0), ((1, 2), 9.0)]
    assert found[2].objective is None and "a is required" in found[2].why.en
