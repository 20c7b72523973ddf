"""Scoring only those who can lead gives the shares that scoring everybody gives."""

import numpy as np
import pytest

from cityloop.engine.matching import acceptability, stability


def shares(table, signs, weights, monkeypatch, long):
    monkeypatch.setattr(stability, "LONG", long)
    found = acceptability(table, signs, weights, draws=150, seed=3)
    return np.stack([found.first, found.top5, found.top10])


@pytest.mark.parametrize("share_missing", [0.0, 0.02, 0.3])
@pytest.mark.parametrize("ties", [False, True])
def test_the_shares_are_those_of_scoring_everybody(monkeypatch, share_missing, ties):
    rng = np.random.default_rng(7)
    table = rng.lognormal(0, 1, (3_000, 6))
    table = np.ceil(3 * table) if ties else table
    table[rng.random(table.shape) < share_missing] = np.nan
    signs, weights = np.array([1, 1, -1, 1, -1, 1]), np.array([0.3, 0.2, 0.2, 0.1, 0.2, 0.0])
    all_scored = shares(table, signs, weights, monkeypatch, 10**9)
    leading = shares(table, signs, weights, monkeypatch, 1)
    assert np.array_equal(all_scored, leading)
    assert all_scored[2].sum() >= 10


def test_few_services_and_constant_columns_are_no_trouble(monkeypatch):
    rng = np.random.default_rng(1)
    for table in (rng.random((4, 3)), np.ones((30, 3)), np.column_stack([np.zeros(30), np.arange(30.0), np.ones(30)])):
        weights = np.array([0.5, 0.3, 0.2])
        signs = np.array([1, 1, -1])
        assert np.array_equal(
            shares(table, signs, weights, monkeypatch, 10**9), shares(table, signs, weights, monkeypatch, 1)
        )
