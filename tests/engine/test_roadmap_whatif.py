"""Wishes that cost something, wishes that cannot hold together, and effects that are a little different."""

from dataclasses import replace

import numpy as np
import pytest

from cityloop.engine.impossible import Impossible
from cityloop.engine.roadmap import Limits, Links, Services, Task, plan, regret, stability


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
