"""From measurements to an effect, and from the past to what a protocol could find: files in, plain values out."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityloop.audit.refusal import Refused
from cityloop.engine.effects import (
    NEVER,
    Cells,
    effect,
    foresee,
    missing_check,
    say,
    starts_of,
    window_check,
)
from cityloop.engine.impossible import Impossible
from cityloop.engine.readings import Clock, Limits
from cityloop.livinglabs.cells import Periods, cells_expression, collect
from cityloop.livinglabs.engines import readings_of
from cityloop.livinglabs.intake import Asked, Broken, Columns, Staged, sha256_of, stage

COLUMNS = {"unit": "unit", "time": ["local"], "outcome": "value"}
"""What the columns are called once readings have been taken in."""

MOST_CELLS = 20_000
"""Cells are kept with an effect, so that anybody can compute it again, as long as there are no more than these."""


def root() -> Path:
    """Where readings are kept."""
    return Path(settings.EVIDENCE_ROOT)


def staged(path: Path, kind: str, content: dict, pilot, rules, folder: str, *, at, base: Path | None = None) -> Staged:
    """Read a file, received at a moment, by the columns that a protocol names. Raises `Refused` if it is of no use."""
    limits = Limits(
        content.get("least", float("-inf")),
        content.get("most", float("inf")),
        content.get("stuck_after", rules.stuck_after if content.get("grain") == "readings" else 0),
        bool(content.get("counter")),
        at.timestamp(),
    )
    asked = Asked(content["measured_in"], Clock.of(pilot.zone), limits)
    try:
        columns = Columns.of(content) if kind in ("csv", "parquet") else Columns("unit", ("time",), "value", "uom")
        read_as = "csv" if kind == "csv" else "parquet"
        return stage(path, read_as, columns, asked, base or root(), folder, drift=rules.drift, jump=rules.jump)
    except Broken as error:
        raise unusable(error) from error


def cells_of_files(files: list[Path], content: dict) -> Cells:
    """Unit × period cells of the places that the protocol names, by the engine of this installation."""
    periods = Periods.of(content["from"])
    cells = collect(cells_expression(readings_of(files), **COLUMNS, periods=periods), periods)
    named = {*content["treated"], *content.get("comparison", ())}
    return cells.without_units([one for one in cells.units if one not in named]) if "comparison" in content else cells


def estimate(files: list[Path], content: dict, *, level: float = 0.95) -> dict:
    """The effect of a protocol on files of readings, as JSON values: estimate, cells, series, checks, words."""
    try:
        cells = cells_of_files(files, content)
        starts = dict.fromkeys(content["treated"], content["from"])
        found = effect(cells, starts, method=content["method"], window=content["window"], level=level, seed=1)
        checks, windows = _checks(cells, starts, content, found)
    except (KeyError, ValueError, Impossible) as error:
        why = error.args[0] if isinstance(error, KeyError) else error
        raise Refused(
            _("No effect was estimated."),
            str(why),
            _("Check the protocol’s units, start and window against the measurements."),
        ) from error
    said = say(found, unit=content["measured_in"], better=content["better"], worth=content.get("worth"), checks=checks)
    return {
        "method": found.method,
        "headline": found.headline,
        "estimate": found.estimate.value,
        "interval": list(found.interval),
        "level": level,
        "p_value": found.p,
        "smallest_p": found.permutation.smallest_p if found.permutation else None,
        "convention": _both(found.estimate.convention),
        "comparison": _comparison(found.comparison),
        "placebos": [list(pair) for pair in found.permutation.effects] if found.permutation else [],
        "treated": list(found.treated),
        "others": found.others,
        "before": [found.before[0], found.before[-1]],
        "after": [found.after[0], found.after[-1]],
        "series": _series(cells, starts, (found.before[0], found.after[-1])),
        "windows": [[one.window, one.value] for one in windows],
        "checks": [
            {"name": c.name, "value": _finite(c.value), "p": c.p, "passed": c.passed, "says": _both(c.says)}
            for c in checks
        ],
        "verdict": said.verdict,
        "sentence": _both(said.sentence),
        "doubts": [_both(one) for one in said.doubts],
        "detectable": _both(found.detectable.says) if found.detectable else None,
        "notes": [_both(note) for note in found.notes],
        "readings": found.readings,
        "cells": _kept_cells(cells, found),
    }


def foreseen(path: Path, kind: str, name: str, content: dict, pilot, rules, *, at) -> dict:
    """What a plan could find, from a file of the past. The file itself is not kept, only its hash."""
    folder = Path(tempfile.mkdtemp(prefix="cityloop-"))
    what = _("The power was not computed.")
    try:
        read = staged(path, kind, content, pilot, rules, "past", at=at, base=folder)
        cells = cells_of_files([folder / one["path"] for one in read.manifest], content)
        periods = Periods.of(content["from"])
        until = [
            i for i, label in enumerate(cells.periods) if periods.ordinal(label) < periods.ordinal(content["from"])
        ]
        if not until:
            raise Refused(
                what,
                _("The file has no measurement from before the start."),
                _("Hand in measurements of the past, from before the start."),
            )
        past = cells.between(0, until[-1])
        windows = {"before": content["window"], "after": content["window"]}
        found = foresee(
            past, content["treated"], **windows, worth=content.get("worth") or 0.0, method=content["method"],
            level=rules.level, power=rules.power,
        )  # fmt: skip
    except (KeyError, ValueError, Impossible) as error:
        why = error.args[0] if isinstance(error, KeyError) else error
        raise Refused(what, str(why), _("Change the plan or hand in a longer past; then try again.")) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {
        "file": name,
        "sha256": sha256_of(path),
        "from": past.periods[0],
        "until": past.periods[-1],
        "pretended": found.pretended,
        "detectable": found.detectable.effect if found.detectable else None,
        "chance": found.chance,
        "enough": found.enough,
        "says": _both(found.says),
    }


def _checks(cells: Cells, starts: dict, content: dict, found):
    if content["method"] == "its":
        return found.checks, ()
    first = starts_of(cells, starts)
    window, each = window_check(cells, starts, content["window"])
    begin, end = (cells.periods.index(one) for one in (found.before[0], found.after[-1]))
    shifted = [one - begin if one < NEVER else NEVER for one in first.tolist()]
    missing = missing_check(cells.between(begin, end), _array(shifted), found.estimate.value)
    return (*found.checks, window, missing), each


def _array(values):
    import numpy as np

    return np.array(values)


def _series(cells: Cells, starts: dict[str, str], window: tuple[str, str]) -> dict:
    """The plain mean of the treated units and of the others in every period of the window; None where nobody read."""
    treated = (starts_of(cells, starts) < NEVER)[cells.unit]
    begin, end = (cells.periods.index(period) for period in window)
    return {
        "periods": list(cells.periods[begin : end + 1]),
        "treated": [_mean(cells, treated & (cells.period == at)) for at in range(begin, end + 1)],
        "others": [_mean(cells, ~treated & (cells.period == at)) for at in range(begin, end + 1)],
    }


def _kept_cells(cells: Cells, found) -> dict | None:
    begin, end = (cells.periods.index(one) for one in (found.before[0], found.after[-1]))
    own = cells.between(begin, end)
    if len(own.unit) > MOST_CELLS:
        return None
    rows = [own.unit.tolist(), own.period.tolist(), own.total.tolist(), own.count.tolist()]
    names = ("unit", "period", "total", "count")
    return {
        "scale": own.scale,
        "units": list(own.units),
        "periods": list(own.periods),
        **dict(zip(names, rows, strict=True)),
    }


def _mean(cells: Cells, keep) -> float | None:
    return round(float(cells.means[keep].mean()), 4) if keep.any() else None


def _finite(value: float) -> float | None:
    return value if value == value else None


def _comparison(found) -> dict | None:
    if found is None:
        return None
    names = ("treated_before", "treated_after", "others_before", "others_after", "difference")
    return {name: _finite(getattr(found, name)) for name in names}


def _both(text) -> dict[str, str]:
    return {"ko": text.ko, "en": text.en}


def unusable(why) -> Refused:
    """The refusal of a file that cannot be used."""
    return Refused(
        _("The measurements were not received, and nothing of them was kept."),
        _("The file cannot be used: %(why)s.") % {"why": str(why).rstrip(".")},
        _("Hand in the whole file with the columns that the protocol names."),
    )
