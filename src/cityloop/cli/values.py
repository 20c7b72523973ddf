"""A file of indicator values, as a diagnosis takes it: cities × indicators, with what each city is compared on."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cityloop.engine.diagnosis import Indicator, Observations, Profile
from cityloop.engine.text import Text

from .errors import FileError
from .files import TEXT, Column, read_table
from .tables import Table

_OPTIONAL = {
    "year": Column("number", blank=True, least=1800, most=2200),
    "quality": Column("text", blank=True),
    "theme": Column("text", blank=True),
    "direction": Column("text", blank=True),
    "region": Column("text", blank=True),
    "population": Column("number", blank=True, least=0),
    "income": Column("text", blank=True),
}


@dataclass(frozen=True)
class Values:
    """What the file says; `indicators` as far as it says more than their names."""

    path: Path
    observations: Observations
    profiles: tuple[Profile, ...]
    indicators: tuple[Indicator, ...]
    notes: tuple[Text, ...]

    def require(self, city: str, option: str) -> None:
        """Refuse a city that the file does not hold, with the nearest name."""
        if city in self.observations.cities:
            return
        near = difflib.get_close_matches(city, self.observations.cities, n=3, cutoff=0.5)
        raise FileError(
            self.path,
            column="city",
            found=Text("'{c}' 없음({o})", "no '{c}' ({o})").format(c=city, o=option),
            expected=Text("파일에 있는 도시", "a city of the file"),
            remedy=Text("있는 도시: {n}.", "There are: {n}.").format(n=", ".join(near or self.observations.cities[:8])),
        )


def read_values(path: Path, *, population: str | None = None, income: str | None = None) -> Values:
    """Read VALUES. Of several years the latest with a value counts; a pair given twice for one year is refused."""
    required = {"city": TEXT, "indicator": TEXT, "value": Column("number", blank=True)}
    table = read_table(path, required, _OPTIONAL)
    cities, city = table.codes("city")
    names, indicator = table.codes("indicator")
    latest, superseded = _latest(table, city * len(names) + indicator)
    shape = (len(cities), len(names))
    place = (city[latest], indicator[latest])
    observations = Observations(
        tuple(cities),
        tuple(names),
        _grid(shape, place, table["value"][latest], np.nan),
        _grid(shape, place, table["year"][latest], np.nan) if "year" in table else None,
        _grid(shape, place, table["quality"][latest], "") if "quality" in table else None,
    )
    profiles = _profiles(table, observations, city, population, income)
    return Values(path, observations, profiles, _indicators(table, names, indicator), _notes(superseded))


def _latest(table: Table, pair: np.ndarray) -> tuple[np.ndarray, int]:
    """The rows to use, one per pair of city and indicator, and how many were superseded by a later year."""
    years = table.get("year", np.full(table.rows, np.nan))
    filled = ~np.isnan(table["value"])
    order = np.lexsort((np.nan_to_num(years, nan=-1.0), filled, pair))
    ordered = pair[order]
    same = ordered[1:] == ordered[:-1]
    age = np.nan_to_num(years, nan=-1.0)[order]
    twice = np.flatnonzero(same & (age[1:] == age[:-1]))
    if twice.size:
        row = int(max(order[twice[0]], order[twice[0] + 1]))
        table.refuse(
            row,
            "indicator",
            found=f"{table['city'][row]}, {table['indicator'][row]}",
            expected=Text("도시·지표·연도마다 한 행", "one row for each city, indicator and year"),
            remedy=Text(
                "겹치는 행을 지우거나 연도를 적으십시오.", "Delete the row that repeats it, or state the years."
            ),
        )
    return order[np.append(~same, True)], int(same.sum())


def _grid(shape: tuple[int, int], place: tuple[np.ndarray, np.ndarray], cells: np.ndarray, blank: object) -> np.ndarray:
    grid = np.full(shape, blank, dtype=cells.dtype)
    grid[place] = cells
    return grid


def _profiles(
    table: Table, observations: Observations, city: np.ndarray, population: str | None, income: str | None
) -> tuple[Profile, ...]:
    first = np.unique(city, return_index=True)[1]
    people = _amounts(table, observations, population, "--population")
    means = _amounts(table, observations, income, "--income")
    return tuple(
        Profile(
            name,
            population=_number(people[i]) if people is not None else _number(_cell(table, "population", row)),
            region=_cell(table, "region", row) or None,
            income=_number(means[i]) if means is not None else _income(_cell(table, "income", row)),
            observed=int((~np.isnan(observations.values[i])).sum()),
        )
        for i, (name, row) in enumerate(zip(observations.cities, first, strict=True))
    )


def _amounts(table: Table, observations: Observations, indicator: str | None, option: str) -> np.ndarray | None:
    if indicator is None:
        return None
    if indicator not in observations.indicators:
        raise FileError(
            table.path,
            column="indicator",
            found=Text("'{i}' 없음({o})", "no '{i}' ({o})").format(i=indicator, o=option),
            expected=Text("파일에 있는 지표", "an indicator of the file"),
            remedy=Text("{o}을(를) 고치십시오.", "Mend {o}.").format(o=option),
        )
    return observations.values[:, observations.indicators.index(indicator)]


def _cell(table: Table, name: str, row: int) -> object:
    return table[name][row] if name in table else None


def _number(cell: object) -> float | None:
    return None if cell is None or cell != cell else float(cell)


def _income(cell: object) -> str | float | None:
    if not cell:
        return None
    try:
        return float(cell)
    except ValueError:
        return str(cell)


def _indicators(table: Table, names: list[str], indicator: np.ndarray) -> tuple[Indicator, ...]:
    """Theme and direction from the file itself, where no framework states them."""
    first = np.unique(indicator, return_index=True)[1]
    found = []
    for name, row in zip(names, first, strict=True):
        direction = str(_cell(table, "direction", row) or "") or None
        if direction not in ("higher", "lower", None):
            table.refuse(
                int(row),
                "direction",
                found=direction,
                expected=Text("higher 또는 lower", "higher or lower"),
                remedy=Text("어느 쪽이 나은지 적거나 비우십시오.", "Say which is better, or leave it empty."),
            )
        found.append(Indicator(name, theme=str(_cell(table, "theme", row) or ""), direction=direction))
    return tuple(found)


def _notes(superseded: int) -> tuple[Text, ...]:
    if not superseded:
        return ()
    said = Text(
        "최근 연도의 값이 있는 이전 값 {n}개는 쓰지 않음", "{n} earlier values gave way to those of the latest year"
    )
    return (said.format(n=superseded),)
