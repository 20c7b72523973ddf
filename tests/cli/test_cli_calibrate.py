"""`cityloop calibrate` on files: what it writes, and what it refuses."""

import json
from itertools import product

import pytest

from cityloop.cli import main

STRICT = {"kind": 1, "plain": 0, "strict": -1}


def marks(cases=8, criteria=5):
    lines = [
        f"s{i},{name},q{k},{min(4, max(0, i // 2 + shift + (i + k) % 2))}\n"
        for i, (name, shift), k in product(range(cases), STRICT.items(), range(criteria))
    ]
    return "case,assessor,criterion,mark\n" + "".join(lines)


@pytest.fixture(autouse=True)
def in_english(monkeypatch, tmp_path):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.csv").write_text(marks())


def calibrate(*options):
    return main(["calibrate", "m.csv", *options, "--out", "c.json", "--report", "r.json"])


def found(name="c.json"):
    with open(name) as stream:
        return json.load(stream)


def test_severities_come_out_in_order_and_everything_promised_is_there(capsys):
    assert calibrate("--cut", "60") == 0
    told = found()
    assert told["severity"]["kind"] < told["severity"]["plain"] < told["severity"]["strict"]
    assert set(told["se"]) == set(STRICT) and set(told["difficulty"]) == {f"q{k}" for k in range(5)}
    assert all({"raw", "fair", "passes"} <= set(case) for case in told["cases"].values())
    assert told["components"] == 1 and -1 < told["alpha"] < 1 and set(told["moderate"]) <= set(told["cases"])
    assert set(found("r.json")["reasons"]) == set(told["moderate"])
    assert "120 marks, 8 cases, 3 assessors" in capsys.readouterr().out


def test_groups_without_common_members_are_named_and_not_compared(tmp_path, capsys):
    other = marks().split("\n", 1)[1].replace("s", "t").replace("kind", "x").replace("plain", "y").replace("trict", "z")
    (tmp_path / "m.csv").write_text(marks() + other)
    assert calibrate() == 0
    assert found()["components"] == 2
    assert [len(group["assessors"]) for group in found()["groups"]] == [3, 3]
    assert "were not compared" in capsys.readouterr().out


def test_scales_and_weights_of_criteria_from_a_file(tmp_path):
    lines = (f"q{k},0,5,{int(k == 0)}\n" for k in range(5))
    (tmp_path / "k.csv").write_text("criterion,low,high,weight\n" + "".join(lines))
    assert calibrate("--criteria", "k.csv") == 0
    own = [int(line.split(",")[3]) for line in marks().split("\n") if line.startswith("s5,") and ",q0," in line]
    assert found()["cases"]["s5"]["raw"] == pytest.approx(sum(own) / len(own) / 5 * 100)


def test_marks_that_are_not_given_are_left_out(tmp_path):
    (tmp_path / "m.csv").write_text(marks() + "s0,kind,q9,NA\ns1,kind,q9,\ns2,kind,q9,pending\n")
    assert calibrate() == 0
    assert "q9" not in found()["difficulty"]


def test_how_much_is_luck_can_be_simulated(capsys):
    assert main(["calibrate", "--simulate", "1", "--out", "c.json"]) == 0
    assert found()["calibrated"] < found()["raw"]
    assert "Wrong decisions: raw" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("s0,kind,q0,1", "s0,kind,q0,nan", "m.csv:2: column 'mark'"),
        ("s0,kind,q0,1", "s0,kind,q0,9", "m.csv:2: column 'mark': found '9', expected a mark on the scale 0 to 4"),
        ("s0,kind,q1,2", "s0,kind,q0,2", "m.csv:3"),
        ("s0,kind,q0,1", "s0,,q0,1", "m.csv:2: column 'assessor'"),
        ("case,assessor", "case,person", "m.csv:1"),
        (marks(), "", "m.csv"),
    ],
)
def test_a_bad_file_is_refused_with_the_line_and_the_column(before, after, place, tmp_path, capsys):
    (tmp_path / "m.csv").write_text(marks().replace(before, after))
    assert calibrate("--scale", "0:4") == 2
    assert place in capsys.readouterr().err and not (tmp_path / "c.json").exists()


def test_marks_that_are_no_rating_scale_are_refused(tmp_path, capsys):
    lines = "".join(f"s{k},x,q,{k}\n" for k in range(40))
    (tmp_path / "m.csv").write_text("case,assessor,criterion,mark\n" + lines)
    assert calibrate() == 2
    assert "40 distinct marks" in capsys.readouterr().err


def test_marks_that_are_all_equal_have_no_answer(tmp_path, capsys):
    (tmp_path / "m.csv").write_text("case,assessor,criterion,mark\na,x,q,1\nb,x,q,1\n")
    assert calibrate() == 3
    assert "all marks are equal" in capsys.readouterr().err


def test_without_a_file_and_without_a_simulation_nothing_can_be_done(capsys):
    assert main(["calibrate", "--out", "c.json"]) == 2
    assert "--simulate" in capsys.readouterr().err
