"""A stored roadmap in the reader's language: what starts when, what it uses, what breaks first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.catalogue.models import Service
from cityloop.consulting.models import Roadmap
from cityloop.language import pick

HUNDRED = 100
CODE = re.compile("«([^»]+)»")
YEAR = re.compile(r"\b(?:year (\d+))|(\d+)년차")


@dataclass(frozen=True)
class Line:
    """A service of the planning: its year, or why it has none."""

    row: Mapping
    service: Service | None
    year: int
    why: str
    kept: float
    pinned: bool
    cells: tuple[tuple[int, str, float], ...]

    earliest: int

    @property
    def name(self) -> str:
        return str(self.service or self.row["code"])

    @property
    def href(self) -> str:
        return reverse("catalogue:service", args=[self.service.code]) if self.service else ""


@dataclass(frozen=True)
class Use:
    """One year: what its budget and its staff have to carry."""

    year: int
    cost: float
    budget: float
    price: float
    staff: float | None
    people: float | None

    @property
    def hundred(self) -> float:
        """What 100 million more would be worth, in points."""
        return HUNDRED * self.price


@dataclass(frozen=True)
class Shrunk:
    """What is left on a share of the money: what it is worth, what falls out, what moves; or why nothing can stand."""

    share: float
    objective: float | None
    lost: list[str]
    moved: list[str]
    why: str


@dataclass(frozen=True)
class Reading:
    """What a page shows of a roadmap."""

    years: list[int]
    chosen: list[Line]
    left_out: list[Line]
    uses: list[Use]
    shrunk: list[Shrunk]
    first_to_go: Shrunk | None
    front: list[Mapping]
    price: float

    @property
    def front_labels(self) -> list[str]:
        return [f"{point['budget']:,.0f}" for point in self.front]

    @property
    def front_series(self) -> list[Mapping]:
        return [{"name": _("Best plan"), "values": [round(point["objective"], 1) for point in self.front]}]

    @property
    def lines(self) -> list[Line]:
        return [*self.chosen, *self.left_out]


def in_words(text, names: Mapping[str, str], first_year: int) -> str:
    """An engine text with services by name and years by the calendar."""
    said = pick({"ko": text.ko, "en": text.en} if hasattr(text, "ko") else text) if text else ""
    said = YEAR.sub(lambda found: _calendar(found, first_year), said)
    return CODE.sub(lambda found: names.get(found[1], found[1]), said)


def _calendar(found, first_year: int) -> str:
    english, korean = found.groups()
    return str(first_year + int(english) - 1) if english else f"{first_year + int(korean) - 1}년"


def read_roadmap(roadmap: Roadmap, services: Mapping[str, Service]) -> Reading:
    """The stored result as words; `services` are those of the planning that are still in the directory, by code."""
    inputs, result = roadmap.inputs, roadmap.result
    names = {row["code"]: str(services.get(row["code"], row["code"])) for row in inputs["services"]}
    lines = [_line(row, roadmap, services, names) for row in inputs["services"]]
    shrunk = [_shrunk(at, names, inputs["first_year"]) for at in result["squeeze"]]
    return Reading(
        years=list(range(roadmap.first_year, roadmap.last_year + 1)),
        chosen=sorted((line for line in lines if line.year), key=lambda line: (line.year, -line.row["benefit"])),
        left_out=sorted((line for line in lines if not line.year), key=lambda line: -line.row["benefit"]),
        uses=_uses(roadmap),
        shrunk=shrunk,
        first_to_go=next((at for at in shrunk if at.lost or at.why), None),
        front=result["front"],
        price=result["free"] - result["objective"],
    )


def _line(row, roadmap, services, names) -> Line:
    inputs, result, code = roadmap.inputs, roadmap.result, row["code"]
    start = result["years"][code]
    return Line(
        row=row,
        service=services.get(code),
        year=inputs["first_year"] + start - 1 if start else 0,
        why=in_words(result["reasons"][code], names, inputs["first_year"]),
        kept=result["stability"][code],
        pinned=code in inputs["pinned"],
        earliest=inputs["first_year"] + row["earliest"] - 1,
        cells=tuple(_cell(row, start, year, inputs["first_year"]) for year in range(1, len(inputs["budgets"]) + 1)),
    )


def _cell(row, start: int, year: int, first_year: int) -> tuple[int, str, float]:
    """The calendar year, whether the service starts or runs in it, and what that costs."""
    if not start or year < start:
        return first_year + year - 1, "", 0.0
    starts = year == start
    return first_year + year - 1, "start" if starts else "run", row["capex"] if starts else row["opex"]


def _uses(roadmap) -> list[Use]:
    found = {use["id"]: use for use in roadmap.result["uses"]}
    rows = []
    for number in range(1, len(roadmap.inputs["budgets"]) + 1):
        money, people = found[f"budget-{number}"], found.get(f"staff-{number}", {})
        staff = people.get("used"), people.get("limit")
        rows.append(Use(roadmap.first_year + number - 1, money["used"], money["limit"], money["price"], *staff))
    return rows


def _shrunk(at, names, first_year) -> Shrunk:
    def named(key):
        return [names[code] for code in at[key]]

    return Shrunk(at["share"], at["objective"], named("lost"), named("moved"), in_words(at["why"], names, first_year))
