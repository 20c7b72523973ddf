"""Weights from statements and from values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityloop.engine.matching import ahp, best_worst, critic, entropy, normalised, swing

weights = st.lists(st.floats(0.05, 1), min_size=2, max_size=7).map(normalised)


@given(weights)
def test_ahp_finds_the_weights_behind_consistent_comparisons(true):
    found = ahp(np.divide.outer(true, true))
    assert found.values == pytest.approx(true, abs=1e-9)
    assert found.inconsistency == pytest.approx(0, abs=1e-9) and found.note is None


def test_ahp_reproduces_a_worked_example_and_its_consistency_ratio():
    """Comparisons 3, 5, 3: lambda max 3.0385, index 0.0193, over 0.52."""
    found = ahp(np.array([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]]))
    assert found.values.round(3).tolist() == [0.637, 0.258, 0.105]
    assert found.inconsistency == pytest.approx(0.0193 / 0.52, abs=2e-4)


def test_contradicting_comparisons_are_said():
    found = ahp(np.array([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]))
    assert found.inconsistency > 1 and "contradict" in found.note.en


@given(weights)
def test_best_worst_finds_the_weights_behind_consistent_statements(true):
    found = best_worst(true.max() / true, true / true.min())
    assert found.values == pytest.approx(true, abs=1e-6)
    assert found.inconsistency == pytest.approx(0, abs=1e-6)


@given(st.lists(st.integers(2, 9), min_size=3, max_size=6), st.randoms())
def test_no_other_weights_miss_the_best_worst_statements_by_less(statements, random):
    up, down = np.array([1, *statements], float), np.array([*statements, 1], float)
    found = best_worst(up, down)

    def miss(w):
        return max(np.abs(w[0] - up * w).max(), np.abs(w - down * w[-1]).max())

    assert found.values.sum() == pytest.approx(1) and found.values.min() >= 0
    assert miss(found.values) <= found.inconsistency + 1e-7
    for _ in range(30):
        other = normalised([random.random() + 1e-9 for _ in up])
        assert miss(other) >= found.inconsistency - 1e-7


def test_swing_points_are_shares():
    assert swing([50, 50, 100]).values.tolist() == [0.25, 0.25, 0.5]


def test_entropy_and_critic_agree_with_pymcdm():
    oracle = pytest.importorskip("pymcdm.weights")
    table = np.random.default_rng(3).uniform(1, 100, (40, 5))
    assert np.abs(entropy(table).values - oracle.entropy_weights(table)).max() < 1e-12
    assert np.abs(critic(table, np.ones(5)).values - oracle.critic_weights(table)).max() < 1e-12


def test_missing_cells_and_constant_columns_do_not_stop_weights_from_values():
    table = np.array([[1.0, 5.0, 2.0], [3.0, 5.0, np.nan], [9.0, 5.0, 4.0]])
    for found in (entropy(table), critic(table, np.ones(3))):
        assert found.values[1] == 0 and found.values.sum() == pytest.approx(1) and (found.values >= 0).all()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: ahp(np.array([[1, 2], [2, 1]])), "reciprocal"),
        (lambda: ahp(np.array([[1, -2], [-0.5, 1]])), "positive"),
        (lambda: ahp(np.ones((16, 16))), "at most 15"),
        (lambda: best_worst([2, 3], [1, 2]), "1 at the best"),
        (lambda: best_worst([1, 0.5], [2, 1]), "1 or more"),
        (lambda: swing([0, 0]), "above zero"),
        (lambda: entropy(np.array([[-1.0], [2.0]])), "zero or more"),
        (lambda: critic(np.ones((3, 2)), np.ones(2)), "no criterion separates"),
        (lambda: normalised([0, 0]), "above zero"),
        (lambda: normalised([1, -1]), "zero or more"),
        (lambda: normalised([1, np.nan]), "finite"),
    ],
)
def test_statements_that_give_no_weights_are_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()
