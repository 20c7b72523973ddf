"""The verbs on files, as a secretariat runs them: what comes out, and how a bad file or task is refused."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from cityloop import cli, demo, rulebook
from cityloop.cli.saving import save
from cityloop.rulebook.worked import case_paths, load_case

PUBLIC_RECORD = Path(demo.__path__[0]) / "data" / "dpg_reviews.csv"
GOODS = "digital-public-goods/2021-reviews"
SERVICE = "smart-city-service/2026"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a verb in an empty folder; gives the exit status, what it said and what it complained of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "en")

    def run_verb(*args):
        status = cli.main([str(arg) for arg in args])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run_verb


def rows(path):
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write_case(name):
    """The marks and measurements of a worked case as files."""
    worked = load_case(next(path for path in case_paths() if path.stem == name))
    given = [
        (who, id, mark) for id, marks in worked.marks.items() for who, mark in zip(worked.assessors, marks, strict=True)
    ]
    who, ids, marks = zip(*given, strict=True)
    save({"marks.csv": {"case": [name] * len(ids), "assessor": who, "criterion": ids, "mark": marks}})
    measured = worked.measurements
    save({"m.csv": {"case": [name] * len(measured), "criterion": list(measured), "value": list(measured.values())}})
    return worked


def by_hand(path):
    """The public record judged anew, plainly: met by more than half, two assessors, all that was marked must be met."""
    marks, assessors = defaultdict(lambda: defaultdict(list)), defaultdict(set)
    for row in rows(path):
        marks[row["case"]][row["criterion"]].append(int(row["mark"]))
        assessors[row["case"]].add(row["assessor"])
    verdict = {}
    for case, by_criterion in marks.items():
        unmet = [id for id, votes in by_criterion.items() if sum(votes) * 2 <= len(votes)]
        status = "incomplete" if len(assessors[case]) < 2 else "fail" if unmet else "pass"
        verdict[case] = (status, 5 * (1 - len(unmet) / len(by_criterion)), set(unmet))
    return verdict


def test_the_public_record_comes_out_as_worked_by_hand(run):
    status, said, _ = run("evaluate", GOODS, PUBLIC_RECORD, "--out", "o.csv", "--report", "r.json")
    expected = by_hand(PUBLIC_RECORD)
    assert (status, len(rows("o.csv")), len(expected)) == (0, 33, 33)
    for row in rows("o.csv"):
        points = float(row["points"])
        found = (row["status"], pytest.approx(points), set(filter(None, row["failed"].split("|"))))
        assert expected[row["case"]] == found, row
    report = json.loads(Path("r.json").read_text())
    assert report["digest"] == rulebook.load(GOODS).digest
    assert sum(report["statuses"].values()) == 33
    assert "33 cases" in said


@pytest.mark.parametrize("name", ["service-just-above", "service-just-below", "service-gate-fails"])
def test_a_worked_case_comes_out_of_files_as_it_says(run, name):
    worked = write_case(name)
    status, _, _ = run(
        "evaluate", SERVICE, "marks.csv", "--measurements", "m.csv", "--profile", "transport", "--out", "o.parquet"
    )
    assert status == 0
    (row,) = parquet.read_table("o.parquet").to_pylist()
    assert (row["case"], row["status"]) == (name, worked.expect["status"])
    assert row["points"] == pytest.approx(worked.expect["points"], abs=5e-5)
    assert row["failed"].split("|") == list(worked.expect["failed"]) or not row["failed"]
    assert row["missing"] == ""


def test_words_stand_for_what_is_no_mark(run):
    Path("m.csv").write_text(
        "case,assessor,criterion,mark\n"
        + "".join(f"{case},{who},{id},1\n" for case in "pqr" for who in "AB" for id in ("ownership", "documentation"))
        + "p,A,open_licence,NA\np,B,open_licence,NA\nq,A,open_licence,pending\nr,A,open_licence,void\n"
        + "r,A,sdg_relevance,\n"
    )
    assert run("evaluate", GOODS, "m.csv", "--out", "o.csv")[0] == 0
    assert [(row["case"], row["status"], row["failed"]) for row in rows("o.csv")] == [
        ("p", "pass", ""),
        ("q", "incomplete", ""),
        ("r", "fail", "open_licence"),
    ]


def test_the_edition_in_force_on_the_day_is_taken(run):
    Path("m.csv").write_text("case,assessor,criterion,mark\np,A,effect.problem_fit,3\n")
    flags = ["--profile", "transport", "--out", "o.csv", "--report", "r.json"]
    assert run("evaluate", "smart-city-service", "m.csv", "--on", "2026-07-01", *flags)[0] == 0
    assert json.loads(Path("r.json").read_text())["edition"] == SERVICE
    status, _, complaint = run("evaluate", "smart-city-service", "m.csv", "--on", "2026-02-01", *flags)
    assert status == 3
    assert "No edition of 'smart-city-service' is in force on 2026-02-01" in complaint
    status, said, _ = run("evaluate", SERVICE, "m.csv", "--on", "2025-02-01", *flags)
    assert status == 0
    assert "not in force (draft)" in said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "p,A,ownershp,1",
            "m.csv:3: column 'criterion': found 'ownershp', expected a criterion of digital-public-goods",
        ),
        (
            "p,A,ownership,2",
            "m.csv:3: column 'mark': found '2', expected a mark on the scale of 'ownership'. Give one of",
        ),
        ("p,A,ownership,yes", "m.csv:3: column 'mark': found 'yes', expected a number (NA, pending, void)."),
        ("p,A,open_licence,1", "m.csv:3: found 'p / A / open_licence', expected one row for each case"),
        ("p,A,ownership", "m.csv:3: found 3 cells, expected 4 cells"),
    ],
)
def test_a_bad_row_is_refused_and_nothing_is_written(run, row, said):
    Path("m.csv").write_text(f"case,assessor,criterion,mark\np,A,open_licence,1\n{row}\n")
    status, _, complaint = run("evaluate", GOODS, "m.csv", "--out", "o.csv", "--report", "r.json")
    assert (status, complaint.startswith(f"cityloop evaluate: {said}")) == (2, True), complaint
    assert sorted(path.name for path in Path().iterdir()) == ["m.csv"]


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["nowhere/1"], 2, "There is no edition 'nowhere/1'."),
        (["nowhere.yaml"], 2, "nowhere.yaml: It cannot be read"),
        (["u4ssc/2022"], 3, "'u4ssc/2022' has no criteria."),
        (
            ["k-city-network/2026"],
            3,
            "Name a track of 'k-city-network/2026' with --track. There are: planning, demonstration.",
        ),
        ([GOODS, "--profile", "x"], 3, "has no profile 'x'."),
    ],
)
def test_an_edition_that_cannot_judge_is_refused(run, args, status, said):
    source, *flags = args
    Path("m.csv").write_text("case,assessor,criterion,mark\np,A,open_licence,1\n")
    found, _, complaint = run("evaluate", source, "m.csv", *flags, "--out", "o.csv")
    assert found == status
    assert said in complaint
    assert not Path("o.csv").exists()


def test_a_faulty_rulebook_is_refused_with_every_fault(run):
    text = (rulebook.paths()[0]).read_text(encoding="utf-8")
    Path("bad.yaml").write_text(text.replace("points: 5", "points: 6").replace("lasts: P1Y", "lasts: 1Y"))
    Path("m.csv").write_text("case,assessor,criterion,mark\np,A,open_licence,1\n")
    status, _, complaint = run("evaluate", "bad.yaml", "m.csv", "--out", "o.csv")
    assert status == 2
    assert [line.split(": ")[1] for line in complaint.removeprefix("cityloop evaluate: ").splitlines()] == [
        "validity.lasts",
        "pass.points",
    ]


def test_replay_says_whom_a_draft_moves_and_why(run):
    text = rulebook.paths()[0].read_text(encoding="utf-8")
    Path("new.yaml").write_text(
        text.replace("assessors: majority", "assessors: unanimous").replace('"2021-reviews"', '"2"')
    )
    status, said, _ = run("replay", GOODS, "new.yaml", PUBLIC_RECORD, "--out", "i.csv", "--report", "r.json")
    impact, report = rows("i.csv"), json.loads(Path("r.json").read_text())
    assert (status, len(impact)) == (0, 33)
    assert list(impact[0]) == ["case", "old_status", "new_status", "old_points", "new_points", "reason"]
    moved = [row for row in impact if row["old_status"] != row["new_status"]]
    assert len(moved) == report["moved"] > 0
    assert {(row["old_status"], row["new_status"], row["reason"]) for row in moved} == {("pass", "fail", "aggregate")}
    assert (report["level"], report["comment_period"]) == ("major", "P40D")
    assert "The change is major, open to comments for 40 days" in said


def test_the_rulebook_that_comes_along_has_no_fault(run):
    status, said, _ = run("rulebook", "check", "--strict", "--report", "r.json")
    assert (status, said) == (0, f"{len(rulebook.paths()) + len(case_paths())} files, 0 errors\n")
    assert json.loads(Path("r.json").read_text())["faults"] == []


def test_a_fault_is_printed_as_file_line_column(run, monkeypatch):
    text = rulebook.paths()[0].read_text(encoding="utf-8")
    line = text[: text.index("weight: 5}")].count("\n") + 1
    Path("bad.yaml").write_text(text.replace("weight: 5}", "weight: five}"))
    status, said, _ = run("rulebook", "check", "bad.yaml")
    assert status == 2
    assert said.splitlines()[0].startswith(f"bad.yaml:{line}:")
    assert "areas[standard].weight: Found 'five'. Write a number above 0." in said
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "ko")
    assert "필요한 것: 0보다 큰 숫자." in run("rulebook", "check", "bad.yaml")[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1, 2", "bad.yaml:1:9: It is not YAML"),
        ("a: 1\na: 2\n", "bad.yaml:2:1: The key 'a' is there twice."),
        ("a: &x 1\nb: *x\n", "Aliases (*) are not used."),
        ("kind: !!python/name:os.system x\n", "The value 'x' cannot be read."),
        ("", "The kind of the file is not known."),
        ("[" * 3000, "bad.yaml: It is nested too deeply."),
        ("kind: scheme\n? [a]\n: b\n", "A key must be a text."),
    ],
)
def test_what_is_no_plain_yaml_is_refused(run, text, said):
    Path("bad.yaml").write_text(text)
    status, out, _ = run("rulebook", "check", "bad.yaml")
    assert status == 2
    assert said in out


def test_help_is_quick_and_needs_nothing_heavy():
    code = (
        "import sys; from cityloop.cli import parser; parser().format_help(); "
        "print([m for m in ('numpy', 'pyarrow', 'django', 'cel', 'ruamel', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
