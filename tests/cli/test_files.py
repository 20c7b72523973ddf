"""Files in are read or refused with line and remedy; files out are written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityloop.cli.files import NUMBER, TEXT, Column, FileError, read_table, save

MARKS = {"case": TEXT, "mark": NUMBER}


def table(tmp_path, content, name="marks.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(path, required=MARKS, **options) -> FileError:
    with pytest.raises(FileError) as caught:
        read_table(path, required, **options)
    assert "Traceback" not in str(caught.value)
    assert any("가" <= letter <= "힣" for letter in caught.value.text.ko)
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        "case,mark\na,1\nb,2.5\n",
        "case,mark\r\na,1\r\nb,2.5\r\n",
        "case,mark\ra,1\rb,2.5",
        "\ufeffcase,mark\na,1\nb,2.5",
        ' case , mark \n "a" , 1 \n\n\nb,2.5\n'.replace(' "a" ', " a "),
        'note,mark,case\n"x,\ny",1,a\n,2.5,b\n',
    ],
    ids=["unix", "windows", "old mac", "byte-order mark", "blanks and empty lines", "quoted and another order"],
)
def test_a_table_is_read_however_it_was_saved(tmp_path, content):
    read = read_table(table(tmp_path, content), MARKS)
    assert read["case"].tolist() == ["a", "b"]
    assert read["mark"].tolist() == [1, 2.5]


@pytest.mark.parametrize(
    ("content", "line", "column", "said"),
    [
        ("", None, None, "The file is empty"),
        ("\n\n", None, None, "The file is empty"),
        ("case,mark\n", None, None, "at least one row of data"),
        ("case,marks\na,1", 1, None, "Rename column 'marks' to 'mark'."),
        ("case;mark\na;1", 1, None, "with commas between the cells"),
        ("case\tmark\na\t1", 1, None, "with commas between the cells"),
        ("case\na", 1, None, "The header needs: case, mark."),
        ("case,mark,mark\na,1,2", 1, "mark", "Keep one of the columns"),
        ("case,mark\na,1\nb,one", 3, "mark", "found 'one', expected a number."),
        ("case,mark\na,1\nb,", 3, "mark", "expected a number."),
        ("case,mark\na,nan", 2, "mark", "found 'nan'"),
        ("case,mark\na,inf", 2, "mark", "found 'inf'"),
        ("case,mark\na,1e999", 2, "mark", "found '1e999'"),
        ("case,mark\na,1_000", 2, "mark", "found '1_000'"),
        ("case,mark\na,0x10", 2, "mark", "found '0x10'"),
        ("case,mark\na,\u0663", 2, "mark", "expected a number."),
        ('case,mark\na,"1,5"', 2, "mark", "found '1,5'"),
        ("case,mark\na,1\n,2", 3, "case", "expected a value."),
        ("case,mark\na,1,5", 2, None, "found 3 cells, expected 2 cells"),
        ("case,mark\na,1\nb", 3, None, "found 1 cells, expected 2 cells"),
        ('case,mark\n"a,1\nb,2\n', 3, None, "cells"),
        ("케이스,mark\na,1".encode("cp949"), 1, None, "CSV UTF-8"),
        ("case,mark\na,1\n가,2".encode("utf-16"), 1, None, "UTF-8"),
        (b"PK\x03\x04\x00\x00", 1, None, "binary file"),
        (",".join(f"c{i}" for i in range(1_000_000)) + "\n", 1, None, "found 1000000 columns, expected at most 5000"),
        ("x" * 300_000 + "\n", 1, None, "The header needs: case, mark."),
    ],
)
def test_a_bad_table_is_refused_with_its_place(tmp_path, content, line, column, said):
    error = refusal(table(tmp_path, content))
    assert (error.line, error.column, error.status) == (line, column, 2)
    assert said in str(error)
    assert str(error).startswith(str(tmp_path / "marks.csv"))
    assert len(str(error)) < 600


def test_the_line_counts_lines_of_the_file_and_not_rows(tmp_path):
    error = refusal(table(tmp_path, 'case,mark\n\n"a\nb\nc",1\n\nd,x\n'))
    assert error.line == 7


def test_a_file_that_is_not_there_or_of_another_kind_is_refused(tmp_path):
    assert "No such file" in str(refusal(tmp_path / "nothing.csv"))
    assert "ends in .csv or .parquet" in str(refusal(tmp_path / "marks.xlsx"))
    (tmp_path / "folder.csv").mkdir()
    assert "directory" in str(refusal(tmp_path / "folder.csv"))
    assert "a Parquet file" in str(refusal(table(tmp_path, "case,mark\na,1", "marks.parquet")))


def test_bounds_words_and_blanks_are_what_a_column_says(tmp_path):
    path = table(tmp_path, "case,mark\na,NA\nb,\nc,2\n")
    read = read_table(path, {"mark": Column("number", blank=True, words={"NA": -1})})
    assert read["mark"].tolist()[::2] == [-1, 2]
    assert np.isnan(read["mark"][1])
    assert refusal(path, {"mark": Column("number", blank=True, words={"NA": -1}, least=0)}).line == 2
    assert "a number 0 … inf" in str(refusal(path, {"mark": Column("number", least=0)}))


def test_other_columns_come_along_when_asked_for(tmp_path):
    path = table(tmp_path, "id,cost,country\np,3,VN\n")
    assert list(read_table(path, {"id": TEXT})) == ["id"]
    assert dict(read_table(path, {"id": TEXT}, {"cost": NUMBER, "score": NUMBER}, rest=TEXT)) == {
        "id": ["p"],
        "cost": [3],
        "country": ["VN"],
    }


def test_a_verb_refuses_a_cell_by_its_row(tmp_path):
    read = read_table(table(tmp_path, "case,mark\na,1\nb,7\n"), MARKS)
    with pytest.raises(FileError, match=r"marks.csv:3: column 'mark': found '7', expected at most 4. Mend it."):
        read.refuse(1, "mark", found=7, expected="at most 4", remedy="Mend it.")


def test_parquet_says_the_row(tmp_path):
    path = tmp_path / "marks.parquet"
    parquet.write_table(pa.table({"case": ["a", "b"], "mark": [1.0, float("inf")]}), path)
    assert "(row 2 of the data)" in str(refusal(path))
    parquet.write_table(pa.table({"case": ["a", None], "mark": [1, 2]}), path)
    assert refusal(path).column == "case"
    parquet.write_table(pa.table({"case": ["a"], "mark": [[1]]}), path)
    assert refusal(path).column == "mark"


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool),
            st.floats(allow_nan=False, allow_infinity=False),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["t.csv", "t.parquet"]),
)
def test_what_is_written_reads_back_the_same(tmp_path_factory, rows, name):
    path = tmp_path_factory.mktemp("round") / name
    cases, marks = [case for case, _ in rows], np.array([mark for _, mark in rows])
    save({path: {"case": cases, "mark": marks}})
    read = read_table(path, MARKS)
    assert read["case"].tolist() == cases
    assert read["mark"].tolist() == marks.tolist()


def test_all_files_are_written_or_none(tmp_path):
    good, bad = tmp_path / "out.csv", tmp_path / "missing" / "r.json"
    with pytest.raises(FileError, match="Make the folder, or name another place"):
        save({good: {"case": ["a"]}, bad: {}})
    with pytest.raises(FileError, match=r"ends in one of .csv, .parquet, .json"):
        save({good: {"case": ["a"]}, tmp_path / "r.txt": {}})
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_breaks_leaves_the_old_file_and_no_rest(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(ValueError, match="shorter"):
        save({path: {"a": [1, 2], "b": [1]}})
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]
    assert path.read_text() == "old"


def test_a_report_says_null_where_there_is_no_number(tmp_path):
    path = tmp_path / "r.json"
    content = {
        "bound": np.inf,
        "gap": np.nan,
        "loads": np.arange(2),
        "n": np.int64(3),
        "by": {1: (True, None)},
        "at": Path("x"),
    }
    save({path: content, None: "skipped"})
    assert json.loads(path.read_text()) == {
        "bound": None, "gap": None, "loads": [0, 1], "n": 3, "by": {"1": [True, None]}, "at": "x",
    }  # fmt: skip
