"""What a pilot did: the estimators against their definitions and against pyfixest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityloop.engine.effects import (
    NEVER,
    Cells,
    TwoWay,
    cells_of,
    compare,
    did,
    effect,
    impute,
    interrupted,
    regress,
)
from cityloop.engine.impossible import Impossible


def panel_rows(seed=1, units=12, periods=8, drop=0.0, repeats=1, treated=4, start=5):
    """Readings with unit and period effects, an effect of 2 and some noise; a share of them dropped."""
    rng = np.random.default_rng(seed)
    a, b = rng.normal(0, 3, units), rng.normal(0, 2, periods)
    rows = []
    for u in range(units):
        for t in range(periods):
            for _ in range(repeats):
                y = 10 + a[u] + b[t] + 2 * (u < treated and t >= start) + rng.normal()
                if rng.random() >= drop:
                    rows.append((f"u{u:02}", f"{t:02}", round(float(y), 3)))
    return rows


def first_of(cells, starts):
    return np.array([starts.get(unit, NEVER) for unit in cells.units])


def dummies(rows, starts):
    """Ordinary least squares on dummies, reading by reading: slow, and nothing to argue about."""
    units, periods = sorted({r[0] for r in rows}), sorted({r[1] for r in rows})
    x = np.array(
        [
            [float(int(t) >= starts.get(u, NEVER))]
            + [float(u == name) for name in units]
            + [float(t == name) for name in periods[1:]]
            for u, t, _ in rows
        ]
    )
    return np.linalg.lstsq(x, np.array([y for _, _, y in rows]), rcond=None)[0][0]


@given(seed=st.integers(0, 10_000), drop=st.sampled_from([0.0, 0.1, 0.4]), repeats=st.integers(1, 3))
def test_cells_give_what_dummies_give_on_every_reading(seed, drop, repeats):
    rows = panel_rows(seed, drop=drop, repeats=repeats)
    starts = {f"u{u:02}": 5 for u in range(4)}
    cells = cells_of(rows)
    assert did(cells, first_of(cells, starts)).value == pytest.approx(dummies(rows, starts), abs=1e-9)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::pandas.errors.Pandas4Warning")
@pytest.mark.parametrize(("drop", "repeats"), [(0.0, 1), (0.1, 1), (0.3, 3)])
def test_value_and_clustered_error_are_those_of_pyfixest(drop, repeats):
    pyfixest = pytest.importorskip("pyfixest")
    import pandas as pd

    rows = panel_rows(3, units=40, periods=15, drop=drop, repeats=repeats, treated=15, start=7)
    frame = pd.DataFrame(rows, columns=["u", "t", "y"])
    frame["d"] = ((frame.u < "u15") & (frame.t >= "07")).astype(float)
    fit = pyfixest.feols("y ~ d | u + t", frame, vcov={"CRV1": "u"}, fixef_tol=1e-13)
    cells = cells_of(rows)
    found = did(cells, first_of(cells, {f"u{u:02}": 7 for u in range(15)}))
    assert found.value == pytest.approx(float(fit.coef()["d"]), abs=1e-9)
    assert found.se == pytest.approx(float(fit.se()["d"]), abs=1e-9)
    assert found.p == pytest.approx(float(fit.pvalue()["d"]), abs=1e-9)


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
def test_imputation_is_the_two_stage_estimate_of_pyfixest_for_staggered_starts():
    pyfixest = pytest.importorskip("pyfixest")
    import pandas as pd

    rows = panel_rows(5, units=30, periods=12, drop=0.1, treated=0)
    starts = {f"u{u:02}": 4 + u % 5 for u in range(12)}
    frame = pd.DataFrame(rows, columns=["u", "t", "y"])
    frame["d"] = [int(t) >= starts.get(u, NEVER) for u, t in zip(frame.u, frame.t, strict=True)]
    fit = pyfixest.did2s(frame, "y", "~ 0 | u + t", "~ i(d, ref=False)", "d", "u")
    cells = cells_of(rows)
    found = impute(cells, first_of(cells, starts))
    assert found.estimate.value == pytest.approx(float(fit.coef().iloc[0]), abs=1e-5)
    assert found.estimate.se == pytest.approx(float(fit.se().iloc[0]), rel=0.35)


def test_imputation_is_what_dummies_on_untreated_readings_foretell():
    rows = panel_rows(6, units=10, periods=8, drop=0.1, treated=0)
    starts = {"u00": 3, "u01": 5, "u02": 5}
    units, periods = sorted({r[0] for r in rows}), sorted({r[1] for r in rows})
    x = np.array([[u == n for n in units] + [t == n for n in periods[1:]] for u, t, _ in rows], float)
    y, on = np.array([r[2] for r in rows]), np.array([int(t) >= starts.get(u, NEVER) for u, t, _ in rows])
    gap = (y - x @ np.linalg.lstsq(x[~on], y[~on], rcond=None)[0])[on]
    cells = cells_of(rows)
    assert impute(cells, first_of(cells, starts)).estimate.value == pytest.approx(gap.mean(), abs=1e-9)


def test_imputation_and_difference_in_differences_agree_where_all_start_together():
    rows = panel_rows(2)
    cells = cells_of(rows)
    first = first_of(cells, {f"u{u:02}": 5 for u in range(4)})
    assert impute(cells, first).estimate.value == pytest.approx(did(cells, first).value, abs=1e-9)


def test_imputation_finds_growing_effects_that_two_way_effects_get_wrong():
    rows = [
        (f"u{u}", f"{t:02}", float(u + 2 * t + max(0, t - start + 1)))
        for u, start in enumerate((3, 6, 6, NEVER))
        for t in range(10)
    ]
    cells = cells_of(rows)
    first = np.array([3, 6, 6, NEVER])
    truth = np.mean([t - s + 1 for s in first[:3] for t in range(s, 10)])
    found = impute(cells, first)
    assert found.estimate.value == pytest.approx(truth, abs=1e-9)
    assert dict(found.by_period)[0] == pytest.approx(1) and dict(found.by_period)[3] == pytest.approx(4)
    assert abs(did(cells, first).value - truth) > 0.5


def test_imputation_leaves_out_what_cannot_be_foretold_and_counts_it():
    rows = [(u, f"{t}", float(t)) for u in "abc" for t in range(4) if (u, t) != ("c", 0)]
    found = impute(cells_of(rows), np.array([3, 2, 1]))
    assert found.left_out == 5  # all three of c, which has no untreated cell, and the last of a and b


def test_the_error_of_the_imputation_covers_the_truth_about_as_often_as_it_says():
    covered = 0
    for seed in range(200):
        cells = cells_of(panel_rows(seed, units=24, periods=8, treated=10, start=4))
        found = impute(cells, np.where(np.arange(24) < 10, 4, NEVER)).estimate
        covered += found.low <= 2 <= found.high
    assert 0.90 <= covered / 200 <= 0.99


@given(seed=st.integers(0, 1000), drop=st.sampled_from([0.0, 0.3]))
def test_residuals_are_orthogonal_to_every_unit_and_period(seed, drop):
    cells = cells_of(panel_rows(seed, drop=drop, repeats=2))
    panel = TwoWay(cells.unit, cells.period, cells.count.astype(float), len(cells.units), len(cells.periods))
    left = panel.residual(cells.means)
    assert np.abs(panel.by_unit(panel.weight * left)).max() < 1e-9
    assert np.abs(panel.by_period(panel.weight * left)).max() < 1e-9


def test_the_closed_form_is_what_the_sweeps_find_on_a_balanced_panel():
    cells = cells_of(panel_rows(4))
    assert cells.balanced
    ways = [
        TwoWay(cells.unit, cells.period, cells.count.astype(float), len(cells.units), len(cells.periods), balanced)
        for balanced in (True, False)
    ]
    assert ways[0].residual(cells.means) == pytest.approx(ways[1].residual(cells.means), abs=1e-10)


def test_one_missing_cell_ends_the_closed_form():
    rows = panel_rows(4)
    assert not cells_of(rows[:-1]).balanced
    assert not cells_of([*rows, rows[0]]).balanced


def test_more_periods_than_units_are_swept_from_the_other_side():
    rows = panel_rows(6, units=4, periods=30, drop=0.2, treated=2, start=15)
    starts = {"u00": 15, "u01": 15}
    cells = cells_of(rows)
    assert did(cells, first_of(cells, starts)).value == pytest.approx(dummies(rows, starts), abs=1e-9)


@given(st.randoms())
def test_the_order_of_readings_changes_no_bit(random):
    rows = panel_rows(8, drop=0.1, repeats=2)
    shuffled = rows.copy()
    random.shuffle(shuffled)
    one, other = cells_of(rows), cells_of(shuffled)
    assert (one.total == other.total).all() and (one.count == other.count).all()


@given(shift=st.integers(-50, 50), scale=st.integers(1, 9))
def test_adding_moves_nothing_and_scaling_scales_the_effect(shift, scale):
    rows = panel_rows(9)
    starts = {f"u{u:02}": 5 for u in range(4)}
    cells, moved = cells_of(rows), cells_of([(u, t, scale * y + shift) for u, t, y in rows])
    first = first_of(cells, starts)
    one, other = did(cells, first), did(moved, first)
    assert other.value == pytest.approx(scale * one.value, abs=1e-9)
    assert other.se == pytest.approx(scale * one.se, abs=1e-9)


def test_nothing_is_identified_when_all_start_together_and_nobody_is_left():
    cells = cells_of(panel_rows(1))
    with pytest.raises(Impossible, match="no effect is identified"):
        did(cells, np.full(12, 5))


def test_cells_that_are_not_sorted_or_repeat_are_refused():
    with pytest.raises(ValueError, match="not sorted"):
        Cells(("a",), ("1",), np.array([0, 0]), np.array([0, 0]), np.array([1, 1]), np.array([1, 1]))
    with pytest.raises(ValueError, match="left out"):
        Cells(("a",), ("1",), np.array([0]), np.array([0]), np.array([1]), np.array([0]))
    with pytest.raises(ValueError, match="no cell"):
        Cells(("a",), ("1",), *(np.array([], dtype=int),) * 4)


def hac(x, y, lag):
    """Newey and West's covariance by its sum over lags, as they write it."""
    b = np.linalg.solve(x.T @ x, x.T @ y)
    s = x * (y - x @ b)[:, None]
    middle = s.T @ s
    for k in range(1, lag + 1):
        both = s[k:].T @ s[:-k]
        middle += (1 - k / (lag + 1)) * (both + both.T)
    bread = np.linalg.inv(x.T @ x)
    return b, bread @ middle @ bread * len(y) / (len(y) - x.shape[1])


