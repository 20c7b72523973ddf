"""Permutation inference and power: exact where it says exact, honest about what it cannot find."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityloop.engine.effects import NEVER, cells_of, detectable, detectable_among, did, permutation, power_at
from cityloop.engine.effects.regression import exposure, regress


def rows(seed, units=6, periods=5, drop=0.0, effect=0.0):
    rng = np.random.default_rng(seed)
    return [
        (f"u{u}", f"{t}", round(float(rng.normal() + u + effect * (u == 0 and t >= 3)), 3))
        for u in range(units)
        for t in range(periods)
        if t in (0, 4) or rng.random() >= drop
    ]


def every_choice(cells, size):
    for chosen in combinations(range(len(cells.units)), size):
        first = np.full(len(cells.units), NEVER)
        first[list(chosen)] = 3
        yield chosen, did(cells, first).value


@settings(max_examples=30)
@given(seed=st.integers(0, 1000), drop=st.sampled_from([0.0, 0.4]), size=st.integers(1, 2))
def test_it_is_the_rank_among_all_other_choices(seed, drop, size):
    cells = cells_of(rows(seed, drop=drop))
    first = np.full(6, NEVER)
    first[:size] = 3
    found = permutation(cells, first)
    values = dict(every_choice(cells, size))
    own = values.pop(tuple(range(size)))
    assert found.exact and found.assignments == len(values) + 1
    assert [value for _, value in found.effects] == pytest.approx(list(values.values()), abs=1e-9)
    reached = sum(abs(value) >= abs(own) - 1e-12 for value in values.values())
    assert found.p == pytest.approx((1 + reached) / (len(values) + 1))


@settings(max_examples=20)
@given(seed=st.integers(0, 1000), drop=st.sampled_from([0.0, 0.3]))
def test_the_interval_holds_exactly_the_effects_that_are_not_rejected(seed, drop):
    cells = cells_of(rows(seed, units=8, drop=drop, effect=2.0))
    first = np.where(np.arange(8) == 0, 3, NEVER)
    found = permutation(cells, first, level=0.75)
    treated = exposure(cells, first)

    def p_of(shift):
        def value(chosen):
            x = exposure(cells, np.where(np.arange(8) == chosen, 3, NEVER))
            return regress(cells, x).value - shift * _shown(cells, treated, x)

        own = abs(value(0))
        return (1 + sum(abs(value(c)) >= own for c in range(1, 8))) / 8

    span = found.high - found.low
    for shift in (found.low + 1e-6, found.high - 1e-6):
        assert p_of(shift) > 0.25
    for shift in (found.low - 0.01 * span, found.high + 0.01 * span):
        assert p_of(shift) <= 0.25


def _shown(cells, treated, x):
    """What the regression on x shows of the treatment itself."""
    scaled = cells_of(
        [
            (cells.units[u], cells.periods[t], float(d))
            for u, t, d in zip(cells.unit, cells.period, treated, strict=True)
            for _ in (0,)
        ],
        cells.periods,
    )
    return regress(scaled, x).value


def test_when_nothing_happens_small_p_values_are_as_rare_as_they_should_be():
    values = [
        permutation(cells_of(rows(seed, units=10)), np.where(np.arange(10) == 0, 3, NEVER)).p for seed in range(300)
    ]
    assert 0.06 <= np.mean(np.array(values) <= 0.1) <= 0.15


def test_a_sample_of_choices_is_repeatable_and_close_to_all_of_them():
    cells = cells_of(rows(3, units=14, effect=1.0))
    first = np.where(np.arange(14) < 3, 3, NEVER)
    every = permutation(cells, first)
    some, same = (permutation(cells, first, most=200, seed=4) for _ in range(2))
    assert every.exact and not some.exact and some == same and some.assignments == 201
    assert some.p == pytest.approx(every.p, abs=0.1)


def test_only_units_seen_on_both_sides_can_be_chosen():
    readings = [*rows(1), ("late", "4", 1.0), ("early", "0", 1.0)]
    found = permutation(cells_of(readings), np.array([NEVER, NEVER, 3, *[NEVER] * 5]))
    assert {name for name, _ in found.effects} == {f"u{u}" for u in range(1, 6)}


def test_two_units_can_never_reach_five_percent():
    found = permutation(cells_of(rows(1, units=3)), np.array([3, NEVER, NEVER]))
    assert found.smallest_p == pytest.approx(1 / 3) and found.low is None and found.high is None


@given(st.floats(0.1, 10), st.integers(3, 200), st.sampled_from([0.5, 0.8, 0.9]))
def test_the_detectable_effect_is_found_about_as_often_as_it_says(se, df, power):
    effect = detectable(se, df, power=power).effect
    assert power_at(effect, se, df) == pytest.approx(power, abs=1e-6)


def test_the_power_at_no_effect_is_the_level():
    assert power_at(0.0, 1.0, 30) == pytest.approx(0.05, abs=1e-9)


def test_among_placebos_the_detectable_effect_beats_them_as_often_as_it_says():
    chance = np.random.default_rng(5).normal(size=199)
    effect = detectable_among(chance).effect
    critical = np.sort(np.abs(chance))[::-1][9]
    moved = np.concatenate([chance, -chance])
    assert np.mean(effect + moved > critical) >= 0.79
    assert np.mean(0.9 * effect + moved > critical) < 0.8
