"""`diff`: what changed between two editions, node by node, and how weighty each change is by its nature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..edition import Duration, Edition
from ..frozen import freeze

LEVELS = ("editorial", "minor", "major")

COMMENT_PERIODS: Mapping[str, Duration] = {
    "editorial": Duration(),
    "minor": Duration.parse("P20D"),
    "major": Duration.parse("P40D"),
}
"""How long a draft is open to comments. After the Administrative Procedures Act: 20 days for a notice of an
administrative rule (Art. 46), 40 days as for legislation (Art. 43) where decisions would come out differently.
Which change falls under which is our own reading; a scheme owner may hand in other periods."""

_WORDING = {"title", "why", "source", "illustrative", "note", "bodies", "edition", "secretariat", "timeline"}
_RULES = {"mandatory", "kind", "area", "minimum", "not_for", "formula", "when"}
_DECISIVE = {"pass", "aggregate", "areas", "grades", "eligibility", "classes"}


@dataclass(frozen=True)
class Change:
    """One node that differs: `added`, `removed` or `changed`, its path, and what it was and is (frozen plain data).

    `level` is by nature alone: `editorial` for titles, rationale, sources and the planned calendar; `major` for what
    decides (the cut, how marks are put together, areas, grades, eligibility, gates, a criterion more or less); `minor`
    for the rest.
    """

    path: str
    kind: str
    before: Any
    after: Any
    level: str


def diff(old: Edition, new: Edition) -> tuple[Change, ...]:
    """Every node that differs, in the order of the new edition; items with an id are compared by it, not by place.

    >>> from cityloop import rulebook
    >>> before, after = (rulebook.load(f"k-city-network/{year}") for year in ("2024", "2025"))
    >>> [(c.path, c.before, c.after, c.level) for c in diff(before, after) if c.path.endswith("seats.max")]
    [('tracks[planning].seats.max', 2, 4, 'minor')]
    """
    return compared(old.content, new.content)


def compared(before: Any, after: Any) -> tuple[Change, ...]:
    """As `diff`, of the plain data of two texts, whether or not they make an edition.

    >>> compared({"pass": {"points": 70}}, {"pass": {"points": 75}})
    (Change(path='pass.points', kind='changed', before=70, after=75, level='major'),)
    """
    return tuple(_walk(freeze(before), freeze(after), ()))


def heaviest(levels: Iterator[str] | list[str]) -> str:
    """The weightiest of some levels; `editorial` of none."""
    return LEVELS[max((LEVELS.index(level) for level in levels), default=0)]


def _walk(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[Change]:
    if before == after:
        return
    ours, theirs = _named(before), _named(after)
    if ours is None or theirs is None:
        yield _change(before, after, path, "changed")
        return
    for name in [*theirs, *(name for name in ours if name not in theirs)]:
        step = (*path, name)
        if name not in ours:
            yield _change(None, theirs[name], step, "added")
        elif name not in theirs:
            yield _change(ours[name], None, step, "removed")
        else:
            yield from _walk(ours[name], theirs[name], step)


def _named(value: Any) -> dict[str, Any] | None:
    """The parts of a node by name: keys, or ids (marks for levels) in brackets; None for a leaf."""
    if isinstance(value, Mapping):
        return None if set(value) == {"ko", "en"} else dict(value)
    if isinstance(value, tuple) and all(isinstance(item, Mapping) for item in value):
        for key in ("id", "mark", "from"):
            named = {f"[{item.get(key)}]": item for item in value if key in item}
            if len(named) == len(value):
                return named
    return None


def _change(before: Any, after: Any, path: tuple[str, ...], kind: str) -> Change:
    return Change(_spelled(path), kind, before, after, _level(path, kind))


def _spelled(path: tuple[str, ...]) -> str:
    return "".join(step if step.startswith("[") else f".{step}" for step in path).lstrip(".")


def _level(path: tuple[str, ...], kind: str) -> str:
    if _WORDING & set(path):
        return "editorial"
    if path[0] in _DECISIVE or path[-1] in _RULES:
        return "major"
    whole_criterion = path[0] == "criteria" and len(path) == 2 and kind != "changed"
    return "major" if whole_criterion else "minor"
