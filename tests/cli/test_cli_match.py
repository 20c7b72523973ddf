"""`cityloop match` on files."""

import csv
import json

import pytest

from cityloop.cli import main

NEEDS = """criteria:
  effect: {direction: max, weight: 3}
  cost: {direction: min, weight: 2}
  reach: {direction: max, sd: 2}
filters:
  cost: {max: 90}
  field: {has: [transport, housing]}
"""
SERVICES = """id,effect,cost,reach,field
a,5,10,3,transport|logistics
b,7,80,,housing
c,9,95,5,transport
d,2,20,9,education
e,6,30,4,transport
"""


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "en")


def matched(tmp_path, needs=NEEDS, services=SERVICES, *options):
    (tmp_path / "needs.yaml").write_text(needs, encoding="utf-8")
    (tmp_path / "services.csv").write_text(services, encoding="utf-8")
    out, report = tmp_path / "s.csv", tmp_path / "s.json"
    paths = [str(tmp_path / "needs.yaml"), str(tmp_path / "services.csv")]
    status = main(["match", *paths, "--out", str(out), "--report", str(report), *options])
    rows = list(csv.DictReader(out.open(encoding="utf-8"))) if status == 0 else []
    return status, rows, json.loads(report.read_text(encoding="utf-8")) if status == 0 else None, out


def test_services_that_pass_are_ranked_with_reasons_and_the_rest_say_why_not(tmp_path):
    status, rows, report, _ = matched(tmp_path)
    assert status == 0 and list(rows[0]) == ["rank", "id", "score", "first", "top5", "top10", "reason"]
    assert [(row["rank"], row["id"]) for row in rows] == [("1", "a"), ("2", "e"), ("3", "b")]
    assert sum(float(row["first"]) for row in rows) == pytest.approx(1)
    assert "no data on reach" in rows[2]["reason"]
    assert report["refused"]["c"]["en"] == "cost is 95, at most 90 is allowed"
    assert "one of transport, housing" in report["refused"]["d"]["en"] and report["refused"]["d"]["ko"]
    assert sum(report["weights"].values()) == pytest.approx(1) and report["weights"]["effect"] == 0.5
    assert set(report["agreement"]) == {"topsis", "promethee2", "vikor", "weighted_sum"}


@pytest.mark.parametrize("method", ["topsis", "promethee2", "vikor", "weighted_sum"])
def test_every_method_ranks_by_its_own_score(tmp_path, method):
    _, rows, report, _ = matched(tmp_path, NEEDS, SERVICES, "--method", method, "--draws", "50")
    scores = [float(row["score"]) for row in rows]
    assert scores == sorted(scores, reverse=report["higher_is_better"]) and report["method"] == method


def test_the_same_seed_writes_the_same_file(tmp_path):
    texts = [matched(tmp_path, NEEDS, SERVICES, "--seed", "5")[3].read_bytes() for _ in range(2)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("weights: {method: swing, points: {effect: 1, cost: 99, reach: 0}}", "a"),
        (
            "weights: {method: best_worst, best: {effect: 1, cost: 9, reach: 9},\n"
            "  worst: {effect: 9, cost: 1, reach: 1}}",
            "b",
        ),
        ("weights: {method: ahp, comparisons: [[1, 9, 9], [0.1111, 1, 1], [0.1111, 1, 1]]}", "b"),
        ("weights: {method: critic}", "e"),
        ("weights: {method: entropy}", "e"),
    ],
)
def test_weights_can_come_from_statements_or_values(tmp_path, said, first):
    status, rows, _, _ = matched(tmp_path, NEEDS + said + "\n", SERVICES, "--method", "weighted_sum")
    assert status == 0 and rows[0]["id"] == first


def test_a_standard_error_of_its_own_makes_a_service_less_sure(tmp_path):
    needs = "criteria: {effect: max}\n"
    sure = "id,effect,effect_sd\na,5,0\nb,6,0\n"
    _, rows, _, _ = matched(tmp_path, needs, sure)
    assert float(rows[0]["first"]) == 1
    _, rows, _, _ = matched(tmp_path, needs, sure.replace("b,6,0", "b,6,2"))
    assert 0.5 < float(rows[0]["first"]) < 0.9


@pytest.mark.parametrize(
    ("needs", "services", "words"),
    [
        (NEEDS, SERVICES.replace("a,5,", "a,five,"), ["services.csv:2", "'effect'", "'five'"]),
        (NEEDS, SERVICES.replace("a,5,", "a,NaN,"), ["services.csv:2", "'effect'"]),
        (NEEDS, SERVICES + "a,1,1,1,housing\n", ["services.csv:7", "'id'", "stands once"]),
        (NEEDS, SERVICES.replace("reach", "rich"), ["services.csv:1", "'reach'", "Rename column 'rich'"]),
        (NEEDS, "id,effect,cost,reach,field\n", ["services.csv", "at least one row"]),
        (NEEDS, "", ["services.csv", "empty"]),
        (
            NEEDS.replace("max, weight: 3", "up, weight: 3"),
            SERVICES,
            ["needs.yaml:2", "criteria.effect.direction", "max or min"],
        ),
        (
            NEEDS.replace("weight: 3", "weight: -3"),
            SERVICES,
            ["needs.yaml:2", "criteria.effect.weight", "zero or more"],
        ),
        (NEEDS.replace("weight: 3", "wight: 3"), SERVICES, ["needs.yaml:2", "wight", "direction, sd, weight"]),
        (NEEDS.replace("{max: 90}", "{below: 90}"), SERVICES, ["needs.yaml:6", "below", "has, in, is, max, min"]),
        (NEEDS.replace("{max: 90}", "{max: many}"), SERVICES, ["needs.yaml:6", "filters.cost.max", "a number"]),
        (NEEDS + "weights: {method: guess}\n", SERVICES, ["needs.yaml", "'weights'", "ahp | best_worst"]),
        (
            NEEDS + "weights: {method: swing, points: {effect: 1}}\n",
            SERVICES,
            ["needs.yaml", "statements that give weights"],
        ),
        ("criteria: {}\n", SERVICES, ["needs.yaml", "at least one criterion"]),
        ("criteria: [\n", SERVICES, ["needs.yaml", "YAML"]),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(tmp_path, capsys, needs, services, words):
    status, _, _, out = matched(tmp_path, needs, services)
    said = capsys.readouterr().err
    assert status == 2 and not out.exists() and "Traceback" not in said
    for word in words:
        assert word in said


def test_filters_that_nobody_passes_are_impossible_and_say_why(tmp_path, capsys):
    status, _, _, out = matched(tmp_path, NEEDS.replace("90", "1"))
    said = capsys.readouterr().err
    assert status == 3 and not out.exists() and "none of 5 services passes" in said and "Relax a filter" in said
