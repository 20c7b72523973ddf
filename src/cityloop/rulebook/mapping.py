"""Which indicator of one framework says what one of another asks for: the files of `mappings/`, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cityloop.engine.diagnosis import FrameworkMapping, Link
from cityloop.engine.edition import Edition, Fault, Faulty
from cityloop.engine.text import Text

from . import shelf
from .reading import Positions, read

HERE = Path(__file__).parent / "mappings"
KEYS = {"kind", "id", "edition", "title", "source", "illustrative", "from", "to", "links"}
LINK_KEYS = {"from", "to", "scale", "offset", "fit", "note"}
FITS = ("same", "near")


@cache
def mappings() -> tuple[FrameworkMapping, ...]:
    """Every mapping that comes with Cityloop. Raises `Faulty` where a file has a fault.

    >>> [(one.source, one.target) for one in mappings()]
    [('sdg-cities/2019', 'u4ssc/2022'), ('u4ssc/2022', 'kr-smart-city/2025')]
    """
    return tuple(load_mapping(path) for path in sorted(HERE.glob("*.yaml")))


def mappings_to(reference: str) -> tuple[FrameworkMapping, ...]:
    """The mappings that lead to a framework, such as `u4ssc/2022`."""
    return tuple(one for one in mappings() if one.target == reference)


def mappings_from(reference: str) -> tuple[FrameworkMapping, ...]:
    """The mappings that start from a framework."""
    return tuple(one for one in mappings() if one.source == reference)


def load_mapping(path: Path) -> FrameworkMapping:
    """The mapping in a file. Raises `Faulty` with every fault, its line and the remedy."""
    faults = faults_of_mapping(path)
    if faults:
        raise Faulty(faults)
    data, _positions = read(path)
    links = tuple(
        Link(row["from"], row["to"], row["fit"], row.get("scale", 1.0), row.get("offset", 0.0), _text(row.get("note")))
        for row in data["links"]
    )
    return FrameworkMapping(data["id"], _text(data["title"]), data["from"], data["to"], links)


def faults_of_mapping(path: Path) -> tuple[Fault, ...]:
    """Everything that is wrong with a mapping's file, in the order of its lines."""
    try:
        data, positions = read(path)
    except Faulty as faulty:
        return faulty.faults
    found = _Faults(str(path), positions)
    if not isinstance(data, Mapping) or not {"id", "title", "from", "to", "links"} <= set(data):
        found.add((), Text("from, to, links 등이 없음.", "It lacks id, title, from, to or links."))
        return tuple(found.faults)
    for key in set(data) - KEYS:
        found.add((key,), Text("모르는 열쇠임.", "The key is not known."))
    ends = {end: _indicators(data[end], (end,), found) for end in ("from", "to")}
    if not isinstance(data["links"], list):
        found.add(("links",), Text("목록이 아님.", "It is not a list."))
    elif not found.faults:
        _check_links(data["links"], ends, found)
    return tuple(sorted(found.faults, key=lambda fault: (fault.line, fault.column)))


class _Faults:
    """Faults with the places of what is at fault."""

    def __init__(self, name: str, positions: Positions):
        self.name, self.positions, self.faults = name, positions, []

    def add(self, path: tuple[str | int, ...], what: Text) -> None:
        mend = Text("docs/guide/write-an-edition.md를 보고 고치십시오.", "See docs/guide/write-an-edition.md.")
        line, column = self.positions.get(path, (0, 0))
        self.faults.append(Fault(".".join(map(str, path)), what, mend, line, column, self.name))


def _indicators(reference: Any, path: tuple[str, ...], found: _Faults) -> Mapping[str, Any]:
    try:
        edition: Edition = shelf.load(str(reference))
    except Faulty:
        found.add(path, Text("없는 지표체계임.", "There is no such framework."))
        return {}
    return {indicator.id: indicator for indicator in edition.indicators}


def _check_links(rows: list[Any], ends: Mapping[str, Mapping[str, Any]], found: _Faults) -> None:
    seen: set[str] = set()
    for number, row in enumerate(rows):
        path = ("links", number)
        if not isinstance(row, Mapping) or not {"from", "to", "fit"} <= set(row) <= LINK_KEYS:
            found.add(
                path,
                Text(
                    "from, to, fit와 scale, offset, note만 쓸 수 있음.", "It takes from, to, fit, scale, offset, note."
                ),
            )
            continue
        for end in ("from", "to"):
            if row[end] not in ends[end]:
                found.add((*path, end), Text("그 지표체계에 없는 지표임.", "The framework has no such indicator."))
        if row["fit"] not in FITS or (row["fit"] == "near" and not row.get("note")):
            found.add(
                (*path, "fit"),
                Text(
                    "same이거나, 차이를 note에 적은 near여야 함.",
                    "It is same, or near with a note that says what differs.",
                ),
            )
        if not all(isinstance(row.get(name, 1), int | float) for name in ("scale", "offset")) or row.get("scale") == 0:
            found.add((*path, "scale"), Text("0이 아닌 수가 아님.", "It is not a number other than 0."))
        if row["to"] in seen:
            found.add((*path, "to"), Text("같은 지표가 두 번 나옴.", "The same indicator is there twice."))
        seen.add(row["to"])
        _check_units(row, ends, path, found)


def _check_units(row: Mapping, ends: Mapping[str, Mapping[str, Any]], path: tuple, found: _Faults) -> None:
    """What measures the same in another unit has a scale."""
    source, target = ends["from"].get(row["from"]), ends["to"].get(row["to"])
    if source and target and row["fit"] == "same" and source.unit != target.unit and "scale" not in row:
        found.add(path, Text("단위가 다른데 scale이 없음.", "The units differ and there is no scale."))


def _text(value: Any) -> Text | None:
    return Text(value["ko"], value["en"]) if value else None