def test_an_interrupted_series_has_the_errors_of_newey_and_west():
    rng = np.random.default_rng(2)
    time = np.arange(40)
    values = 3 + 0.2 * time - 4 * (time >= 22) + np.convolve(rng.normal(size=42), [1, 0.6, 0.3], "valid")
    found = interrupted(values, time, 22, lag=3)
    x = np.column_stack([np.ones(40), time - 22, time >= 22, np.where(time >= 22, time - 22, 0)]).astype(float)
    b, v = hac(x, values, 3)
    assert found.jump.value == pytest.approx(b[2]) and found.jump.se == pytest.approx(np.sqrt(v[2, 2]))
    assert found.slope.value == pytest.approx(b[3]) and found.slope.se == pytest.approx(np.sqrt(v[3, 3]))
    mean = np.array([0, 0, 1, 8.5])
    assert found.average.value == pytest.approx(mean @ b) and found.average.se == pytest.approx(
        np.sqrt(mean @ v @ mean)
    )


def test_a_season_is_taken_out_of_an_interrupted_series():
    time = np.arange(48)
    values = 10 + 5 * np.sin(2 * np.pi * time / 12) - 3 * (time >= 30)
    assert interrupted(values, time, 30, season=12).jump.value == pytest.approx(-3, abs=1e-9)
    assert abs(interrupted(values, time, 30).jump.value + 3) > 0.5


