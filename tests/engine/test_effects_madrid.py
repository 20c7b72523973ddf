"""Madrid Central from the real record: the plain comparison, and what can honestly be said about it."""

import csv
from importlib.resources import files

import pytest

from cityloop.engine.effects import cells_of, effect


def madrid():
    path = files("cityloop.demo") / "data" / "madrid_no2_monthly.csv"
    with path.open(encoding="utf-8") as stream:
        return cells_of(
            [
                (row["station"], f"{row['year']}-{int(row['month']):02}", float(row["no2_ugm3_mean"]))
                for row in csv.DictReader(stream)
            ]
        )


def test_madrid_central_the_plain_comparison_comes_out():
    found = effect(madrid(), {"35": "2018-12"}, window=12)
    four = found.comparison
    assert [round(x, 2) for x in (four.treated_before, four.treated_after)] == [44.36, 37.05]
    assert [round(x, 2) for x in (four.others_before, four.others_after)] == [36.16, 35.68]
    assert found.before == tuple([f"2017-{m:02}" for m in (12,)] + [f"2018-{m:02}" for m in range(1, 12)])
    assert found.after[-1] == "2019-11" and found.others == 23
    assert found.estimate.value == pytest.approx(four.difference) == pytest.approx(-6.82, abs=0.005)


def test_madrid_central_is_judged_by_the_other_stations_not_by_a_cluster_error():
    found = effect(madrid(), {"35": "2018-12"}, window=12)
    assert found.headline == "permutation" and found.permutation.exact
    assert found.p == found.permutation.p == pytest.approx(1 / 24)
    assert len(found.permutation.effects) == 23
    assert max(abs(value) for _, value in found.permutation.effects) < 6.8
    low, high = found.interval
    assert low < found.estimate.value < high < 0
    assert found.estimate.high - found.estimate.low < (high - low) / 4  # what the cluster error would have claimed
    assert any("judged by permutation" in note.en for note in found.notes)


def test_madrid_central_no_trend_and_no_effect_before_the_start():
    checks = {check.name: check for check in effect(madrid(), {"35": "2018-12"}, window=12).checks}
    assert checks["pre_trend"].passed and checks["placebo_start"].passed
    assert abs(checks["placebo_start"].value) < 1
    assert "2017-12" in checks["placebo_start"].says.en


def test_madrid_central_with_covid_inside_the_window_is_another_number():
    near, far = (effect(madrid(), {"35": "2018-12"}, window=w).comparison.difference for w in (12, 24))
    assert abs(near - far) > 0.2
