"""`cityloop effect`: what a pilot did, from a file of measurements."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cityloop.engine.effects import Cells, Effect


def add(subparsers: Any) -> None:
    """Describe the verb."""
    from .files import add_report

    verb = subparsers.add_parser("effect", help="estimate what a pilot did, from measurements before and after")
    verb.add_argument("data", type=Path, metavar="DATA.csv|DATA.parquet")
    verb.add_argument("--unit", required=True, metavar="COLUMN", help="what was treated or not: a station, a district")
    verb.add_argument("--time", required=True, metavar="COLUMN[,COLUMN]", help="when; two columns are year,month")
    verb.add_argument("--outcome", required=True, metavar="COLUMN", help="what was measured")
    verb.add_argument("--treated", metavar="UNIT[,UNIT…]", help="the units that were treated from --from on")
    verb.add_argument("--from", dest="start", metavar="PERIOD", help="first treated period: 2018, 2018-12, 2018-11-30")
    verb.add_argument("--starts", type=Path, metavar="STARTS.csv", help="unit,from: where starts differ")
    verb.add_argument("--window", type=_positive, metavar="N", help="periods kept on each side of the start")
    verb.add_argument("--method", choices=("did", "imputation", "its"), default="did")
    verb.add_argument("--season", type=_positive, metavar="N", help="periods in a cycle, for its: 12 for months")
    verb.add_argument("--readings", metavar="COLUMN", help="how many readings a row stands for")
    verb.add_argument("--least", type=float, default=0, metavar="N", help="leave out cells with fewer readings")
    verb.add_argument(
        "--decimals", type=int, choices=range(10), metavar="N", help="digits kept (default: all that fit)"
    )
    verb.add_argument("--engine", default="duckdb", metavar="duckdb|spark://…")
    verb.add_argument("--seed", type=int, default=1)
    verb.add_argument("--out", type=Path, required=True, metavar="EFFECT.json")
    add_report(verb)
    verb.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, estimate, write."""
    import time

    from cityloop.engine.effects import effect
    from cityloop.engine.impossible import Impossible as NoAnswer

    from .files import Impossible, save
    from .measurements import read_cells, read_starts

    begun = time.monotonic()
    starts = read_starts(args)
    cells = read_cells(args, starts)
    try:
        found = effect(cells, starts, method=args.method, window=args.window, season=args.season, seed=args.seed)
    except NoAnswer as error:
        raise Impossible(error.text) from error
    content = as_json(found, cells)
    save({args.out: content, args.report: {**content, "seconds": time.monotonic() - begun}})
    return 0


def as_json(found: Effect, cells: Cells) -> dict[str, Any]:
    """What the file says: numbers flat, texts in both languages, placebo effects by unit."""
    comparison = found.comparison
    return {
        "effect": found.estimate.value,
        "p": found.p,
        "interval": found.interval,
        "method": found.method,
        "headline": found.headline,
        "estimate": asdict(found.estimate),
        "comparison": comparison and {**asdict(comparison), "difference": comparison.difference},
        "permutation": found.permutation and {**asdict(found.permutation), "effects": dict(found.permutation.effects)},
        "checks": [asdict(check) for check in found.checks],
        "detectable": found.detectable and asdict(found.detectable),
        "treated": found.treated,
        "others": found.others,
        "before": found.before,
        "after": found.after,
        "cells": found.cells,
        "readings": found.readings,
        "scale": cells.scale,
        "by_period": [{"since_start": since, "effect": value} for since, value in found.by_period],
        "notes": [asdict(note) for note in found.notes],
    }


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("one or more is needed")
    return number
