"""What is said of an effect: never more than interval, placebo and windows allow; and its power beforehand."""

from dataclasses import replace

import numpy as np
import pytest

from cityloop.engine.effects import Check, cells_of, effect, foresee, missing_check, say, starts_of, window_check
from cityloop.engine.impossible import Impossible
from cityloop.engine.text import Text


def panel(units=24, periods=24, jump=-8.0, seed=3, noise=1.0, start=12):
    rng = np.random.default_rng(seed)
    return cells_of(
        [
            (f"u{u}", f"{p:02}", 40 + u / 3 + 2 * np.sin(p) + noise * rng.normal() + jump * (u == 0 and p >= start))
            for u in range(units)
            for p in range(periods)
        ]
    )  # fmt: skip


def found(**given):
    return effect(panel(**given), {"u0": "12"}, window=12)


def test_an_effect_of_which_the_whole_interval_is_worth_having_is_said_to_be():
    said = say(found(), unit="µg/m³", worth=2)
    assert said.verdict == "worth" and "fell" in said.sentence.en and "낮아짐" in said.sentence.ko


def test_an_interval_across_the_smallest_worth_leaves_that_open():
    one = found()
    low, high = one.interval
    assert say(one, unit="x", worth=(abs(low) + abs(high)) / 2).verdict == "some"
    assert say(one, unit="x", worth=abs(low) + 1).verdict == "small"


def test_an_interval_with_zero_is_no_effect_and_both_its_ends_are_said():
    one = found(jump=0.0)
    said = say(one, unit="x", worth=2)
    assert said.verdict == "none" and said.sentence.en.startswith("No effect can be told")
    assert "fell" not in said.whole.en and "rose" not in said.whole.en


def test_the_wrong_way_is_called_the_wrong_way():
    assert say(found(jump=8.0), unit="x", worth=2).verdict == "against"
    assert say(found(jump=8.0), unit="x", worth=2, better="higher").verdict == "worth"


def test_a_placebo_as_large_as_the_effect_is_said_and_nothing_is_claimed():
    one = found()
    placebo = Check("placebo_start", -9.0, 0.04, False, Text("", ""))
    said = say(one, unit="x", worth=2, checks=[placebo])
    assert said.verdict == "none" and "no effect is claimed" in said.sentence.en
    assert "cannot be put down to the pilot" in said.whole.en and "사업의 결과로 볼 수 없음" in said.whole.ko
    assert say(one, unit="x", worth=2, checks=[replace(placebo, value=-1.0)]).verdict == "worth"


def test_with_three_places_chance_cannot_be_told_and_that_is_said():
    cells = panel(units=3)
    said = say(effect(cells, {"u0": "12"}, window=12), unit="x", worth=2)
    assert said.verdict == "unknown" and "cannot be told from chance" in said.sentence.en


def test_another_window_that_turns_the_effect_is_found():
    rows = [("a", f"{p:02}", 10.0 + (-5 if 12 <= p < 18 else 5 if p >= 18 else 0)) for p in range(24)]
    rows += [(u, f"{p:02}", 10.0) for u in "bcd" for p in range(24)]
    check, each = window_check(cells_of(rows), {"a": "12"}, 6)
    assert check.passed is False and len(each) == 4
    steady, _ = window_check(panel(), {"u0": "12"}, 8)
    assert steady.passed is True


def test_units_that_fell_silent_are_counted_and_the_effect_without_them_is_computed():
    rows = [(u, f"{p:02}", 10.0 - (4 if u == "a" and p >= 6 else 0)) for u in "abcd" for p in range(12)]
    rows = [row for row in rows if not (row[0] == "d" and row[1] > "08")]
    cells = cells_of(rows)
    check = missing_check(cells, starts_of(cells, {"a": "06"}), -4.0)
    assert check.passed and "8.3%" in check.says.en and round(check.value, 6) == -4.0


def test_power_comes_from_the_past_alone_and_grows_with_the_effect():
    past = panel(jump=0.0)
    small, large = (foresee(past, ["u0"], before=12, after=12, worth=worth) for worth in (0.2, 6.0))
    assert small.enough is False and large.enough is True and small.chance < large.chance
    assert small.detectable == large.detectable and large.pretended == "12"


def test_a_plan_with_one_place_gets_an_answer_and_no_number():
    one = panel(units=1)
    with pytest.raises(Impossible, match="held to its own past only"):
        foresee(one, ["u0"], before=12, after=12, worth=2)
    assert foresee(one, ["u0"], before=12, after=12, worth=9, method="its").chance is not None
    two = foresee(panel(units=2), ["u0"], before=12, after=12, worth=2)
    assert two.enough is None and "no effect can reach" in two.says.en


def test_a_past_that_is_too_short_is_no_past():
    with pytest.raises(Impossible, match="cannot try"):
        foresee(panel(periods=10), ["u0"], before=12, after=12, worth=2)
