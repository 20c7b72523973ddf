"""Files of readings as the world sends them: each trouble has its answer, shown before anything is accepted."""

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.utils.translation import override

from cityloop.engine.readings import Clock, Limits
from cityloop.livinglabs.intake import Asked, Broken, Columns, stage

COLUMNS = Columns("unit", ("time",), "value")


def taken(tmp_path, content, kind="csv", columns=COLUMNS, zone="Europe/Madrid", limits=None, wanted="µg/m³"):
    path = tmp_path / f"in.{kind}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    asked = Asked(wanted, Clock.of(zone), limits or Limits())
    with override("en"):
        return stage(path, kind, columns, asked, tmp_path / "kept", "p", drift=0.25, jump=50)


def rows(tmp_path, staged):
    files = [str(tmp_path / "kept" / one["path"]) for one in staged.manifest]
    query = 'SELECT unit, "at"::VARCHAR, value, flag FROM read_parquet(?) ORDER BY 1, 2'
    return duckdb.sql(query, params=[files]).fetchall()


def test_a_file_is_kept_by_the_month_of_the_place_with_a_manifest_of_hashes(tmp_path):
    text = "unit,time,value\na,2018-01-31T23:30:00Z,5\na,2018-01-31 22:00:00,4\n"
    staged = taken(tmp_path, text)
    assert [one["month"] for one in staged.manifest] == ["2018-01", "2018-02"]
    assert rows(tmp_path, staged) == [("a", "2018-01-31 21:00:00", 4.0, 0), ("a", "2018-01-31 23:30:00", 5.0, 0)]
    again = tmp_path / "again"
    again.mkdir()
    assert taken(again, text).manifest == staged.manifest


def test_the_repeated_hour_of_october_makes_two_hours_and_a_single_reading_in_it_is_marked(tmp_path):
    text = "unit,time,value\n" + "".join(
        f"{unit},2018-10-28 {hour}:00:00,{value}\n"
        for unit, hours in (("a", ["01", "02", "02", "03"]), ("b", ["01", "02", "03"]))
        for value, hour in enumerate(hours)
    )
    staged = taken(tmp_path, text)
    found = rows(tmp_path, staged)
    assert [one[1][11:13] for one in found if one[0] == "a"] == ["23", "00", "01", "02"]
    assert [one[2] for one in found if one[0] == "a"] == [0, 1, 2, 3]
    assert staged.report["flags"] == {"ok": 6, "ambiguous": 1} and staged.kept == 7


def test_in_seoul_the_same_file_has_two_values_for_one_moment_and_keeps_neither(tmp_path):
    text = "unit,time,value\na,2018-10-28 02:00:00,1\na,2018-10-28 02:00:00,2\na,2018-10-28 03:00:00,2\n"
    assert taken(tmp_path, text, zone="Asia/Seoul").report["flags"] == {"ok": 1, "conflict": 2}


def test_mixed_units_are_converted_and_unknown_ones_set_aside_with_their_line(tmp_path):
    text = (
        "unit,time,value,u\na,2018-01-01 00:00,40,µg/m3\na,2018-01-01 01:00,0.041,mg/m³\na,2018-01-01 02:00,21,ppb\n"
        "a,2018-01-01 03:00,39,µg/m3\n"
    )
    staged = taken(tmp_path, text, columns=Columns("unit", ("time",), "value", "u"))
    assert [one[2] for one in rows(tmp_path, staged) if one[3] == 0] == pytest.approx([40, 41, 39])
    assert staged.report["units_of_measure"] == {"µg/m3": 2, "mg/m³": 1, "ppb": 1}
    assert staged.report["samples"]["foreign_unit"][0]["line"] == 4


def test_every_row_that_cannot_count_is_said_with_why(tmp_path):
    text = (
        "unit,time,value\na,2018-01-01 00:00,5\na,2018-01-01 00:00,5\na,2018-01-01 01:00,\na,2018-01-01 02:00,much\n"
        "a,yesterday,5\na,2018-01-01 03:00,9000\na,2018-01-01 04:00,inf\n"
    )
    staged = taken(tmp_path, text, limits=Limits(0, 500))
    assert staged.report["flags"] == {
        "ok": 1, "repeated": 1, "empty": 1, "unreadable": 2, "no_time": 1, "impossible": 1,
    }  # fmt: skip
    assert staged.rows == 7 and staged.kept == 1


