"""`cityloop roadmap` on files."""

import csv
import json

import pytest

from cityloop.cli import main

SERVICES = """id,capex,opex,staff,benefit,year_min,benefit_sd
a,10,1,2,20,1,4
b,8,1,1,15,1,3
c,6,.5,1,9,2,3
d,12,2,3,22,1,5
e,4,.2,1,5,,1
f,30,.2,1,50,1,1
"""
OPTIONS = ["--budgets", "10,10,8,8,6", "--budget", "36", "--staff", "5,5,5,5,5", "--discount", "1,.9,.8,.7,.6"]
PAIRS = {
    "precedence": "before,after\na,d\n",
    "exclusions": "a,b\nb,c\n",
    "synergies": "a,b,bonus\na,e,3\n",
}


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "en")


def planned(tmp_path, *options, services=SERVICES, **pairs):
    (tmp_path / "services.csv").write_text(services, encoding="utf-8")
    command = ["roadmap", str(tmp_path / "services.csv"), *options]
    for name, text in pairs.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        command += [f"--{name}", str(tmp_path / f"{name}.csv")]
    out, report = tmp_path / "r.csv", tmp_path / "r.json"
    status = main([*command, "--out", str(out), "--report", str(report)])
    rows = {row["id"]: int(row["year"]) for row in csv.DictReader(out.open(encoding="utf-8"))} if status == 0 else {}
    return status, rows, json.loads(report.read_text(encoding="utf-8")) if status == 0 else None, out


def test_services_get_their_years_and_everything_left_out_its_reason(tmp_path):
    status, rows, report, out = planned(tmp_path, *OPTIONS, **PAIRS)
    assert status == 0 and rows == {"a": 1, "b": 2, "e": 3}
    assert out.read_text(encoding="utf-8").splitlines()[0] == "id,year"
    assert report["objective"] == pytest.approx(20 + 15 * 0.9 + 5 * 0.8 + 3) and report["gap"] <= 0.001
    assert report["objective"] <= report["bound"] + 1e-9 and not report["stopped"]
    assert report["reasons"]["c"]["en"] == "excluded by b, which is chosen"
    assert report["reasons"]["f"]["en"].startswith("breaks a limit") and report["reasons"]["f"]["ko"]
    first = next(use for use in report["limits"] if use["id"] == "budget-1")
    assert first["used"] == 10 and first["binding"]


def test_further_questions_are_answered_in_the_report(tmp_path):
    _, _, report, _ = planned(
        tmp_path, *OPTIONS, "--regret", "c,f", "--front", "3", "--draws", "10", "--gap", "0", **PAIRS
    )
    assert (
        report["regret"][0]["least"] == pytest.approx(report["regret"][0]["most"], abs=1e-6)
        and report["regret"][0]["least"] > 0
    )
    assert report["regret"][1]["least"] is None and "cannot hold together" in report["regret"][1]["why"]["en"]
    assert [point["objective"] for point in report["front"]][-1] == pytest.approx(report["objective"])
    assert set(report["stability"]) == set("abcdef") and report["stability"]["f"] == 0


def test_a_required_service_is_in(tmp_path):
    assert "c" in planned(tmp_path, *OPTIONS, "--require", "c", **PAIRS)[1]


def test_an_impossible_wish_names_what_conflicts(tmp_path, capsys):
    status, _, _, out = planned(tmp_path, *OPTIONS, "--require", "b,c", **PAIRS)
    said = capsys.readouterr().err
    assert status == 3 and not out.exists()
    assert "b is required; c is required; b or c, not both" in said and "Would do: give up" in said


@pytest.mark.parametrize(
    ("options", "files", "words"),
    [
        (OPTIONS, {"services": SERVICES.replace("a,10,", "a,-10,")}, ["services.csv:2", "'capex'", "-10"]),
        (OPTIONS, {"services": SERVICES.replace("a,10,", "a,NaN,")}, ["services.csv:2", "'capex'", "NaN"]),
        (OPTIONS, {"services": SERVICES + "a,1,1,1,1,1,1\n"}, ["services.csv:8", "'id'", "stands once"]),
        (
            OPTIONS,
            {"services": SERVICES.replace("20,1,4", "20,1.5,4")},
            ["services.csv:2", "'year_min'", "whole number"],
        ),
        (OPTIONS, {"services": "id,capex,opex,staff,benefit\n"}, ["services.csv", "at least one row"]),
        (OPTIONS, {"precedence": "before,after\na,z\n"}, ["precedence.csv:2", "'after'", "'z'", "There are: a"]),
        (OPTIONS, {"exclusions": "a,b\nb,c\nc,b\n"}, ["exclusions.csv:3", "each once"]),
        (OPTIONS, {"exclusions": "a,b\nb,b\n"}, ["exclusions.csv:2", "two different services"]),
        (OPTIONS, {"synergies": "a,b,bonus\na,e,much\n"}, ["synergies.csv:2", "'bonus'", "much"]),
        (["--budgets", "10,x"], {}, ["--budgets", "'x'"]),
        (["--budgets", "10,-1"], {}, ["--budgets", "'-1'", "zero or more"]),
        (["--budgets", "10,10", "--staff", "1"], {}, ["--staff", "2 numbers"]),
        (["--budgets", "10", "--limit", "soon"], {}, ["--limit", "'soon'"]),
        (["--budgets", "10", "--require", "zz"], {}, ["services.csv", "no 'zz' (--require)"]),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(tmp_path, capsys, options, files, words):
    status, _, _, out = planned(tmp_path, *options, **files)
    said = capsys.readouterr().err
    assert status == 2 and not out.exists() and "Traceback" not in said
    for word in words:
        assert word in said


def test_no_money_is_a_roadmap_without_services_not_an_error(tmp_path):
    status, rows, report, _ = planned(tmp_path, "--budgets", "0,0")
    assert status == 0 and rows == {} and report["objective"] == 0 and report["gap"] == 0