def test_a_series_too_short_for_its_parameters_is_impossible():
    with pytest.raises(Impossible, match="at least two periods"):
        interrupted(np.arange(5.0), np.arange(5), 4)
    with pytest.raises(Impossible, match="cannot carry"):
        interrupted(np.arange(8.0), np.arange(8), 4, season=12)


def test_many_treated_units_are_judged_by_clustered_errors():
    cells = cells_of(panel_rows(11, units=30, treated=12))
    found = effect(cells, {f"u{u:02}": "05" for u in range(12)})
    assert found.headline == "cluster" and found.permutation is None
    assert found.interval == (found.estimate.low, found.estimate.high)
    assert found.estimate.low < 2 < found.estimate.high and found.p < 0.001
    assert found.detectable.effect == pytest.approx(2.9 * found.estimate.se, rel=0.03)


def test_a_drift_before_the_start_is_found():
    rows = [(u, t, y + (int(t) * 0.8 if u < "u12" else 0)) for u, t, y in panel_rows(12, units=30, treated=12)]
    found = effect(cells_of(rows), {f"u{u:02}": "05" for u in range(12)})
    assert {check.name: check.passed for check in found.checks} == {"pre_trend": False, "placebo_start": False}


def test_different_starts_under_two_way_effects_carry_a_warning():
    cells = cells_of(panel_rows(1))
    starts = {"u00": "04", "u01": "06"}
    assert any("starts differ" in note.en for note in effect(cells, starts).notes)
    assert not any("starts differ" in note.en for note in effect(cells, starts, method="imputation").notes)


