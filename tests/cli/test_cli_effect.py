"""`cityloop effect` on files, and the one expression that makes the cells."""

import json
from importlib.resources import files

import ibis
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from cityloop.cli import main
from cityloop.livinglabs.cells import Periods, cells_expression, collect

MADRID = files("cityloop.demo") / "data" / "madrid_no2_monthly.csv"
COLUMNS = ["--unit", "station", "--time", "year,month", "--outcome", "no2_ugm3_mean"]
START = ["--treated", "35", "--from", "2018-12", "--window", "12"]
SERIES = {"a": (5, 6, 9, 8), "b": (3, 4, 4, 5), "c": (3, 3, 3, 3)}
SMALL = "u,t,y\n" + "".join(f"{u},{t},{y}\n" for u, values in SERIES.items() for t, y in enumerate(values, 1))
SIMPLE = ["--unit", "u", "--time", "t", "--outcome", "y"]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("CITYLOOP_LANGUAGE", "en")


def estimated(tmp_path, data, *options):
    out = tmp_path / "effect.json"
    status = main(["effect", str(data), *options, "--out", str(out)])
    return status, json.loads(out.read_text(encoding="utf-8")) if status == 0 else None, out


def small(tmp_path, text=SMALL):
    (tmp_path / "data.csv").write_text(text, encoding="utf-8")
    return tmp_path / "data.csv"


def test_madrid_central(tmp_path):
    status, found, _ = estimated(tmp_path, MADRID, *COLUMNS, *START)
    assert status == 0 and found["effect"] == pytest.approx(-6.8237, abs=1e-4)
    four = found["comparison"]
    assert [round(four[k], 2) for k in ("treated_before", "treated_after", "others_before", "others_after")] == [
        44.36, 37.05, 36.16, 35.68,
    ]  # fmt: skip
    assert found["headline"] == "permutation" and found["p"] == pytest.approx(1 / 24)
    assert found["interval"][0] < found["effect"] < found["interval"][1] < 0
    assert len(found["permutation"]["effects"]) == 23 and all(check["passed"] for check in found["checks"])
    assert found["detectable"]["says"]["ko"] and found["notes"][0]["ko"]


def test_a_column_of_months_beside_one_of_years_is_read_with_it(tmp_path):
    columns = ["--unit", "station", "--time", "month", "--outcome", "no2_ugm3_mean"]
    assert estimated(tmp_path, MADRID, *columns, *START)[1] == estimated(tmp_path, MADRID, *COLUMNS, *START)[1]


def test_cells_of_few_valid_hours_can_be_left_out(tmp_path):
    _, found, _ = estimated(tmp_path, MADRID, *COLUMNS, *START, "--readings", "valid_hours", "--least", "540")
    assert found["cells"] < 576 and any("cells have no reading" in note["en"] for note in found["notes"])
    assert found["effect"] == pytest.approx(-6.82, abs=0.2)


@pytest.mark.parametrize("kind", ["text", "date", "timestamp"])
def test_parquet_of_texts_dates_or_times_says_what_the_csv_says(tmp_path, kind):
    import pandas as pd

    frame = pd.read_csv(MADRID)
    text = frame.year.astype(str) + "-" + frame.month.astype(str).str.zfill(2)
    when = {"text": text + "-01", "date": pd.to_datetime(text).dt.date, "timestamp": pd.to_datetime(text)}[kind]
    table = pa.table({"station": pa.array(frame.station), "when": pa.array(when), "no2": pa.array(frame.no2_ugm3_mean)})
    parquet.write_table(table, tmp_path / "data.parquet")
    columns = ["--unit", "station", "--time", "when", "--outcome", "no2"]
    status, found, _ = estimated(tmp_path, tmp_path / "data.parquet", *columns, *START)
    expected = estimated(tmp_path, MADRID, *COLUMNS, *START)[1]
    assert status == 0 and found["comparison"] == expected["comparison"] and found["p"] == expected["p"]


@pytest.mark.parametrize("method", ["did", "imputation", "its"])
def test_every_method_answers(tmp_path, method):
    rows = "u,t,y\n" + "".join(
        f"u{u},{t},{u + t % 3 + (u < 2 and t >= 8) * 4}\n" for u in range(6) for t in range(1, 16)
    )
    status, found, _ = estimated(
        tmp_path, small(tmp_path, rows), *SIMPLE, "--treated", "u0,u1", "--from", "8", "--method", method
    )
    assert status == 0 and found["effect"] == pytest.approx(4, abs=0.7) and found["method"] == method


