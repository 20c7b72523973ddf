"""Two solvers race for a roadmap under a clock: what either says counts only as far as the data bear it out."""

import queue
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from engine.test_roadmap import big, simple, task_of
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from cityloop.deadline import cbc, within
from cityloop.engine.roadmap import Limits, broken, feasible, plan, value
from cityloop.engine.roadmap.grain import grain, lowered
from cityloop.engine.roadmap.program import steps
from cityloop.engine.roadmap.search import MIDDLING
from cityloop.engine.solver import Program, solve


def portfolio(n, seed=1):
    """One year, benefits to the last digit, so that no two roadmaps are worth the same."""
    task, rng = big(n, seed, years=1), np.random.default_rng(seed)
    services = replace(
        task.services, year_min=np.ones(n, dtype=int), benefit=task.services.benefit + rng.uniform(0, 1, n)
    )
    return replace(task, services=services, limits=Limits((round(services.capex.sum() * 0.3, 2),)))


def test_cbc_races_the_search_on_a_portfolio_of_one_year_and_both_prove_the_same():
    task = portfolio(cbc.FROM_SERVICES)
    assert cbc.pays(task) and not cbc.pays(big(cbc.FROM_SERVICES)) and not cbc.pays(portfolio(50))
    raced, alone = plan(task, gap=1e-9, search=within(60)), plan(task, gap=1e-9)
    assert raced.objective == pytest.approx(alone.objective, rel=2e-9) and not raced.stopped
    assert raced.bound >= alone.objective * (1 - 1e-12) and broken(task, raced.years) == ()


def test_what_cbc_answers_counts_only_when_it_keeps_the_rules_and_its_value_is_counted_from_the_data():
    task = simple(capex=(9.0, 6.0, 4.0), benefit=(9.0, 8.0, 7.0), budgets=(10.0,))
    built = steps(task)
    kept = cbc.told_by("Optimal - objective value -99\n 1 c1 1 -8\n 2 c2 1 -7\n", built, task)
    assert kept.objective == 15.0 and kept.years.tolist() == [0, 1, 1] and kept.bound == np.inf
    assert cbc.told_by("Optimal - objective value -99\n 0 c0 1 -9\n 1 c1 1 -8\n", built, task) is None


def test_cbc_itself_finds_the_best_of_a_small_portfolio():
    task, news = portfolio(60), queue.Queue()
    for running in cbc.start(task, 0.0, 30, news).values():
        running.wait(30)
    told = [news.get(timeout=10)]
    while told[-1][1].years is None:
        told.append(news.get(timeout=10))
    best = plan(task, gap=0.0)
    assert told[-1][1].objective == pytest.approx(best.objective)
    assert all(progress.bound >= best.objective - 1e-6 for _, progress in told)


@given(st.integers(0, 10**6), st.integers(1, 6), st.sampled_from([1.0, 0.1, 0.01, 0.001]))
def test_no_roadmap_is_worth_more_than_the_bound_lowered_to_the_grain(seed, n, step):
    task = task_of(seed, n=n, years=1, linked=False)
    services = replace(task.services, benefit=task.services.benefit * step)
    task = replace(task, services=services, limits=replace(task.limits, discount=None))
    assert grain(task) >= step
    worth = [value(task, np.array(years)) for years in product((0, 1), repeat=n) if feasible(task, np.array(years))]
    above = max(worth) + 0.9 * step
    assert max(worth) - 1e-9 <= lowered(above, grain(task)) <= above + 1e-9


def knapsack(seed, n=30, m=4):
    rng = np.random.default_rng(seed)
    rows = rng.integers(5, 60, (m, n)).astype(float)
    one = np.ones(n)
    gain = rows.mean(axis=0) + rng.integers(0, 20, n)
    return Program(gain, 0 * one, one, one > 0, sparse.csc_matrix(rows), np.full(m, -np.inf), rows.sum(axis=1) * 0.4)


def test_a_bound_allows_for_what_a_gap_left_unsearched():
    for seed in range(4):
        program = knapsack(seed)
        best, near = solve(program), solve(program, gap=0.03, guess=True)
        assert near.objective >= best.objective / 1.03 - 1e-9
        assert near.bound >= max(best.objective, 1.03 * near.objective) - 1e-6


def test_a_middling_roadmap_is_proven_to_the_gap_and_no_better_one_breaks_its_bound():
    task = big(MIDDLING[0], seed=2)
    loose, tight = plan(task, gap=0.05), plan(task, gap=0.01)
    assert loose.gap <= 0.05 and tight.gap <= 0.01 and not tight.stopped
    assert broken(task, loose.years) == broken(task, tight.years) == ()
    assert loose.bound >= tight.objective - 1e-6
