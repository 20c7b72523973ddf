"""Roadmaps: every one keeps its rules and its bound, and small ones are the best there is by trying all."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityloop.deadline import within
from cityloop.engine.impossible import Impossible
from cityloop.engine.roadmap import (
    Limits,
    Links,
    Services,
    Task,
    broken,
    feasible,
    front,
    plan,
    search,
    spending,
    staffing,
    value,
)
from cityloop.engine.roadmap.greedy import greedy
from cityloop.engine.roadmap.program import steps


def task_of(seed, n=5, years=3, linked=True, required=0):
    rng = np.random.default_rng(seed)
    services = Services(
        tuple(f"s{i}" for i in range(n)),
        rng.integers(1, 10, n).astype(float),
        rng.integers(0, 4, n).astype(float),
        rng.integers(0, 4, n).astype(float),
        rng.integers(0, 20, n).astype(float),
        rng.integers(1, years + 2, n),
    )
    limits = Limits(
        tuple(rng.integers(3, 14, years).astype(float)),
        float(rng.integers(8, 30)) if rng.random() < 0.5 else None,
        tuple(rng.integers(2, 7, years).astype(float)) if rng.random() < 0.5 else None,
        tuple(np.sort(rng.uniform(0.4, 1, years))[::-1].round(2)) if rng.random() < 0.7 else None,
    )
    pairs = [tuple(pair) for pair in rng.permutation(n)[: 2 * (n // 2)].reshape(-1, 2).tolist()]
    links = (
        Links(tuple(pairs[:1]), tuple(pairs[1:2]), tuple(pairs[:2]), (3.0, -2.0)[: len(pairs)]) if linked else Links()
    )
    return Task(services, limits, links, frozenset(range(required)))


def best_of_all(task):
    """Every assignment of years tried."""
    found = -np.inf
    for choice in product(range(task.limits.years + 1), repeat=len(task.services.ids)):
        years = np.array(choice)
        worth = value(task, years)
        if worth > found and feasible(task, years):
            found = worth
    return found


seeds = st.integers(0, 10_000)


@settings(max_examples=60)
@given(seed=seeds, linked=st.booleans())
def test_no_assignment_of_years_is_better(seed, linked):
    task = task_of(seed, n=4, linked=linked)
    found = plan(task, gap=0.0)
    assert found.objective == pytest.approx(best_of_all(task), abs=1e-9)
    assert found.bound == pytest.approx(found.objective, abs=1e-6) and not found.stopped


@given(seed=seeds, n=st.integers(1, 30), years=st.integers(1, 5))
def test_every_roadmap_keeps_its_rules_and_its_bound(seed, n, years):
    task = task_of(seed, n=n, years=years)
    found = plan(task, gap=0.01)
    assert broken(task, found.years) == ()
    assert value(task, found.years) == found.objective <= found.bound
    assert found.gap <= 0.01 and len(found.reasons) == n and all(text.en and text.ko for text in found.reasons)


@given(seed=seeds, n=st.integers(1, 40))
def test_the_first_roadmap_in_a_moment_keeps_its_rules_too(seed, n):
    task = task_of(seed, n=n)
    assert broken(task, greedy(task)) == ()


@given(seed=seeds, random=st.randoms())
def test_the_order_of_services_does_not_change_the_value(seed, random):
    task = task_of(seed, n=7)
    order = list(range(7))
    random.shuffle(order)
    place = {old: new for new, old in enumerate(order)}

    def moved(pairs):
        return tuple((place[a], place[b]) for a, b in pairs)

    s, links = task.services, task.links
    other = Task(
        Services(
            tuple(s.ids[i] for i in order),
            *(getattr(s, k)[order] for k in ("capex", "opex", "staff", "benefit", "year_min")),
        ),
        task.limits,
        Links(moved(links.precedence), moved(links.exclusions), moved(links.synergies), links.bonus),
    )
    assert plan(other, gap=0.0).objective == pytest.approx(plan(task, gap=0.0).objective, abs=1e-9)


@given(seed=seeds)
def test_a_service_worth_nothing_changes_no_optimum(seed):
    task = task_of(seed, n=5)
    s = task.services
    more = Services((*s.ids, "idle"), *(np.append(getattr(s, k), v) for k, v in
                    (("capex", 3.0), ("opex", 1.0), ("staff", 1.0), ("benefit", 0.0), ("year_min", 1))))  # fmt: skip
    assert plan(replace(task, services=more), gap=0.0).objective == pytest.approx(
        plan(task, gap=0.0).objective, abs=1e-9
    )


@given(seed=seeds, more=st.integers(1, 10))
def test_more_money_is_never_worth_less(seed, more):
    task = task_of(seed, n=6)
    wider = replace(task, limits=replace(task.limits, budgets=tuple(b + more for b in task.limits.budgets)))
    assert plan(wider, gap=0.0).objective >= plan(task, gap=0.0).objective - 1e-9


@given(seed=seeds)
def test_steps_and_years_are_the_same_thing_written_twice(seed):
    task = task_of(seed, n=6)
    years = greedy(task)
    built = steps(task)
    columns = built.columns_of(task, years)
    assert (built.years_of(columns) == years).all()
    assert float(built.program.gain @ columns) == pytest.approx(value(task, years), abs=1e-9)
    used = built.program.rows[: task.limits.years] @ columns
    assert used == pytest.approx(spending(task, years), abs=1e-9)
    if task.limits.staff:
        assert built.program.rows[built.limit_rows - task.limits.years : built.limit_rows] @ columns == pytest.approx(
            staffing(task, years), abs=1e-9
        )


def simple(benefit=(9.0, 8.0, 7.0), capex=(9.0, 6.0, 4.0), budgets=(10.0,), **links):
    n = len(benefit)
    services = Services(tuple("abcdefgh"[:n]), np.array(capex), *np.zeros((2, n)), np.array(benefit), np.ones(n, int))
    return Task(services, Limits(budgets), Links(**links))


def test_opex_falls_in_every_year_after_the_first():
    services = Services(("a",), *(np.array([x]) for x in (5.0, 3.0, 1.0, 9.0)), np.array([1]))
    assert plan(Task(services, Limits((5.0, 3.0, 3.0)))).years.tolist() == [1]
    assert plan(Task(services, Limits((5.0, 3.0, 2.9)))).years.tolist() == [0]
    assert plan(Task(services, Limits((5.0, 5.0, 3.0), budget=8.0))).years.tolist() == [2]


def test_staff_is_bound_from_the_first_year_on():
    services = Services(("a",), *(np.array([x]) for x in (5.0, 0.0, 2.0, 9.0)), np.array([1]))
    assert plan(Task(services, Limits((5.0, 5.0), staff=(2.0, 1.0)))).years.tolist() == [0]
    assert plan(Task(services, Limits((5.0, 5.0), staff=(1.0, 2.0)))).years.tolist() == [2]


def test_before_starts_no_later_than_after():
    task = simple(precedence=((0, 2),))
    assert plan(task).years.tolist() == [1, 0, 0]
    assert "needs a" in plan(simple(benefit=(1.0, 8.0, 7.0), precedence=((0, 2),))).reasons[2].en


def test_of_an_exclusion_at_most_one_is_chosen_and_the_other_says_so():
    found = plan(simple(exclusions=((1, 2),)))
    assert found.years.tolist() == [1, 0, 0]
    found = plan(simple(budgets=(30.0,), exclusions=((1, 2),)))
    assert found.years.tolist() == [1, 1, 0] and found.reasons[2].en == "excluded by b, which is chosen"


def test_a_bonus_counts_where_both_are_chosen_and_a_malus_too():
    assert plan(simple(synergies=((1, 2),), bonus=(4.0,))).objective == 19
    assert plan(simple(synergies=((1, 2),), bonus=(-9.0,))).objective == 9


def test_a_circle_of_precedence_means_all_or_none():
    assert plan(simple(precedence=((0, 1), (1, 2), (2, 0)))).years.tolist() == [0, 0, 0]
    assert plan(simple(budgets=(19.0,), precedence=((0, 1), (1, 2), (2, 0)))).years.tolist() == [1, 1, 1]


@settings(max_examples=40)
@given(seed=seeds, required=st.integers(1, 3))
def test_requirements_are_kept_exactly_when_some_assignment_keeps_them(seed, required):
    task = task_of(seed, n=4, required=required)
    best = best_of_all(task)
    try:
        found = plan(task, gap=0.0)
    except Impossible as impossible:
        assert best == -np.inf and "cannot hold together" in impossible.why.en
    else:
        assert found.objective == pytest.approx(best, abs=1e-9)


def test_reasons_tell_too_late_too_big_outbid_and_chosen():
    services = Services(
        ("late", "big", "poor", "good"),
        np.array([1.0, 50.0, 9.0, 10.0]),
        *np.zeros((2, 4)),
        np.array([9.0, 90.0, 1.0, 10.0]),
        np.array([4, 1, 1, 1]),
    )
    said = [text.en for text in plan(Task(services, Limits((10.0, 5.0)))).reasons]
    assert said[0] == "cannot start within 2 years" and said[1] == "breaks a limit even with nothing else in the plan"
    assert "worth elsewhere" in said[2] and said[3] == "starts in year 1: its earliest year"


def test_the_front_rises_and_each_point_has_its_gap():
    task = task_of(3, n=12, linked=False)
    points = front(task, [5, 10, 15, 20], gap=0.0)
    worth = [point.objective for point in points]
    assert worth == sorted(worth) and all(point.spent <= point.budget + 1e-9 for point in points)
    assert all(point.gap <= 1e-6 for point in points)


def big(n, seed=1, years=5):
    rng = np.random.default_rng(seed)
    capex = rng.lognormal(1, 0.8, n).round(2)
    services = Services(
        tuple(f"s{i}" for i in range(n)),
        capex,
        (capex * rng.uniform(0.05, 0.25, n)).round(2),
        rng.uniform(0, 3, n).round(1),
        (capex * rng.uniform(0.5, 2, n)).round(2),
        rng.choice([1, 1, 1, 2, 3], n),
    )
    limits = Limits(
        tuple((capex.sum() * np.linspace(0.09, 0.05, years)).round(2)), discount=tuple(0.9 ** np.arange(years))
    )
    pairs = [tuple(pair) for pair in rng.permutation(n)[: n // 10 * 2].reshape(-1, 2).tolist()]
    return Task(services, limits, Links(tuple(pairs[::2]), tuple(pairs[1::2])))


def test_a_thousand_services_in_five_years_are_proven_to_a_thousandth():
    task = big(1000)
    found = plan(task, gap=0.001)
    assert found.gap <= 0.001 and broken(task, found.years) == () and not found.stopped


def test_a_search_that_is_told_to_stop_keeps_the_best_so_far():
    task, told = big(300), []
    found = plan(task, gap=0.0, tell=lambda at: told.append(at.objective) or len(told) < 3)
    assert found.stopped and len(told) == 3 and found.objective == max(told) and broken(task, found.years) == ()


def test_a_search_whose_time_is_up_is_killed_and_keeps_the_best_so_far():
    import time

    task, begun = big(400, seed=4), time.monotonic()
    found = plan(task, gap=0.0, search=within(1.5))
    assert time.monotonic() - begun < 4
    assert found.stopped and broken(task, found.years) == ()
    assert value(task, greedy(task)) < found.objective <= found.bound < np.inf


def test_a_search_in_a_process_of_its_own_finds_what_one_here_finds():
    task = task_of(8, n=8)
    assert plan(task, gap=0.0, search=within(60)).objective == pytest.approx(plan(task, gap=0.0).objective)


def test_the_bound_only_falls_and_the_value_only_rises():
    seen = []
    search(big(200), 0.005, lambda at: seen.append(at) or True)
    worth, bounds = [at.objective for at in seen], [at.bound for at in seen]
    assert worth == sorted(worth) and bounds == sorted(bounds, reverse=True)
    assert all(at.objective <= at.bound for at in seen)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: simple(capex=(9.0, -6.0, 4.0)), "negative"),
        (lambda: simple(benefit=(9.0, np.nan, 4.0)), "not finite"),
        (lambda: simple(budgets=()), "at least one year"),
        (lambda: simple(budgets=(-1.0,)), "zero or more"),
        (lambda: Limits((1.0, 2.0), staff=(1.0,)), "staff has 1 years"),
        (lambda: simple(exclusions=((1, 1),)), "with itself"),
        (lambda: simple(synergies=((1, 2),)), "one bonus"),
        (lambda: replace(simple().services, ids=("a", "a", "b")), "listed twice"),
        (lambda: replace(simple().services, year_min=np.array([0, 1, 1])), "from 1 on"),
    ],
)
def test_what_makes_no_task_is_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()