def test_starts_that_differ_come_from_a_file(tmp_path):
    (tmp_path / "starts.csv").write_text("unit,from\na,3\nb,4\n", encoding="utf-8")
    options = ["--starts", str(tmp_path / "starts.csv"), "--method", "imputation"]
    status, found, _ = estimated(tmp_path, small(tmp_path), *SIMPLE, *options)
    assert status == 0 and found["treated"] == ["a", "b"] and found["by_period"][0]["since_start"] == 0


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        (SMALL.replace("a,2,6", "a,2,six"), ["--treated", "a", "--from", "3"], ["data.csv:3", "'y'", "'six'"]),
        (SMALL.replace("a,2,6", "a,2,NaN"), ["--treated", "a", "--from", "3"], ["data.csv:3", "'y'", "NaN"]),
        (SMALL.replace("a,2,6", "a,soon,6"), ["--treated", "a", "--from", "3"], ["data.csv:3", "'t'", "'soon'"]),
        (SMALL, ["--treated", "z", "--from", "3"], ["data.csv", "'u'", "no 'z'", "The units are: a, b, c"]),
        (SMALL, ["--treated", "a", "--from", "9"], ["data.csv", "'t'", "1 to 4", "Check --from"]),
        (SMALL, ["--treated", "a", "--from", "spring"], ["--from", "'spring'", "2018-12"]),
        (SMALL, ["--treated", "a"], ["--treated, --from"]),
        (SMALL, ["--treated", "a", "--from", "3", "--engine", "spark://x"], ["--engine", "cityloop[spark]"]),
        ("u,t,y\n", ["--treated", "a", "--from", "3"], ["data.csv", "at least one row"]),
        ("u,t,y\na,1,\n", ["--treated", "a", "--from", "3"], ["data.csv", "'y'", "at least one cell"]),
        ("u,w,y\na,1,1\n", ["--treated", "a", "--from", "3"], ["data.csv:1", "a column 't'"]),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(tmp_path, capsys, text, options, words):
    status, _, out = estimated(tmp_path, small(tmp_path, text), *SIMPLE, *options)
    said = capsys.readouterr().err
    assert status == 2 and not out.exists() and "Traceback" not in said
    for word in words:
        assert word in said


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ({"y": [1.0, float("nan"), 2.0, 3.0]}, ["'y'", "nan"]),
        ({"y": ["1", "2", "3", "4"]}, ["'y'", "string"]),
        ({"u": ["a", None, "b", "b"]}, ["NULL x 1"]),
        ({"w": [1, 2, 3, 4]}, []),
    ],
)
def test_parquet_with_what_is_no_reading_is_refused(tmp_path, capsys, column, words):
    columns = {"u": ["a", "a", "b", "b"], "t": [1, 2, 1, 2], "y": [1.0, 2.0, 2.0, 3.0], **column}
    if "w" in column:
        del columns["y"]
        words = ["a column 'y'"]
    parquet.write_table(pa.table(columns), tmp_path / "data.parquet")
    status, _, out = estimated(tmp_path, tmp_path / "data.parquet", *SIMPLE, "--treated", "a", "--from", "2")
    said = capsys.readouterr().err
    assert status == 2 and not out.exists() and all(word in said for word in ["data.parquet", *words])


def test_a_question_the_data_cannot_answer_is_impossible(tmp_path, capsys):
    assert estimated(tmp_path, small(tmp_path), *SIMPLE, "--treated", "a,b,c", "--from", "3")[0] == 3
    assert "nothing to compare with" in capsys.readouterr().err
    assert estimated(tmp_path, small(tmp_path), *SIMPLE, "--treated", "a", "--from", "1")[0] == 3
    assert "no reading before" in capsys.readouterr().err


def readings(order):
    rows = [
        ("a", "2018-11-30", 0.1),
        ("a", "2018-12-01", 0.2),
        ("a", "2018-12-31", 0.7),
        ("b", "2018-12-02", -1.0005),
        ("b", "2019-02-01", None),
    ]
    rows = [rows[i] for i in order]
    return ibis.memtable(pa.table({k: [row[i] for row in rows] for i, k in enumerate("uty")}))


def asked(order=range(5), grain="month", **options):
    periods = Periods(grain)
    return collect(
        cells_expression(readings(order), unit="u", time=["t"], outcome="y", periods=periods, **options), periods
    )


def test_readings_become_cells_in_whole_numbers_and_gaps_stay_listed():
    cells = asked()
    assert cells.units == ("a", "b") and cells.periods == ("2018-11", "2018-12")
    assert cells.total.tolist() == [100, 900, -1000] and cells.count.tolist() == [1, 2, 1]


def test_the_order_of_rows_changes_no_bit():
    one, other = asked(), asked([3, 1, 4, 0, 2])
    assert (one.total == other.total).all() and one.units == other.units and one.periods == other.periods


def test_days_and_years_are_cells_too():
    assert asked(grain="day").periods[:2] == ("2018-11-30", "2018-12-01") and len(asked(grain="day").periods) == 32
    assert asked(grain="year").periods == ("2018",)


def test_cells_of_too_few_readings_are_left_out():
    assert asked(least=2).count.tolist() == [2]


def test_the_same_expression_is_written_for_spark():
    expression = cells_expression(
        ibis.table({"u": "string", "t": "timestamp", "y": "float64"}, name="readings"),
        unit="u", time=["t"], outcome="y", periods=Periods("month"),
    )  # fmt: skip
    sql = ibis.to_sql(expression, dialect="databricks")
    assert "FLOOR" in str(sql).upper() and "GROUP BY" in str(sql).upper()


def test_spark_makes_the_same_cells_to_the_bit(tmp_path):
    pyspark = pytest.importorskip("pyspark.sql")
    builder = pyspark.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark = ibis.pyspark.connect(builder.config("spark.sql.session.timeZone", "UTC").getOrCreate())
    rows = [
        (f"s{i % 7}", f"2018-{1 + i % 12:02}-{1 + i % 28:02} {i % 24:02}:00:00", i * 0.1237 - 20) for i in range(900)
    ]
    when = pa.array([row[1] for row in rows]).cast(pa.timestamp("us"))
    table = pa.table({"u": [row[0] for row in rows], "t": when, "y": [row[2] for row in rows]})
    parquet.write_table(table, tmp_path / "data.parquet")
    for grain in ("day", "month", "year"):
        one, other = (
            collect(
                cells_expression(
                    engine.read_parquet(str(tmp_path / "data.parquet")),
                    unit="u", time=["t"], outcome="y", periods=Periods(grain),
                ),
                Periods(grain),
            )
            for engine in (ibis.duckdb.connect(), spark)
        )  # fmt: skip
        assert one.units == other.units and one.periods == other.periods
        assert (one.total == other.total).all() and (one.count == other.count).all()
