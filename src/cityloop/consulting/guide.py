"""What the rulebook says about advising: problems, what services are weighed by, what a value can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cityloop import rulebook
from cityloop.language import pick
from cityloop.rulebook.reading import read

HERE = Path(rulebook.__file__).parent


@dataclass(frozen=True)
class Titled:
    """Something of the rulebook with an id and a title in both languages."""

    id: str
    titles: Mapping[str, str]

    @property
    def title(self) -> str:
        return pick(self.titles)


@dataclass(frozen=True)
class Problem(Titled):
    """A city problem: the fields whose services answer it, concepts that name it, indicators on which it may show."""

    fields: tuple[str, ...]
    concepts: frozenset[str]
    indicators: Mapping[str, tuple[str, ...]]

    def shows_on(self, framework: str) -> tuple[str, ...]:
        """Ids of the framework's indicators on which the problem may show."""
        return self.indicators.get(framework, ())


@dataclass(frozen=True)
class Closeness(Titled):
    """How near a service is to a problem, from 0 to 1."""

    value: float


@dataclass(frozen=True)
class Weighed(Titled):
    """A criterion by which services are weighed: what it reads of the directory, and the number of each code."""

    whys: Mapping[str, str]
    direction: str
    reads: str
    scale: Mapping[str, float]

    @property
    def why(self) -> str:
        return pick(self.whys)


@dataclass(frozen=True)
class Condition(Titled):
    """A filter: a test on one column, and what is said of a service that fails it."""

    column: str
    test: str
    limit: object
    always: bool
    says: Mapping[str, str]

    @property
    def said(self) -> str:
        return pick(self.says)


@dataclass(frozen=True)
class Guide:
    """The file `matching/needs.yaml`, with the fields and titles of problems from `fields.yaml`."""

    reference: str
    fields: Mapping[str, Titled]
    problems: Mapping[str, Problem]
    closeness: Mapping[str, Closeness]
    criteria: tuple[Weighed, ...]
    conditions: tuple[Condition, ...]

    def by_field(self) -> list[tuple[Titled, list[Problem]]]:
        """Problems under the first field that answers them, in the order of the rulebook."""
        groups = [
            (field, [p for p in self.problems.values() if p.fields[0] == field.id]) for field in self.fields.values()
        ]
        return [(field, problems) for field, problems in groups if problems]


@cache
def guide() -> Guide:
    """The guide that comes with Cityloop. Raises `Faulty` where a file cannot be read."""
    needs, fields = read(HERE / "matching" / "needs.yaml")[0], read(HERE / "fields.yaml")[0]
    links = {link["id"]: link for link in needs["problems"]}
    return Guide(
        reference=f"{needs['id']}/{needs['edition']}",
        fields={row["id"]: Titled(row["id"], row["title"]) for row in fields["fields"]},
        problems={row["id"]: _problem(row, links[row["id"]]) for row in fields["problems"]},
        closeness={row["id"]: Closeness(row["id"], row["title"], row["value"]) for row in needs["closeness"]},
        criteria=tuple(
            Weighed(row["id"], row["title"], row["why"], row["direction"], row["reads"], row.get("scale", {}))
            for row in needs["criteria"]
        ),
        conditions=tuple(
            Condition(
                row["id"], row["title"], row["column"], row["test"], row["limit"], row.get("always", False), row["says"]
            )
            for row in needs["filters"]
        ),
    )


def _problem(row, link) -> Problem:
    shows = {framework: tuple(ids) for framework, ids in link.get("indicators", {}).items()}
    return Problem(row["id"], row["title"], tuple(row["fields"]), frozenset(link["concepts"]), shows)


@dataclass(frozen=True)
class Limits:
    """The least and the greatest value that an indicator can have; None is no limit."""

    least: float | None
    greatest: float | None

    def allow(self, value: float) -> bool:
        return (self.least is None or value >= self.least) and (self.greatest is None or value <= self.greatest)


@cache
def limits(framework: str, indicator: str, unit: str) -> Limits:
    """What a value of this indicator can be: its own limits, else those of its unit (as written in English)."""
    said = _plausible()
    own = said["indicators"].get(framework, {}).get(indicator)
    return Limits(*(own or said["units"].get(unit) or said["otherwise"]))


@cache
def _plausible() -> dict:
    return read(HERE / "plausible.yaml")[0]
