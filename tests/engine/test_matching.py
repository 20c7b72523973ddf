"""Ranking services by a city's needs: the kernels against their definitions and against other programs."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cityloop.engine.matching import (
    LOWER_IS_BETTER,
    METHODS,
    Criterion,
    Preference,
    acceptability,
    match,
    net_flows,
    normalised,
    promethee2,
    topsis,
    vikor,
    weighted_sum,
)

number = st.floats(-1e3, 1e3, allow_nan=False).map(lambda x: round(x, 3))


@st.composite
def problems(draw):
    m, n = draw(st.integers(2, 9)), draw(st.integers(1, 5))
    table = draw(arrays(float, (m, n), elements=number))
    signs = np.array(draw(st.lists(st.sampled_from([1.0, -1.0]), min_size=n, max_size=n)))
    weights = normalised(draw(st.lists(st.floats(0.05, 1), min_size=n, max_size=n)))
    return table, signs, weights


def preference(difference, shape):
    """P(d) as Brans and Vincke define it, for one difference."""
    kind, q, p = shape.shape, shape.q, shape.p
    if difference <= 0:
        return 0.0
    if kind in ("usual", "u"):
        return float(difference > q)
    if kind == "level":
        return 0.5 * (difference > q) + 0.5 * (difference > p)
    low = 0.0 if kind == "v" else q
    return min(1.0, max(0.0, (difference - low) / (p - low)))


SHAPES = [
    Preference(),
    Preference("u", q=2),
    Preference("v", p=3),
    Preference("level", q=1, p=4),
    Preference("linear", q=1, p=4),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.shape)
@given(values=st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=12))
def test_net_flows_without_pairs_are_those_of_all_pairs(shape, values):
    flows = [
        sum(preference(a - b, shape) - preference(b - a, shape) for b in values) / max(1, len(values) - 1)
        for a in values
    ]
    assert net_flows(np.array(values), shape) == pytest.approx(flows, abs=1e-12)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.shape)
def test_net_flows_keep_their_digits_far_from_zero(shape):
    values = np.random.default_rng(1).integers(0, 40, 300) / 4
    assert net_flows(values + 2.0**30, shape) == pytest.approx(net_flows(values, shape), abs=1e-12)


@given(problems())
def test_topsis_is_its_definition(problem):
    table, signs, weights = problem
    length = np.sqrt((table**2).sum(axis=0))
    scaled = np.where(length > 0, table / np.where(length > 0, length, 1), 0) * weights * signs
    best = np.sqrt(((scaled - scaled.max(axis=0)) ** 2).sum(axis=1))
    worst = np.sqrt(((scaled - scaled.min(axis=0)) ** 2).sum(axis=1))
    assume((best + worst).min() > 1e-9)
    assert topsis(table, signs)(weights) == pytest.approx(worst / (best + worst), abs=1e-9)


@pytest.mark.parametrize("method", METHODS)
@given(problem=problems(), random=st.randoms())
def test_permuting_the_services_permutes_the_scores(method, problem, random):
    table, signs, weights = problem
    order = list(range(len(table)))
    random.shuffle(order)
    scores = METHODS[method](table, signs)(weights)
    assert METHODS[method](table[order], signs)(weights) == pytest.approx(scores[order], abs=1e-9)


@pytest.mark.parametrize("method", METHODS)
@given(problem=problems(), random=st.randoms())
def test_permuting_the_criteria_changes_nothing(method, problem, random):
    table, signs, weights = problem
    order = list(range(table.shape[1]))
    random.shuffle(order)
    assert METHODS[method](table[:, order], signs[order])(weights[order]) == pytest.approx(
        METHODS[method](table, signs)(weights), abs=1e-9
    )


@pytest.mark.parametrize("method", METHODS)
@given(problem=problems(), factor=st.integers(1, 1000))
def test_scaling_the_weights_changes_nothing(method, problem, factor):
    table, signs, weights = problem
    needs = [
        [
            Criterion(f"c{j}", "max" if s > 0 else "min", w * k)
            for j, (s, w) in enumerate(zip(signs, weights, strict=True))
        ]
        for k in (1, factor)
    ]
    ids = [f"s{i}" for i in range(len(table))]
    one, other = (match(ids, table, need, method=method, draws=20) for need in needs)
    assert one.ids() == other.ids()
    assert [e.first for e in one.ranked] == pytest.approx([e.first for e in other.ranked], abs=0.1)


@pytest.mark.parametrize("method", METHODS)
@given(problem=problems(), scale=st.floats(0.5, 20))
def test_a_criterion_turned_round_is_the_same_criterion(method, problem, scale):
    table, signs, weights = problem
    assert METHODS[method](-scale * table, -signs)(weights) == pytest.approx(
        METHODS[method](table, signs)(weights), abs=1e-7
    )


@pytest.mark.parametrize("method", METHODS)
@given(problem=problems())
def test_a_service_that_is_best_at_everything_ranks_first(method, problem):
    table, signs, weights = problem
    table = np.vstack([table, np.where(signs > 0, table.max(axis=0), table.min(axis=0)) + signs])
    scores = METHODS[method](table, signs)(weights)
    assert (scores.argmin() if method in LOWER_IS_BETTER else scores.argmax()) == len(table) - 1


@pytest.mark.parametrize("method", METHODS)
@given(problem=problems())
def test_many_weights_at_once_are_each_weight_by_itself(method, problem):
    table, signs, weights = problem
    many = np.column_stack([weights, weights[::-1] / weights.sum(), np.full(len(weights), 1 / len(weights))])
    score = METHODS[method](table, signs)
    assert score(many) == pytest.approx(np.column_stack([score(column) for column in many.T]), abs=1e-12)


def hundred():
    rng = np.random.default_rng(7)
    table = rng.uniform(1, 100, (100, 6))
    return table, np.array([1, -1, 1, 1, -1, 1]), normalised(rng.uniform(0.1, 1, 6))


def test_topsis_vikor_and_promethee_agree_with_pymcdm():
    methods = pytest.importorskip("pymcdm.methods")
    vector = pytest.importorskip("pymcdm.normalizations").vector_normalization
    table, signs, weights = hundred()
    assert np.abs(topsis(table, signs)(weights) - methods.TOPSIS(vector)(table, weights, signs)).max() < 1e-12
    assert np.abs(vikor(table, signs)(weights) - methods.VIKOR()(table, weights, signs)).max() < 1e-12
    flows = methods.PROMETHEE_II("usual")(table, weights, signs)
    assert np.abs(promethee2(table, signs)(weights) - flows).max() < 1e-12
    scaled = np.column_stack(
        [weights[j] * net_flows(signs[j] * table[:, j], Preference("linear", 5, 40)) for j in range(6)]
    )
    flows = methods.PROMETHEE_II("vshape_2", p=np.full(6, 40.0), q=np.full(6, 5.0))(table, weights, signs)
    assert np.abs(scaled.sum(axis=1) - flows).max() < 1e-12


def test_topsis_vikor_and_weighted_sum_agree_with_scikit_criteria():
    skcriteria = pytest.importorskip("skcriteria")
    from skcriteria.agg import simple
    from skcriteria.agg import topsis as topsis_module
    from skcriteria.agg import vikor as vikor_module
    from skcriteria.preprocessing import scalers

    table, signs, weights = hundred()
    ways = [max if sign > 0 else min for sign in signs]
    matrix = skcriteria.mkdm(table, ways, weights=weights)
    upward = skcriteria.mkdm(np.where(signs > 0, table, -table), [max] * len(signs), weights=weights)
    scaled = scalers.VectorScaler(target="matrix").transform(upward)
    closeness = topsis_module.TOPSIS().evaluate(scaled).e_.similarity
    assert np.abs(topsis(table, signs)(weights) - closeness).max() < 1e-12
    assert np.abs(vikor(table, signs)(weights) - vikor_module.VIKOR().evaluate(matrix).e_.q_k).max() < 1e-12
    between = scalers.MinMaxScaler(target="matrix").transform(upward)
    total = simple.WeightedSumModel().evaluate(between).e_.score
    assert np.abs(weighted_sum(table, signs)(weights) - total).max() < 1e-12


def test_acceptability_is_sharp_where_one_service_dominates():
    table = np.array([[3.0, 3.0], [2.0, 2.0], [1.0, 1.0]])
    sure = acceptability(table, np.array([1, 1]), np.array([0.5, 0.5]), draws=50)
    assert sure.first.tolist() == [1, 0, 0] and sure.top5.tolist() == [1, 1, 1]


def test_with_equal_weights_two_specialists_share_first_place_evenly():
    sure = acceptability(np.eye(2), np.ones(2), np.full(2, 0.5), draws=20_000, method="weighted_sum")
    assert sure.first[0] == pytest.approx(0.5, abs=0.02)


def test_the_chance_of_first_place_is_the_share_of_weights_that_give_it():
    """The first wins where w > 0.3 w + (1 - w), that is above 1 / 1.7, and w is uniform."""
    table = np.array([[1.0, 0.0], [0.3, 1.0], [0.0, 0.0]])
    sure = acceptability(table, np.ones(2), np.full(2, 0.5), draws=20_000, method="weighted_sum")
    assert sure.first[0] == pytest.approx(1 - 1 / 1.7, abs=0.02)


def test_more_trust_in_the_weights_means_fewer_upsets():
    table = np.array([[1.0, 0.0], [0.0, 0.8]])
    shares = [
        acceptability(table, np.ones(2), np.array([0.6, 0.4]), draws=4000, trust=trust, method="weighted_sum").first[0]
        for trust in (1, 20)
    ]
    assert 0.5 < shares[0] < shares[1]


def test_uncertain_effects_share_first_place_even_under_fixed_weights():
    table, sd = np.array([[1.0], [1.1]]), np.array([[1.0], [1.0]])
    sure = acceptability(table, np.ones(1), np.ones(1), draws=4000, sd=sd, method="weighted_sum")
    assert 0.4 < sure.first[0] < 0.5 and sure.first.sum() == pytest.approx(1)


def test_the_same_seed_gives_the_same_shares():
    table, signs, weights = hundred()
    table[3, 2] = np.nan
    one, same, other = (acceptability(table, signs, weights, draws=30, seed=seed) for seed in (1, 1, 2))
    assert (one.top5 == same.top5).all() and (one.top5 != other.top5).any()


def test_a_stopped_run_keeps_the_draws_that_were_done():
    table, signs, weights = hundred()
    sd = np.ones_like(table)
    sure = acceptability(table, signs, weights, draws=500, sd=sd, progress=lambda done: done < 40)
    assert sure.draws == 40 and sure.top5.sum() == pytest.approx(5)
