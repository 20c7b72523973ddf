"""The stages in which a city is advised and the tasks of each, from the rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cityloop.consulting.guide import HERE, Titled
from cityloop.rulebook.reading import read


@dataclass(frozen=True)
class Stage(Titled):
    """A stage of a consultation, with its tasks by id."""

    tasks: Mapping[str, Titled]


@cache
def stages() -> Mapping[str, Stage]:
    """The stages in their order, by id."""
    said = read(HERE / "matching" / "stages.yaml")[0]["stages"]
    return {row["id"]: Stage(row["id"], row["title"], _tasks(row["tasks"])) for row in said}


def _tasks(rows) -> dict[str, Titled]:
    return {row["id"]: Titled(row["id"], row["title"]) for row in rows}


def stage_choices() -> list[tuple[str, str]]:
    return [(stage.id, stage.title) for stage in stages().values()]
