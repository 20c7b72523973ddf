"""`cityloop select` on files: what it writes, and what it refuses."""

import csv
import json

import pytest

from cityloop.cli import main

PROPOSALS = """id,cost,score,country,impact,error,cost_2027
a,3,90,VN,5,1,0
b,2,80,KH,4,1,2
c,2,70,VN|KH,2,1,2
d,1,59,LA,,1,1
"""


@pytest.fixture(autouse=True)
def in_english(monkeypatch, tmp_path):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.csv").write_text(PROPOSALS)


def select(*options, file="p.csv"):
    return main(["select", file, *options, "--out", "s.csv", "--report", "r.json"])


def rows():
    with open("s.csv", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


def report():
    with open("r.json") as stream:
        return json.load(stream)


def test_rank_order_and_the_highest_total_are_both_written_with_the_difference_between_them(capsys):
    assert select("--budget", "4", "--threshold", "60") == 0
    assert [rows()[name]["in"] for name in "abcd"] == ["1", "0", "0", "0"]
    assert rows()["d"]["rank"] == "" and rows()["d"]["reason"] == "Out: score 59 is below the threshold of 60."
    assert "Rank order takes 1, the highest total 2: +66.7% in total score." in capsys.readouterr().out
    assert select("--budget", "4", "--threshold", "60", "--policy", "total") == 0
    assert [rows()[name]["in"] for name in "abcd"] == ["0", "1", "1", "0"]
    assert report()["objective"] == report()["bound"] == 150
    assert {name: each["count"] for name, each in report()["policies"].items()} == {"rank": 1, "total": 2}


def test_every_kind_of_limit_is_kept():
    options = ["--cap", "country=1", "--minimum", "country=LA:1", "--seats", "3", "--fix-out", "a"]
    assert select(*options, "--budget", "cost_2027:3", "--budget", "country=KH:9") == 0
    assert [name for name in "abcd" if rows()[name]["in"] == "1"] == ["b", "d"]
    (limits,) = [each for each in report()["limits"] if each["en"] == "the cost_2027 budget of 3"]
    assert limits["used"] == 3


def test_pairs_that_exclude_each_other_and_partial_funding(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\na,b\n")
    assert select("--pairs", "x.csv", "--budget", "4.5", "--partial", "0.75", "--threshold", "60") == 0
    assert [rows()[name]["share"] for name in "abc"] == ["1.0", "0.0", "0.75"]


def test_the_chance_of_each_and_scenarios_side_by_side():
    scenario = "wide: --budget 7 --policy total"
    assert select("--budget", "3", "--error", "error", "--draws", "50", "--scenario", scenario) == 0
    assert float(rows()["a"]["chance"]) == 1.0
    assert [rows()[name]["in: wide"] for name in "abcd"] == ["1", "1", "1", "0"]
    assert report()["always"] == ["a", "b", "c"] and report()["draws"] == 50


def test_the_order_of_the_rows_changes_no_answer(tmp_path):
    head, *lines = PROPOSALS.strip().split("\n")
    (tmp_path / "q.csv").write_text("\n".join([head, *reversed(lines)]) + "\n")
    select("--budget", "5")
    first = rows()
    select("--budget", "5", file="q.csv")
    assert rows() == first


def test_an_impossible_budget_says_why_with_status_3_and_writes_nothing(tmp_path, capsys):
    assert select("--budget", "4", "--fix-in", "a,b") == 3
    told = capsys.readouterr().err
    assert "with a, b fixed in" in told and "raise 'the budget of 4' to 5" in told
    assert not (tmp_path / "s.csv").exists() and not (tmp_path / "r.json").exists()


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("a,3,90", "a,nan,90", "p.csv:2: column 'cost'"),
        ("a,3,90", "a,-3,90", "p.csv:2: column 'cost'"),
        ("b,2,80", "b,2,high", "p.csv:3: column 'score'"),
        ("b,2,80", "a,2,80", "p.csv:3: column 'id'"),
        ("b,2,80", ",2,80", "p.csv:3: column 'id'"),
        ("KH,4,1", "KH,many,1", "p.csv:3: column 'impact'"),
        ("id,cost", "id,price", "p.csv:1"),
        (PROPOSALS, "", "p.csv"),
        (PROPOSALS, "id,cost,score\n", "p.csv"),
    ],
)
def test_a_bad_file_is_refused_with_the_line_and_the_column(before, after, place, tmp_path, capsys):
    (tmp_path / "p.csv").write_text(PROPOSALS.replace(before, after))
    assert select("--budget", "4", "--threshold", "impact=1") == 2
    told = capsys.readouterr().err
    assert place in told and "Traceback" not in told
    assert not (tmp_path / "s.csv").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--fix-in", "zz"], "--fix-in: found 'zz', expected ids of p.csv"),
        (["--fix-in", "a", "--fix-out", "a"], "--fix-out: found 'a'"),
        (["--budget", "-5"], "--budget: found '-5'"),
        (["--budget", "nan"], "--budget: found 'nan'"),
        (["--cap", "country"], "--cap: found 'country'"),
        (["--cap", "land=2"], "a column 'land'"),
        (["--minimum", "country=2"], "--minimum: found 'country=2'"),
        (["--threshold", "novelty=3"], "a column 'novelty'"),
        (["--partial", "1.5"], "--partial: found '1.5'"),
        (["--error", "-1"], "--error: found '-1'"),
        (["--scenario", "no colon"], "--scenario"),
    ],
)
def test_a_bad_option_is_refused_by_name(options, told, capsys):
    assert select(*options) == 2
    assert told in capsys.readouterr().err


def test_an_unknown_id_in_the_file_of_pairs_is_refused_there(tmp_path, capsys):
    (tmp_path / "x.csv").write_text("a,b\na,b\na,zz\n")
    assert select("--pairs", "x.csv") == 2
    assert "x.csv:3: column 'b': found 'zz'" in capsys.readouterr().err


def test_reasons_are_korean_for_korean_readers(monkeypatch):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "ko")
    assert select("--seats", "1") == 0
    assert rows()["b"]["reason"].startswith("미선정: 2위, '정원 1' 조건에 남은 자리 없음.")
