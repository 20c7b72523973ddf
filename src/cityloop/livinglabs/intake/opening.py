"""A file of readings as one ordered stream of rows, whatever it is written in. DuckDB reads, sorts and spills."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
from django.utils.translation import gettext as _

BATCH = 400_000
MEMORY = "320MB"
EMPTY = ("", "na", "n/a", "nan", "null", "none", "-", "--")
OFFSET = r"\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d(:?\d\d)?)$"
SORTED = "SELECT line, unit, wall, offset_known, value, uom, state FROM ({rows}) ORDER BY unit, wall, line"


class Broken(Exception):
    """A file that cannot be read as what it says it is; its text is a sentence for the reader."""


@dataclass(frozen=True)
class Columns:
    """Which columns of a file are what; `time` is one column, or year and month; `uom` says each row's unit, if any."""

    unit: str
    time: tuple[str, ...]
    value: str
    uom: str = ""

    @classmethod
    def of(cls, content: Mapping) -> Columns:
        """The columns that a protocol names."""
        return cls(content["unit"], tuple(content["time"]), content["outcome"], content.get("measured_in_column", ""))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name in (self.unit, *self.time, self.value, self.uom) if name)


def ordered(path: Path, kind: str, columns: Columns, folder: Path):
    """A reader of record batches sorted by unit and time: `line, unit, wall, offset_known, value, uom, state`.

    `wall` is what the file says; `offset_known` that it said how far from world time, and then `wall` is world time.
    `state` is the number of a flag (`engine.readings.FLAGS`). Raises `Broken`.
    """
    connection = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder), "threads": 2})
    connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
    source = _csv(path, folder) if kind == "csv" else f"read_parquet({_text(str(path))})"
    try:
        types = {name: str(kind_) for name, kind_, *_rest in connection.execute(f"DESCRIBE FROM {source}").fetchall()}
        _require(columns, types)
        query = SORTED.format(rows=_rows(source, columns, types))
        return connection, connection.sql(query).to_arrow_reader(BATCH)
    except duckdb.Error as error:
        raise Broken(said(error)) from error


def said(error: Exception) -> str:
    """Why a file could not be read, from what DuckDB says."""
    text = str(error)
    line = re.search(r"CSV Error on Line: (\d+)", text)
    if line:
        return _("line %(line)s does not have as many cells as the header; the file may have been cut off there") % {
            "line": line[1]
        }
    if "magic bytes" in text or "footer" in text.lower() or "too small" in text:
        return _("it does not end as a Parquet file does; the file may have been cut off")
    return text.splitlines()[0][:200]


def _csv(path: Path, folder: Path) -> str:
    plain = _in_utf8(path, folder)
    head = plain.open(encoding="utf-8-sig").readline()
    if not head.strip():
        raise Broken(_("it is empty"))
    mark = max(",;\t|", key=head.count)
    return (
        f"read_csv({_text(str(plain))}, header=true, all_varchar=true, delim={_text(mark)}, quote='\"', escape='\"',"
        " null_padding=false, ignore_errors=false, strict_mode=true, auto_detect=false, columns="
        f"{_column_types(head, mark)})"
    )


def _column_types(head: str, mark: str) -> str:
    names = [name.strip().strip('"').strip() for name in head.rstrip("\r\n").split(mark)]
    if len(set(names)) < len(names) or "" in names:
        raise Broken(_("two columns have one name, or one has none"))
    return "{" + ", ".join(f"{_text(name)}: 'VARCHAR'" for name in names) + "}"


def _in_utf8(path: Path, folder: Path) -> Path:
    """The file itself where it is UTF-8, else a copy from the code page of Korean offices."""
    for encoding in ("utf-8", "cp949"):
        target = folder / "plain.csv"
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as source, target.open("wb") as copy:
                while chunk := source.read(1 << 20):
                    text = decoder.decode(chunk)
                    if "\0" in text:
                        raise Broken(_("it is not a text file"))
                    if encoding != "utf-8":
                        copy.write(text.encode())
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return path if encoding == "utf-8" else target
    raise Broken(_("its letters are neither in UTF-8 nor in the Korean code page"))


def _require(columns: Columns, types: Mapping[str, str]) -> None:
    missing = [name for name in columns.names if name not in types]
    if missing:
        raise Broken(
            _("columns missing: %(names)s; the file has %(found)s")
            % {"names": ", ".join(missing), "found": ", ".join(list(types)[:20])}
        )


def _rows(source: str, columns: Columns, types: Mapping[str, str]) -> str:
    """Each row by itself: what it says, and what is wrong with it alone."""
    wall, offset = _wall(columns.time, types)
    value = _name(columns.value)
    if types[columns.value] == "VARCHAR":
        bare = f"trim({value})"
        number = f"coalesce(try_cast({bare} AS DOUBLE), try_cast(replace({bare}, ',', '.') AS DOUBLE))"
        empty = f"({value} IS NULL OR lower({bare}) IN ({', '.join(map(_text, EMPTY))}))"
    else:
        number, empty = f"try_cast({value} AS DOUBLE)", f"({value} IS NULL)"
    return (
        f"SELECT row_number() OVER () + 1 AS line, coalesce(trim({_name(columns.unit)}::VARCHAR), '') AS unit,"
        f" {wall} AS wall, {offset} AS offset_known, {number} AS value,"
        f" {_name(columns.uom) + '::VARCHAR' if columns.uom else 'NULL::VARCHAR'} AS uom,"
        f" (CASE WHEN {wall} IS NULL OR {_name(columns.unit)} IS NULL THEN 4 WHEN {empty} THEN 2"
        f" WHEN {number} IS NULL OR NOT isfinite({number}) THEN 3 ELSE 0 END)::TINYINT AS state FROM {source}"
    )


def _wall(time: tuple[str, ...], types: Mapping[str, str]) -> tuple[str, str]:
    if len(time) == 2:
        year, month = (f"try_cast({_name(name)} AS INTEGER)" for name in time)
        sound = f"{month} BETWEEN 1 AND 12 AND {year} BETWEEN 1900 AND 2199"
        return f"(CASE WHEN {sound} THEN make_timestamp({year}, {month}, 1, 0, 0, 0) END)", "false"
    column = _name(time[0])
    if types[time[0]] != "VARCHAR":
        return f"try_cast({column} AS TIMESTAMP)", "true" if "TIME ZONE" in types[time[0]] else "false"
    text = f"replace(trim({column}), '/', '-')"
    whole = f"(CASE WHEN length({text}) = 7 THEN {text} || '-01' ELSE {text} END)"
    return f"try_cast({whole} AS TIMESTAMP)", f"regexp_matches({text}, {_text(OFFSET)})"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
