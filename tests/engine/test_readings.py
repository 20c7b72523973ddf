"""Readings as sensors give them: resets, repeats, drifts, the two clock changes, units."""

from datetime import UTC, datetime

import numpy as np
import pytest

from cityloop.engine.readings import FLAGS, Carried, Clock, Limits, conversion, drifting, flagged, jumping


def seconds(*parts):
    return int(datetime(*parts, tzinfo=UTC).timestamp())


def words(unit, at, value, limits=None, cut=None):
    """Flags in words and values, of all readings at once or cut into two batches."""
    unit, at, value = np.array(unit), np.array(at), np.array(value, dtype=float)
    carried, flags, values = Carried(), [], []
    for part in (slice(0, cut), slice(cut, None)) if cut else (slice(None),):
        zero = np.zeros(len(unit[part]), dtype=np.int8)
        flag, own = flagged(unit[part], at[part], value[part], zero, limits or Limits(), carried)
        flags += [FLAGS[one] for one in flag]
        values += own.tolist()
    return flags, values


def test_a_counter_that_is_reset_loses_that_reading_and_no_other():
    flags, values = words([0] * 5, range(5), [100, 130, 10, 25, 40], Limits(counter=True))
    assert flags == ["reset", "ok", "reset", "ok", "ok"]
    assert [v for v, f in zip(values, flags, strict=True) if f == "ok"] == [30, 15, 15]


@pytest.mark.parametrize("cut", [None, 1, 3, 4, 6])
def test_a_stuck_sensor_is_found_alike_however_the_file_is_cut(cut):
    flags, _ = words([0] * 5 + [1] * 2, range(7), [3, 4, 4, 4, 4, 4, 4], Limits(stuck_after=3), cut)
    assert flags == ["ok", "ok", "ok", "ok", "stuck", "ok", "ok"]


def test_a_moment_reported_twice_is_kept_once_and_one_with_two_values_not_at_all():
    assert words([0] * 5, [1, 1, 2, 2, 3], [5, 5, 6, 7, 8])[0] == ["ok", "repeated", "conflict", "conflict", "ok"]


def test_what_cannot_be_is_set_aside():
    assert words([0] * 3, [1, 2, 3], [-1, 5, 900], Limits(0, 500))[0] == ["impossible", "ok", "impossible"]


def test_a_reading_timed_after_the_file_came_is_set_aside_and_one_of_that_very_second_is_not():
    limits = Limits(0, 500, counter=True, until=3)
    flags, values = words([0] * 5, [1, 2, 3, 4, 5], [10, 30, 35, 36, 900], limits)
    assert flags == ["reset", "ok", "ok", "ahead", "ahead"] and values[1:3] == [20, 5]


def test_the_hour_that_comes_twice_in_october_is_two_hours_and_the_one_of_march_is_none():
    clock = Clock.of("Europe/Madrid")
    local = np.array([seconds(2018, 10, 28, 2, 30)] * 2 + [seconds(2019, 3, 31, 2, 30), seconds(2019, 7, 1)])
    at, twice, never = clock.world(local, np.array([False, True, False, False]))
    assert [datetime.fromtimestamp(int(one), UTC).hour for one in at[:2]] == [0, 1]
    assert twice.tolist() == [True, True, False, False] and never.tolist() == [False, False, True, False]
    assert clock.local(at[[0, 1, 3]]).tolist() == local[[0, 1, 3]].tolist()
    assert int(at[3]) == seconds(2019, 6, 30, 22)


def test_a_clock_without_summer_time_has_neither():
    clock = Clock.of("Asia/Seoul")
    local = np.arange(seconds(2024, 1, 1), seconds(2025, 1, 1), 3600)
    at, twice, never = clock.world(local, np.zeros(len(local), bool))
    assert not twice.any() and not never.any() and (local - at == 9 * 3600).all()


@pytest.mark.parametrize(
    ("given", "wanted", "value", "becomes"),
    [
        ("mg/m3", "µg/m³", 0.04, 40),
        ("GQ", "ug/m3", 3, 3),
        ("°F", "°C", 50, 10),
        ("K", "°C", 273.15, 0),
        ("m/s", "km/h", 10, 36),
    ],
)
def test_units_become_one_another(given, wanted, value, becomes):
    factor, shift = conversion(given, wanted)
    assert value * factor + shift == pytest.approx(becomes)


def test_what_needs_more_than_a_factor_is_not_converted():
    assert conversion("ppb", "µg/m³") is None and conversion("vehicles", "persons") is None


def test_a_sensor_that_drifts_and_one_whose_scale_changes_are_named():
    steady = {str(n): {p: 30 + n + (p % 3) for p in range(12)} for n in range(5)}
    away = {p: 30 + (p % 3) - 1.5 * p for p in range(12)}
    assert [one.unit for one in drifting({**steady, "x": away})] == ["x"]
    assert drifting(steady) == ()
    assert jumping({"x": {0: 40.0, 1: 0.04}}) == (("x", 1),)
