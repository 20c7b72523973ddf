"""Files of services, limits and links to the task of a roadmap."""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path

import numpy as np

from cityloop.engine.roadmap import Limits, Links, Services, Task
from cityloop.engine.text import Text

from .candidates import require_once
from .errors import FileError
from .files import TEXT, Column, read_table
from .tables import Table

_AMOUNT = Column("number", least=0)


def number(option: str, text: str) -> float:
    """A number of an option, zero or more."""
    (value,) = numbers(option, text, 1)
    return value


def numbers(option: str, text: str, count: int | None = None) -> tuple[float, ...]:
    """Numbers of an option, with commas between them; zero or more each, `count` of them where it is given."""
    found = []
    for part in text.split(","):
        try:
            value = float(part)
        except ValueError:
            value = np.nan
        if not 0 <= value < np.inf:
            raise FileError(
                option,
                found=part,
                expected=Text("0 이상의 유한한 수", "finite numbers, zero or more"),
                remedy=Text("10,10,8처럼 쉼표로 나누어 쓰십시오.", "Write them like 10,10,8."),
            )
        found.append(value)
    if count is not None and len(found) != count:
        raise FileError(
            option,
            found=text,
            expected=Text("수 {n}개", "{n} numbers").format(n=count),
            remedy=Text("--budgets와 같은 연수로 쓰십시오.", "Give one for each year of --budgets."),
        )
    return tuple(found)


def read_task(args: argparse.Namespace) -> tuple[Task, np.ndarray | None]:
    """The task, and the standard errors of benefits where the file has `benefit_sd`."""
    budgets = numbers("--budgets", args.budgets)
    limits = Limits(
        budgets,
        None if args.budget is None else number("--budget", args.budget),
        None if args.staff is None else numbers("--staff", args.staff, len(budgets)),
        None if args.discount is None else numbers("--discount", args.discount, len(budgets)),
    )
    columns = {"id": TEXT, **dict.fromkeys(("capex", "opex", "staff", "benefit"), _AMOUNT)}
    optional = {"year_min": Column("number", blank=True, least=1), "benefit_sd": Column("number", blank=True, least=0)}
    table = read_table(args.services, columns, optional)
    require_once(table, "id")
    services = Services(
        tuple(table["id"].tolist()),
        table["capex"],
        table["opex"],
        table["staff"],
        table["benefit"],
        _first_years(table),
    )
    task = Task(services, limits, _links(args, services))
    required = frozenset(positions(args.services, task, args.require, "--require"))
    sd = np.nan_to_num(table["benefit_sd"]) if "benefit_sd" in table else None
    return Task(services, limits, task.links, required), sd


def _first_years(table: Table) -> np.ndarray:
    years = np.nan_to_num(table.get("year_min", np.ones(table.rows)), nan=1.0)
    broken = np.flatnonzero(years != np.round(years))
    if broken.size:
        row = int(broken[0])
        table.refuse(
            row,
            "year_min",
            found=f"{years[row]:g}",
            expected=Text("1부터 세는 연차(정수)", "a whole number of a year, counted from 1"),
            remedy=Text("정수로 고치십시오.", "Write a whole number."),
        )
    return years.astype(int)


def _links(args: argparse.Namespace, services: Services) -> Links:
    place = {name: i for i, name in enumerate(services.ids)}
    precedence, _ = _pairs(args.precedence, ("before", "after"), place, ordered=True)
    exclusions, _ = _pairs(args.exclusions, ("a", "b"), place)
    synergies, bonus = _pairs(args.synergies, ("a", "b"), place, amount="bonus")
    return Links(precedence, exclusions, synergies, bonus)


def _pairs(
    path: Path | None,
    names: tuple[str, str],
    place: dict[str, int],
    *,
    ordered: bool = False,
    amount: str | None = None,
) -> tuple[tuple[tuple[int, int], ...], tuple[float, ...]]:
    """Pairs of services and, where asked, a number for each. Unknown ids and doubled pairs are refused."""
    if path is None:
        return (), ()
    columns = {names[0]: TEXT, names[1]: TEXT, **({amount: Column("number")} if amount else {})}
    table = read_table(path, columns, empty=True)
    pairs, seen = [], set()
    for row in range(table.rows):
        pair = (_place(table, row, names[0], place), _place(table, row, names[1], place))
        key = pair if ordered else frozenset(pair)
        if pair[0] == pair[1] or key in seen:
            table.refuse(
                row,
                names[1],
                found=f"{table[names[0]][row]}, {table[names[1]][row]}",
                expected=Text("서로 다른 두 서비스의 쌍, 한 번씩", "pairs of two different services, each once"),
                remedy=Text("그 행을 지우십시오.", "Delete that row."),
            )
        seen.add(key)
        pairs.append(pair)
    return tuple(pairs), tuple(table[amount].tolist()) if amount else ()


def _place(table: Table, row: int, column: str, place: dict[str, int]) -> int:
    name = table[column][row]
    if name not in place:
        table.refuse(row, column, found=name, expected=_LISTED, remedy=_nearest(name, place))
    return place[name]


_LISTED = Text("서비스 파일에 있는 id", "an id of the file of services")


def _nearest(name: str, place: dict[str, int]) -> Text:
    near = difflib.get_close_matches(name, place, n=3, cutoff=0.5) or list(place)[:5]
    return Text("있는 id: {n}.", "There are: {n}.").format(n=", ".join(near))


def positions(path: Path, task: Task, names: str, option: str) -> list[int]:
    """Where the services named in an option stand. Refuses an unknown one."""
    place = {name: i for i, name in enumerate(task.services.ids)}
    found = []
    for name in filter(None, (part.strip() for part in names.split(","))):
        if name not in place:
            raise FileError(
                path,
                column="id",
                found=Text("'{n}' 없음({o})", "no '{n}' ({o})").format(n=name, o=option),
                expected=_LISTED,
                remedy=_nearest(name, place),
            )
        found.append(place[name])
    return list(dict.fromkeys(found))