def test_without_controls_only_a_series_is_possible():
    rows = [row for row in panel_rows(1, periods=20, start=12) if row[0] < "u04"]
    cells, starts = cells_of(rows), {f"u{u:02}": "12" for u in range(4)}
    with pytest.raises(Impossible, match="use method its"):
        effect(cells, starts)
    found = effect(cells, starts, method="its")
    assert found.headline == "hac" and found.comparison is None and found.others == 0


def test_a_unit_without_readings_on_one_side_is_named():
    with pytest.raises(Impossible, match=r"'u00' has no reading after"):
        effect(cells_of([row for row in panel_rows(1) if row[0] != "u00" or row[1] < "05"]), {"u00": "05"})


def test_an_unknown_unit_period_or_method_is_named():
    cells = cells_of(panel_rows(1))
    with pytest.raises(KeyError, match="'zz'"):
        effect(cells, {"zz": "05"})
    with pytest.raises(KeyError, match="'99'"):
        effect(cells, {"u00": "99"})
    with pytest.raises(ValueError, match="'guess'"):
        effect(cells, {"u00": "05"}, method="guess")


def test_a_regressor_without_variation_of_its_own_is_impossible():
    cells = cells_of(panel_rows(1))
    with pytest.raises(Impossible):
        regress(cells, cells.period.astype(float))


def test_the_comparison_counts_each_cell_once():
    rows = [("a", "1", 2.0), ("a", "1", 4.0), ("a", "2", 9.0), ("b", "1", 1.0), ("b", "2", 1.0), ("c", "2", 3.0)]
    four = compare(cells_of(rows), np.array([1, NEVER, NEVER]))
    assert (four.treated_before, four.others_after, four.difference) == (3.0, 2.0, 5.0)