def test_gaps_resets_drifts_and_changes_of_scale_are_found(tmp_path):
    hours = [f"2018-01-01 {h:02}:00" for h in range(24) if h not in (5, 6)]
    gappy = taken(tmp_path, "unit,time,value\n" + "".join(f"a,{one},{i}\n" for i, one in enumerate(hours)))
    assert gappy.report["gaps"] == 2 and gappy.report["step"] == 3600
    reset = "unit,time,value\n" + "".join(f"a,2018-01-01 {h:02}:00,{v}\n" for h, v in enumerate([10, 12, 1, 4]))
    assert taken(tmp_path, reset, limits=Limits(counter=True)).report["flags"] == {"ok": 2, "reset": 2}
    months = [f"2018-{m:02}" for m in range(1, 13)]
    text = "unit,time,value\n" + "".join(
        f"{unit},{month},{30 + (i % 2) - (2 * i if unit == 'd' else 0) if unit != 'e' or i < 6 else 0.03}\n"
        for unit in "abcde"
        for i, month in enumerate(months)
    )
    found = taken(tmp_path, text).report
    assert "d" in {one["unit"] for one in found["drifts"]}
    assert {"unit": "e", "month": "2018-07"} in found["jumps"]


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        ("unit,time,value\na,2018-01-01,5\na,2018-0", "csv", "line 3 does not have as many cells"),
        ("", "csv", "it is empty"),
        ("unit,time,value\n", "csv", "no rows"),
        ("unit,when,value\na,2018-01-01,5\n", "csv", "columns missing: time"),
        ("unit,unit,value\na,b,5\n", "csv", "two columns have one name"),
        (b"\xff\xfe\x00\x01" * 40, "csv", "neither in UTF-8|not a text"),
        (b"PAR1" + b"\x00" * 90, "parquet", "may have been cut off"),
    ],
)
def test_a_file_cut_off_or_of_another_kind_is_refused_and_nothing_is_kept(tmp_path, content, kind, why):
    with pytest.raises(Broken, match=why):
        taken(tmp_path, content, kind)
    assert not list(tmp_path.rglob("*.parquet")) or kind == "parquet"
    assert not list((tmp_path / "kept").rglob("*.p*"))


def test_a_last_line_without_an_end_is_a_doubt_that_is_shown(tmp_path):
    text = "unit,time,value\na,2018-01-01,5\na,2018-01-02,4"
    assert taken(tmp_path, text).report["ends_whole"] is False
    assert taken(tmp_path, text + "\n").report["ends_whole"] is True


def test_korean_code_page_semicolons_and_decimal_commas_are_read(tmp_path):
    text = "unit;time;value\n종로;2018/01/01 00:00;12,5\n".encode("cp949")
    staged = taken(tmp_path, text, zone="Asia/Seoul")
    assert rows(tmp_path, staged) == [("종로", "2017-12-31 15:00:00", 12.5, 0)]


def test_parquet_gives_what_the_same_csv_gives_and_batches_do_not_matter(tmp_path, monkeypatch):
    rng = np.random.default_rng(1)
    table = pa.table(
        {
            "unit": [f"s{i % 5}" for i in range(2000)],
            "time": pa.array([1514764800 + 900 * (i // 5) for i in range(2000)], pa.timestamp("s")),
            "value": np.round(rng.normal(30, 5, 2000), 2),
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    text = "unit,time,value\n" + "".join(f"{r['unit']},{r['time']},{r['value']}\n" for r in table.to_pylist())
    whole = taken(tmp_path, (tmp_path / "in.parquet").read_bytes(), "parquet")
    assert [one["sha256"] for one in taken(tmp_path, text).manifest] == [one["sha256"] for one in whole.manifest]
    monkeypatch.setattr("cityloop.livinglabs.intake.opening.BATCH", 37)
    monkeypatch.setattr("cityloop.livinglabs.intake.keeping.WAITING", 100)
    small = taken(tmp_path, text)
    assert rows(tmp_path, small) == rows(tmp_path, whole) and small.report == taken(tmp_path, text).report
