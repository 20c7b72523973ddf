"""A file read once, in order: every row flagged, what was found counted, all of it written beside for acceptance."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from django.utils.translation import gettext as _

from cityloop.engine.readings import Carried, Clock, Limits, conversion, flagged
from cityloop.engine.readings.flags import AMBIGUOUS, FOREIGN, NO_HOUR, OK
from cityloop.livinglabs.intake.keeping import SCHEMA, Months
from cityloop.livinglabs.intake.opening import Broken, Columns, ordered, said
from cityloop.livinglabs.intake.reporting import Tally

SECOND = 1_000_000
DAY = 86_400


@dataclass(frozen=True)
class Staged:
    """A file that was read whole: the files its rows were written to, how many there are, and how many count."""

    manifest: list[dict]
    rows: int
    kept: int
    report: dict


@dataclass(frozen=True)
class Asked:
    """What the protocol says of the readings: the unit wanted, the clock of the place, the limits of one reading."""

    measured_in: str
    clock: Clock
    limits: Limits


def stage(
    path: Path, kind: str, columns: Columns, asked: Asked, root: Path, folder: str, *, drift: float, jump: float
) -> Staged:
    """Read a file into months under `root/folder`. Raises `Broken`, leaving nothing, where it is not whole."""
    tally, carried, months = Tally(drift=drift, jump=jump), Carried(), Months(root, folder)
    with tempfile.TemporaryDirectory(prefix="cityloop-") as folder:
        connection, reader = ordered(path, kind, columns, Path(folder))
        try:
            for table in _whole_days(reader):
                months.add(*_one(table, asked, tally, carried))
            if not tally.rows:
                raise Broken(_("it has no rows"))
            manifest = months.close()
        except Exception as error:
            months.abandon()
            if isinstance(error, Broken):
                raise
            if type(error).__module__.startswith(("duckdb", "_duckdb", "pyarrow")):
                raise Broken(said(error)) from error
            raise
        finally:
            connection.close()
    report = tally.report(ends_whole=kind != "csv" or _ends_in_a_line(path))
    return Staged(manifest, tally.rows, tally.kept, report)


def _whole_days(reader) -> Iterator[pa.Table]:
    """The rows in tables that never cut a day of a unit in two."""
    left = None
    for batch in reader:
        table = pa.Table.from_batches([batch])
        if left is not None:
            table = pa.concat_tables([left, table])
        cut = _last_change(table)
        if cut:
            yield table.slice(0, cut)
        left = table.slice(cut)
    if left is not None and left.num_rows:
        yield left


def _last_change(table: pa.Table) -> int:
    """Where the last day of the last unit begins."""
    unit, wall = table["unit"], table["wall"]
    size = table.num_rows
    last_unit, last_wall = unit[size - 1], wall[size - 1].value
    place = size
    step = 4096
    while place > 0:
        low = max(0, place - step)
        names = unit.slice(low, place - low).to_pylist()
        walls = wall.slice(low, place - low).cast(pa.int64()).to_pylist()
        for index in range(len(names) - 1, -1, -1):
            same_day = last_wall is not None and walls[index] is not None and (
                walls[index] // (DAY * SECOND) == last_wall // (DAY * SECOND)
            )  # fmt: skip
            if names[index] != last_unit.as_py() or not (same_day or walls[index] is last_wall is None):
                return low + index + 1
        place = low
    return 0


def _one(table: pa.Table, asked: Asked, tally: Tally, carried: Carried) -> tuple[pa.Table, np.ndarray]:
    code = tally.codes(table["unit"])
    state = table["state"].to_numpy().astype(np.int8)
    value = table["value"].fill_null(np.nan).to_numpy().astype(float)
    wall = table["wall"].cast(pa.int64()).fill_null(0).to_numpy() // SECOND
    known = table["offset_known"].fill_null(False).to_numpy()
    _convert(table["uom"], value, state, asked.measured_in, tally)
    at, local = _on_the_clock(code, wall, known, state, asked.clock)
    order = np.lexsort((table["line"].to_numpy(), at, code))
    if (np.diff(order) < 0).any():
        table = table.take(pa.array(order))
        code, state, value, at, local = (one[order] for one in (code, state, value, at, local))
    flag, value = flagged(code, at, value, state, asked.limits, carried)
    line = table["line"].to_numpy()
    tally.add(code, at, local, value, flag, line)
    columns = (table["unit"], at * SECOND, local * SECOND, value, flag, line)
    return pa.table(list(_typed(columns)), SCHEMA), local


def _typed(columns):
    for field, column in zip(SCHEMA, columns, strict=True):
        if isinstance(column, np.ndarray):
            whole = pa.array(column)
            yield whole.cast(field.type) if whole.type != field.type else whole
        else:
            yield column


def _convert(uom: pa.ChunkedArray, value: np.ndarray, state: np.ndarray, wanted: str, tally: Tally) -> None:
    """Values into the unit of the protocol; a row in a unit that does not become it is set aside."""
    if uom.null_count == len(uom):
        return
    coded = uom.combine_chunks().dictionary_encode()
    index = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    for number, name in enumerate(coded.dictionary.to_pylist()):
        rows = index == number
        tally.units_of_measure[name] = tally.units_of_measure.get(name, 0) + int(rows.sum())
        found = conversion(name, wanted)
        if found is None:
            state[rows & (state == OK)] = FOREIGN
        elif found != (1.0, 0.0):
            value[rows] = value[rows] * found[0] + found[1]


def _on_the_clock(
    code: np.ndarray, wall: np.ndarray, known: np.ndarray, state: np.ndarray, clock: Clock
) -> tuple[np.ndarray, np.ndarray]:
    """World and local time; in the hour that comes twice a unit's second reading of a moment is the later one."""
    again = np.concatenate([[False], (np.diff(wall) == 0) & (np.diff(code) == 0)])
    at, twice, never = clock.world(wall, again)
    at = np.where(known, wall, at)
    local = clock.local(at)
    naive = ~known & (state == OK)
    state[naive & never] = NO_HOUR
    paired = again | np.concatenate([again[1:], [False]])
    state[naive & twice & ~paired] = AMBIGUOUS
    return at, np.where(known, local, wall)


def _ends_in_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) in b"\r\n"
