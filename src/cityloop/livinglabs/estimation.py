"""From a delivery of measurements to an effect: Parquet in, plain values out. The engine decides, this room carries."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from django.utils.translation import gettext_lazy as _

from cityloop.audit.refusal import Refused
from cityloop.engine.effects import NEVER, Cells, effect, starts_of
from cityloop.livinglabs.cells import Periods, cells_expression, collect, duckdb


@dataclass(frozen=True)
class Readings:
    """A delivery that was read whole: its Parquet bytes, how many rows, and the first and last period observed."""

    parquet: bytes
    rows: int
    first: str
    last: str


def readings(path: Path, protocol: dict) -> Readings:
    """Read a CSV file by the columns that the protocol names. Raises `Refused` where it cannot be used."""
    wanted = [protocol["unit"], *protocol["time"], protocol["outcome"]]
    types = {protocol["unit"]: pa.string(), protocol["outcome"]: pa.float64()}
    try:
        table = pacsv.read_csv(path, convert_options=pacsv.ConvertOptions(column_types=types))
    except (OSError, pa.ArrowInvalid) as error:
        raise _unusable(str(error)) from error
    missing = [name for name in wanted if name not in table.column_names]
    if missing or table.num_rows == 0:
        raise _unusable(_("columns missing: %(names)s") % {"names": ", ".join(missing)} if missing else _("no rows"))
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    seen = _cells(ibis.memtable(table), protocol)
    return Readings(buffer.getvalue(), table.num_rows, seen.periods[0], seen.periods[-1])


def estimate(path: Path, protocol: dict) -> dict:
    """The effect of `protocol` on the Parquet file at `path`, as JSON values: estimate, placebos, series, checks."""
    cells = _cells(duckdb().read_parquet(path), protocol)
    starts = dict.fromkeys(protocol["treated"], protocol["from"])
    try:
        found = effect(cells, starts, method=protocol["method"], window=protocol["window"], seed=1)
    except (KeyError, ValueError) as error:
        raise Refused(
            _("No effect was estimated."),
            str(error),
            _("Check the protocol’s units, start and window against the measurements."),
        ) from error
    return {
        "method": found.method,
        "estimate": found.estimate.value,
        "p_value": found.p,
        "smallest_p": found.permutation.smallest_p if found.permutation else None,
        "comparison": _comparison(found.comparison),
        "placebos": [list(pair) for pair in found.permutation.effects] if found.permutation else [],
        "treated": list(found.treated),
        "others": found.others,
        "before": [found.before[0], found.before[-1]],
        "after": [found.after[0], found.after[-1]],
        "series": _series(cells, starts, (found.before[0], found.after[-1])),
        "checks": [
            {"name": c.name, "value": c.value, "p": c.p, "passed": c.passed, "says": _both(c.says)}
            for c in found.checks
        ],
        "detectable": _both(found.detectable.says) if found.detectable else None,
        "notes": [_both(note) for note in found.notes],
    }


def _cells(table, protocol: dict) -> Cells:
    periods = Periods.of(protocol["from"])
    expression = cells_expression(
        table, unit=protocol["unit"], time=protocol["time"], outcome=protocol["outcome"], periods=periods
    )
    return collect(expression, periods)


def _series(cells: Cells, starts: dict[str, str], window: tuple[str, str]) -> dict:
    """The plain mean of the treated units and of the others in every period of the window; None where nobody read."""
    treated = (starts_of(cells, starts) < NEVER)[cells.unit]
    begin, end = (cells.periods.index(period) for period in window)
    return {
        "periods": list(cells.periods[begin : end + 1]),
        "treated": [_mean(cells, treated & (cells.period == at)) for at in range(begin, end + 1)],
        "others": [_mean(cells, ~treated & (cells.period == at)) for at in range(begin, end + 1)],
    }


def _mean(cells: Cells, keep) -> float | None:
    return round(float(cells.means[keep].mean()), 4) if keep.any() else None


def _comparison(found) -> dict | None:
    if found is None:
        return None
    names = ("treated_before", "treated_after", "others_before", "others_after", "difference")
    return {name: getattr(found, name) for name in names}


def _both(text) -> dict[str, str]:
    return {"ko": text.ko, "en": text.en}


def _unusable(why) -> Refused:
    return Refused(
        _("The measurements were not received."),
        _("The file cannot be used: %(why)s.") % {"why": why},
        _("Hand in a CSV file with the columns that the protocol names."),
    )
