"""Read PROPOSALS, and limits as they are written on the command line, into what select() takes."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from cityloop.engine.text import Text

from .errors import Refusal
from .files import TEXT, Column, FileError, Table, read_table

if TYPE_CHECKING:
    import numpy as np

    from cityloop.engine.selection import Budget, Limits, Proposals

BLANK_NUMBER = Column("number", blank=True)


class BadOption(Refusal):
    """An option that cannot be used. Exit status 2."""

    status = 2


def add_limits(parser: ArgumentParser) -> None:
    """The options that say what is allowed; a scenario takes them too."""
    several: dict[str, Any] = {"action": "append", "default": []}
    parser.add_argument("--budget", metavar="[COST:|COL=V:]N", **several, help="2800, cost_2027:900, track=plan:700")
    parser.add_argument("--seats", type=a_count, metavar="N", help="at most so many proposals")
    parser.add_argument("--cap", metavar="COL=[VALUE:]N", **several, help="at most N of each value, or of one")
    parser.add_argument("--minimum", metavar="COL=VALUE:N", **several, help="at least N with that value")
    parser.add_argument("--threshold", metavar="[COL=]N", **several, help="the least score, or mark of a column")
    parser.add_argument("--fix-in", metavar="ID,ID", default="", help="in, whatever their scores")
    parser.add_argument("--fix-out", metavar="ID,ID", default="", help="out, whatever their scores")
    parser.add_argument("--pairs", type=Path, metavar="P.csv", help="a,b: proposals that exclude each other")
    parser.add_argument("--partial", type=a_number, metavar="PART", help="the least part of its cost one may be given")
    parser.add_argument("--ties", metavar="COL,-COL", default="-cost", help="what orders equal scores; - lowest first")
    parser.add_argument("--policy", choices=("rank", "total"), default="rank", help="strict order, or highest total")


def read_proposals(path: Path, asked: Iterable[Namespace], error: str | None) -> tuple[Proposals, Table]:
    """Read `id,cost,score` and every other column, as numbers where an option uses it as such."""
    from cityloop.engine.selection import Proposals

    numbers = {name for options in asked for name in _number_columns(options)}
    if error is not None and _as_number(error) is None:
        numbers.add(error)
    cost, score = Column("number", least=0.0), Column("number")
    optional = dict.fromkeys(numbers - {"cost", "score"}, BLANK_NUMBER)
    table = read_table(path, {"id": TEXT, "cost": cost, "score": score}, optional, rest=Column("text", blank=True))
    for name in numbers - set(table):
        _no_column(table, name)
    ids = table["id"].tolist()
    first = {name: row for row, name in reversed(list(enumerate(ids)))}
    if len(first) < len(ids):
        row = next(row for row, name in enumerate(ids) if first[name] != row)
        table.refuse(
            row,
            "id",
            found=ids[row],
            expected=Text("제안마다 다른 식별자", "an id of its own for each proposal"),
            remedy=Text("겹치는 행을 지우거나 고치십시오.", "Delete the row that repeats it, or change its id."),
        )
    columns = {name: table[name] for name in table if name not in ("id", "cost", "score")}
    return Proposals(tuple(ids), table["cost"], table["score"], columns), table


def limits_of(options: Namespace, table: Table) -> Limits:
    """The limits that the options state; refuses what the file does not hold."""
    from cityloop.engine.selection import Cap, Limits, Minimum

    caps = [_grouped(text, "--cap") for text in options.cap]
    minimums = [_grouped(text, "--minimum") for text in options.minimum]
    for column, _, _ in [*caps, *minimums]:
        if column not in table:
            _no_column(table, column)
    for text, (_, value, _) in zip(options.minimum, minimums, strict=True):
        if value is None:
            _bad("--minimum", text, "country=VN:2")
    if options.partial is not None and not 0 < options.partial <= 1:
        _bad("--partial", f"{options.partial:g}", "0.6")
    fixed = {name: _known(table, getattr(options, name), name) for name in ("fix_in", "fix_out")}
    both = fixed["fix_in"] & fixed["fix_out"]
    if both:
        _bad("--fix-out", min(both), Text("--fix-in에 없는 식별자", "an id that --fix-in does not hold"))
    return Limits(
        budgets=tuple(_budget(text, table) for text in options.budget),
        seats=options.seats,
        caps=tuple(Cap(column, count, value) for column, value, count in caps),
        minimums=tuple(Minimum(column, str(value), count) for column, value, count in minimums),
        thresholds=dict(_threshold(text) for text in options.threshold),
        fixed_in=fixed["fix_in"],
        fixed_out=fixed["fix_out"],
        incompatible=_pairs(options.pairs, table),
        partial=options.partial,
        ties=_listed(options.ties),
    )


def error_of(text: str, table: Table) -> np.ndarray | float:
    """The standard error of the scores: a number for all, or a column; a blank cell is no error."""
    import numpy as np

    number = _as_number(text)
    if number is not None and number >= 0:
        return number
    if number is not None:
        _bad("--error", text, "2.5")
    errors = np.nan_to_num(table[text], nan=0.0)
    if (errors < 0).any():
        row = int(np.argmin(errors))
        table.refuse(
            row,
            text,
            found=f"{errors[row]:g}",
            expected=Text("0 이상의 표준오차", "a standard error of 0 or more"),
            remedy=Text("값을 고치거나 비우십시오.", "Correct it, or leave it empty."),
        )
    return errors


def _number_columns(options: Namespace) -> set[str]:
    names = {name.lstrip("-") for name in _listed(options.ties)}
    names |= {_threshold(text)[0] for text in options.threshold}
    heads = [text.rpartition(":")[0] for text in options.budget]
    return names | {head for head in heads if head and "=" not in head}


def _budget(text: str, table: Table) -> Budget:
    from cityloop.engine.selection import Budget

    head, _, amount = text.rpartition(":")
    number = _as_number(amount)
    if number is None or number < 0:
        _bad("--budget", text, "2800, cost_2027:900, track=plan:700")
    column, equals, value = head.partition("=")
    if not equals:
        _require_costs(table, head or "cost")
        return Budget(number, head or "cost")
    if column not in table:
        _no_column(table, column)
    return Budget(number, "cost", column, value)


def _require_costs(table: Table, name: str) -> None:
    import numpy as np

    costs = table[name]
    wrong = np.flatnonzero(~(costs >= 0))
    if wrong.size:
        found = "" if np.isnan(costs[wrong[0]]) else f"{costs[wrong[0]]:g}"
        table.refuse(
            int(wrong[0]),
            name,
            found=found,
            expected=Text("0 이상의 비용", "a cost of 0 or more"),
            remedy=Text("비용이 없으면 0을 쓰십시오.", "Write 0 where there is none."),
        )


def _grouped(text: str, option: str) -> tuple[str, str | None, int]:
    """`country=2` or `country=VN:2` as column, value and count."""
    column, equals, rest = text.partition("=")
    value, colon, count = rest.rpartition(":")
    if not equals or not column or not count.isascii() or not count.isdigit() or (colon and not value):
        _bad(option, text, "country=2, country=VN:2")
    return column, value if colon else None, int(count)


def _threshold(text: str) -> tuple[str, float]:
    column, _, number = text.rpartition("=")
    least = _as_number(number)
    if least is None:
        _bad("--threshold", text, "60, impact=3")
    return column or "score", least


def _pairs(path: Path | None, table: Table) -> tuple[tuple[str, str], ...]:
    if path is None:
        return ()
    pairs, known = read_table(path, {"a": TEXT, "b": TEXT}, empty=True), set(table["id"].tolist())
    for name in ("a", "b"):
        for row, cell in enumerate(pairs[name].tolist()):
            if cell not in known or pairs["a"][row] == pairs["b"][row]:
                pairs.refuse(
                    row,
                    name,
                    found=cell,
                    expected=Text("{p}에 있는 서로 다른 두 식별자", "two different ids of {p}").format(p=table.path),
                    remedy=Text("식별자를 고치거나 행을 지우십시오.", "Correct the id, or delete the row."),
                )
    return tuple(zip(pairs["a"].tolist(), pairs["b"].tolist(), strict=True))


def _known(table: Table, text: str, option: str) -> frozenset[str]:
    wanted, known = _listed(text), set(table["id"].tolist())
    for name in wanted:
        if name not in known:
            _bad(f"--{option.replace('_', '-')}", name, Text("{p}에 있는 식별자", "ids of {p}").format(p=table.path))
    return frozenset(wanted)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _as_number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def a_number(text: str) -> float:
    number = _as_number(text)
    if number is None:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number")
    return number


def a_count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of 0 or more")
    return int(text)


def _no_column(table: Table, name: str) -> NoReturn:
    raise FileError(
        table.path,
        line=1,
        found=", ".join(table)[:80],
        expected=Text("열 '{n}'", "a column '{n}'").format(n=name),
        remedy=Text("열을 추가하거나 옵션을 고치십시오.", "Add the column, or correct the option that names it."),
    )


def _bad(option: str, found: str, expected: Text | str) -> NoReturn:
    raise BadOption(
        Text("{o}: 발견한 것: '{f}'. 필요한 것: {e}.", "{o}: found '{f}', expected {e}.").format(
            o=option, f=found, e=expected
        )
    )
