"""`cityloop diagnose` on files: what it writes, and what it refuses with file, line, column and remedy."""

import csv
import json
from importlib.resources import files

import pytest

from cityloop.cli import main

EUROPE = files("cityloop.demo") / "data" / "eu_city_indicators.csv"
SMALL = """city,indicator,value,year,quality,region,theme,direction
A,pm25,12,2020,,south,air,lower
A,green,,2020,,south,land,higher
B,pm25,10,2020,,south,air,lower
B,green,5,2020,survey,south,land,higher
C,pm25,20,2020,,north,air,lower
C,pm25,30,2019,,north,air,lower
C,green,7,2020,,north,land,higher
"""


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "en")


def diagnosed(tmp_path, text, *options):
    (tmp_path / "values.csv").write_text(text, encoding="utf-8")
    out, report = tmp_path / "d.csv", tmp_path / "d.json"
    status = main(["diagnose", str(tmp_path / "values.csv"), "--out", str(out), "--report", str(report), *options])
    rows = list(csv.DictReader(out.open(encoding="utf-8"))) if status == 0 else []
    return status, rows, json.loads(report.read_text(encoding="utf-8")) if status == 0 else None, out


def test_a_city_is_placed_among_its_peers(tmp_path):
    status, rows, report, _ = diagnosed(tmp_path, SMALL, "--city", "A")
    assert status == 0
    assert rows[0] == {
        "theme": "air", "indicator": "pm25", "value": "12.0", "peer_median": "15.0", "percentile": "50.0",
        "low": "50.0", "high": "50.0", "band": "", "note": "",
    }  # fmt: skip
    assert (rows[1]["percentile"], rows[1]["low"], rows[1]["high"], rows[1]["note"]) == ("", "0.0", "100.0", "no value")
    assert [peer["city"] for peer in report["peers"]] == ["B", "C"]
    assert report["peers"][0]["reason"]["en"] == "same region (south)"
    assert report["overall"]["count"] == 1 and report["overall"]["missing"] == 1
    assert any("1 earlier values gave way" in note["en"] for note in report["notes"])


def test_the_european_file_with_its_framework(tmp_path):
    out, report = tmp_path / "d.csv", tmp_path / "d.json"
    asked = ["--city", "Madrid", "--income", "sdg8_gdppc", "--framework", "sdg-cities"]
    assert main(["diagnose", str(EUROPE), *asked, "--out", str(out), "--report", str(report)]) == 0
    rows = {row["indicator"]: row for row in csv.DictReader(out.open(encoding="utf-8"))}
    assert len(rows) == 56 and rows["sdg3_traffic"]["percentile"] == "100.0" and rows["sdg3_traffic"]["theme"] == "sdg3"
    themes = json.loads(report.read_text(encoding="utf-8"))["themes"]
    assert [theme["theme"] for theme in themes][:3] == ["sdg1", "sdg2", "sdg3"]


def test_peers_can_be_named(tmp_path):
    _, _, report, _ = diagnosed(tmp_path, SMALL, "--city", "A", "--peers", "C")
    assert [peer["city"] for peer in report["peers"]] == ["C"] and report["rule"]["en"] == "The peers were named."


def test_parquet_in_and_out_say_the_same(tmp_path):
    import pyarrow.csv
    import pyarrow.parquet

    _, rows, _, _ = diagnosed(tmp_path, SMALL, "--city", "A")
    pyarrow.parquet.write_table(pyarrow.csv.read_csv(tmp_path / "values.csv"), tmp_path / "values.parquet")
    out = tmp_path / "d.parquet"
    assert main(["diagnose", str(tmp_path / "values.parquet"), "--city", "A", "--out", str(out)]) == 0
    table = pyarrow.parquet.read_table(out).to_pylist()
    assert [row["indicator"] for row in table] == [row["indicator"] for row in rows]
    assert table[0]["percentile"] == 50 and table[1]["percentile"] is None


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        (SMALL, ["--city", "Aa"], ["values.csv", "'city'", "no 'Aa'", "There are: A"]),
        (SMALL, ["--city", "A", "--peers", "B,X"], ["no 'X' (--peers)"]),
        (SMALL, ["--city", "A", "--peers", "A"], ["other than the one diagnosed"]),
        (SMALL, ["--city", "A", "--peers", "0"], ["--peers", "a number from 1 up"]),
        (SMALL, ["--city", "A", "--income", "gdp"], ["no 'gdp' (--income)"]),
        (SMALL, ["--city", "A", "--framework", "nothing"], ["There is no edition 'nothing'"]),
        (SMALL.replace("A,green,", "A,green,NaN"), ["--city", "A"], ["values.csv:3", "'value'", "NaN"]),
        (
            SMALL + "B,pm25,11,2020,,south,air,lower\n",
            ["--city", "A"],
            ["values.csv:9", "'indicator'", "Delete the row"],
        ),
        (SMALL.replace("air,lower", "air,down", 1), ["--city", "A"], ["values.csv:2", "'direction'", "'down'"]),
        ("city,indicator,value\n", ["--city", "A"], ["values.csv", "at least one row"]),
        ("", ["--city", "A"], ["values.csv", "empty"]),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(tmp_path, capsys, text, options, words):
    status, _, _, out = diagnosed(tmp_path, text, *options)
    said = capsys.readouterr().err
    assert status == 2 and not out.exists() and "Traceback" not in said
    for word in words:
        assert word in said


def test_a_city_without_any_other_is_impossible(tmp_path, capsys):
    status, *_ = diagnosed(tmp_path, "city,indicator,value\nA,x,1\n", "--city", "A")
    assert status == 3 and "no other city" in capsys.readouterr().err


def test_notes_follow_the_language_of_the_reader(tmp_path, monkeypatch):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "ko")
    _, rows, _, _ = diagnosed(tmp_path, SMALL, "--city", "A")
    assert rows[1]["note"] == "값 없음"
