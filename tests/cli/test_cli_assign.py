"""`cityloop assign` on files: what it writes, and what it refuses."""

import csv
import json
from itertools import product

import pytest

from cityloop.cli import main

AFFINITY = "case,assessor,affinity\n" + "".join(
    f"c{i},p{j},{((i * 7 + j * 3) % 11) / 10}\n" for i, j in product(range(4), range(5))
)


@pytest.fixture(autouse=True)
def in_english(monkeypatch, tmp_path):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(AFFINITY)


def assign(*options):
    loads = [] if "--max-load" in options else ["--max-load", "3"]
    return main(["assign", "a.csv", "--per-case", "2", *loads, *options, "--out", "panels.csv", "--report", "r.json"])


def panels():
    found = {}
    with open("panels.csv", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["case"], []).append(row["assessor"])
    return found


def report():
    with open("r.json") as stream:
        return json.load(stream)


def test_panels_are_written_with_total_bound_loads_and_a_reason_for_each_seat(capsys):
    assert assign() == 0
    with open("panels.csv", newline="") as stream:
        assert next(csv.reader(stream)) == ["case", "assessor", "affinity"]
    assert {case: len(people) for case, people in panels().items()} == {f"c{i}": 2 for i in range(4)}
    told = report()
    assert told["proven"] and told["objective"] == pytest.approx(told["bound"]) and max(told["loads"].values()) <= 3
    assert all(set(told["reasons"][case]) == set(people) for case, people in panels().items())
    assert "4 cases, 8 seats" in capsys.readouterr().out


def test_conflicts_are_kept_and_counted(tmp_path):
    assign()
    first = panels()["c0"][0]
    (tmp_path / "c.csv").write_text(f"case,assessor,ground\nc0,{first},kin\n")
    assert assign("--conflicts", "c.csv") == 0
    assert first not in panels()["c0"] and report()["conflicts_barred"] == 1


def test_organisations_fields_and_loads_of_people(tmp_path):
    people = ("p0,x,traffic,4", "p1,x,energy,4", "p2,y,energy,4", "p3,,energy|traffic,", "p4,,,0")
    (tmp_path / "p.csv").write_text("\n".join(["assessor,organisation,field,max_load", *people]) + "\n")
    (tmp_path / "f.csv").write_text("case,field,seats\nc0,traffic,2\nc1,traffic,3\nc2,energy,2\nc3,energy,1\n")
    assert assign("--people", "p.csv", "--cases", "f.csv", "--per-organisation", "1", "--from-field", "1") == 0
    found = panels()
    assert [len(found[f"c{i}"]) for i in range(4)] == [2, 3, 2, 1]
    assert not any({"p0", "p1"} <= set(each) or "p4" in each for each in found.values())
    assert all({"p0", "p3"} & set(found[case]) for case in ("c0", "c1"))


def test_a_floor_raises_the_worst_panel_and_a_link_joins_all_cases():
    assign()
    plain = report()["worst"]
    assert assign("--floor", "max") == 0
    assert report()["worst"] >= plain and report()["worst"] <= report()["worst_bound"] + 1e-9
    assert assign("--link", "0", "--max-load", "2") == 0
    assert report()["components"] == 1


def test_common_members_by_group(tmp_path):
    (tmp_path / "f.csv").write_text("case,group\nc0,north\nc1,north\nc2,south\nc3,south\n")
    assert assign("--link", "1", "--cases", "f.csv") == 0
    for group, cases in (("north", ("c0", "c1")), ("south", ("c2", "c3"))):
        assert report()["common"][group]
        assert set(report()["common"][group]) <= set(panels()[cases[0]]) & set(panels()[cases[1]])


def test_rows_in_another_order_give_the_same_panels(tmp_path):
    assign("--seed", "1")
    first = panels()
    head, *lines = AFFINITY.strip().split("\n")
    (tmp_path / "a.csv").write_text("\n".join([head, *sorted(lines, reverse=True)]) + "\n")
    assign("--seed", "1")
    assert {case: set(people) for case, people in panels().items()} == {c: set(p) for c, p in first.items()}


def test_what_cannot_be_done_says_what_would_do_with_status_3_and_writes_nothing(tmp_path, capsys):
    assert assign("--max-load", "1") == 3
    told = capsys.readouterr().err
    assert "3 of the 8 seats of 4 cases" in told and "a maximum load of 2" in told
    assert not (tmp_path / "panels.csv").exists() and not (tmp_path / "r.json").exists()


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("c0,p0,0.0", "c0,p0,NaN", "a.csv:2: column 'affinity'"),
        ("c0,p1,0.3", "c0,p1,", "a.csv:3: column 'affinity'"),
        ("c0,p1,0.3", "c0,p0,0.3", "a.csv:3: column 'assessor': found 'c0, p0'"),
        ("case,assessor", "case,person", "a.csv:1"),
        (AFFINITY, "", "a.csv"),
    ],
)
def test_a_bad_file_is_refused_with_the_line_and_the_column(before, after, place, tmp_path, capsys):
    (tmp_path / "a.csv").write_text(AFFINITY.replace(before, after))
    assert assign() == 2
    assert place in capsys.readouterr().err and not (tmp_path / "panels.csv").exists()


@pytest.mark.parametrize(
    ("name", "text", "options", "place"),
    [
        (
            "c.csv",
            "case,assessor\nc0,p0\nc0,nobody\n",
            ["--conflicts", "c.csv"],
            "c.csv:3: column 'assessor'",
        ),
        ("p.csv", "assessor,max_load\np0,3\n", ["--people", "p.csv"], "p.csv: column 'assessor': found no 'p1'"),
        ("p.csv", "assessor,max_load\np0,-1\n", ["--people", "p.csv"], "p.csv:2: column 'max_load'"),
        ("f.csv", "case,seats\nc0,2\nc0,2\n", ["--cases", "f.csv"], "f.csv:3: column 'case'"),
        ("f.csv", "case,seats\nc0,1.5\nc1,1\nc2,1\nc3,1\n", ["--cases", "f.csv"], "column 'seats': found '1.5'"),
    ],
)
def test_a_bad_file_beside_it_is_refused_in_the_same_way(name, text, options, place, tmp_path, capsys):
    (tmp_path / name).write_text(text)
    assert assign(*options) == 2
    assert place in capsys.readouterr().err


def test_a_rule_without_the_column_it_needs_is_refused_rather_than_ignored(capsys):
    assert assign("--per-organisation", "1") == 2
    assert "--people: column 'organisation'" in capsys.readouterr().err


def test_a_floor_that_is_no_number_is_refused(capsys):
    with pytest.raises(SystemExit) as refused:
        assign("--floor", "high")
    assert refused.value.code == 2 and "neither 'max' nor a number" in capsys.readouterr().err
