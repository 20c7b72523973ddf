"""The values of an edition that a draft may change, and the edition that comes of it. Pure: plain data in and out."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from cityloop.engine.edition import Edition
from cityloop.engine.text import Text

METHODS = ("mean", "median", "trimmed_mean", "majority", "unanimous")


@dataclass(frozen=True)
class Value:
    """One value that can be changed: where it stands in the file, what it is called, what it is now, which kind."""

    path: str
    title: Text
    now: Any
    kind: str
    group: str


def values(edition: Edition) -> list[Value]:
    """Everything that a draft may change: the cut, how marks are put together, minimums, weights, gates."""
    found = []
    if edition.passing:
        found.append(Value("pass.points", Text("통과 점수", "Pass mark"), edition.passing.points, "number", "whole"))
    if edition.aggregate:
        how, least = edition.aggregate.assessors, edition.aggregate.minimum_assessors
        found.append(
            Value("aggregate.assessors", Text("점수 종합 방법", "How marks are put together"), how, "method", "whole")
        )
        found.append(
            Value("aggregate.minimum_assessors", Text("최소 평가위원 수", "Fewest assessors"), least, "count", "whole")
        )
    for area in edition.areas:
        found.append(Value(f"areas.{area.id}.minimum", area.title, area.minimum, "share", "areas"))
    for criterion in edition.criteria:
        found.append(
            Value(f"criteria.{criterion.id}.weight", criterion.title, criterion.weight, "number", criterion.area)
        )
        found.append(
            Value(f"criteria.{criterion.id}.mandatory", criterion.title, criterion.mandatory, "gate", criterion.area)
        )
    return found


def opened_from(content: dict, on) -> dict:
    """The text with which a draft begins: that of its base, named a draft, and planning nothing.

    The calendar of the base is past; fields are put in mock use and in force after publication.

    >>> from datetime import date
    >>> opened_from({"edition": "1", "timeline": []}, date(2026, 9, 1))
    {'edition': '1-draft', 'timeline': [{'from': '2026-09-01', 'state': 'draft'}]}
    """
    draft = copy.deepcopy(content)
    if content.get("kind") == "call" and content["edition"].isdigit():
        draft = _a_year_later(draft)
    draft["edition"] = f"{draft['edition']}-draft"
    draft["timeline"] = [{"from": on.isoformat(), "state": "draft"}]
    return draft


def first_text(kind: str, scheme: str, title: dict, on) -> dict:
    """The text with which the first edition of a scheme begins: all that is there before anybody has written a rule.

    >>> from datetime import date
    >>> first_text("scheme", "night-bus", {"ko": "밤 버스", "en": "Night bus"}, date(2026, 9, 1))["pass"]
    {'points': 70, 'of': 100}
    """
    return {
        "kind": kind,
        "id": scheme,
        "edition": "1-draft",
        "title": title,
        "source": [],
        "timeline": [{"from": on.isoformat(), "state": "draft"}],
        "aggregate": {"assessors": "mean", "minimum_assessors": 3},
        "pass": {"points": 70, "of": 100},
        "areas": [],
        "criteria": [],
    }


def _a_year_later(content: dict) -> dict:
    """Last year's call as the next begins: its name, its titles and the moments of its calendar moved by one year.

    Conditions that name a year are left: the linter says so, since only a person knows what they shall say.

    >>> call = {"edition": "2025", "title": {"ko": "2025년 공모", "en": "Call 2025"}, "tracks": [
    ...     {"id": "a", "intake": {"opens": "2025-02-06", "closes": "2025-03-11T18:00"}}]}
    >>> _a_year_later(call)["tracks"][0]["intake"]
    {'opens': '2026-02-06', 'closes': '2026-03-11T18:00'}
    """
    this, following = content["edition"], str(int(content["edition"]) + 1)
    content["edition"] = following
    content["title"] = {language: text.replace(this, following) for language, text in content["title"].items()}
    for track in content.get("tracks") or []:
        _move(track.get("intake") or {}, ("opens", "closes", "cut_off"))
        if track.get("result_expected"):
            track["result_expected"] = track["result_expected"].replace(this, following)
    for event in content.get("events") or []:
        _move(event, ("from", "to"))
    return content


def _move(mapping: dict, keys) -> None:
    """Moments of a mapping a year on; the last day of a February that is longer becomes the 28th."""
    for key in keys:
        if key in mapping:
            year, rest = mapping[key][:4], mapping[key][4:]
            mapping[key] = f"{int(year) + 1}{rest.replace('-02-29', '-02-28')}"


def applied(content: dict, changes: dict[str, Any]) -> dict:
    """A copy of the text with the changes at their paths; None takes a value out.

    >>> content = {"edition": "1", "pass": {"points": 70}, "areas": [{"id": "a", "minimum": 0.5}]}
    >>> applied(content, {"pass.points": 75, "areas.a.minimum": 0.6})["areas"]
    [{'id': 'a', 'minimum': 0.6}]
    """
    draft = copy.deepcopy(content)
    for path, value in changes.items():
        owner, key = _find(draft, path)
        if value is None or (value is False and key not in owner):
            owner.pop(key, None)
        else:
            owner[key] = value
    return draft


def _find(content: dict, path: str) -> tuple[dict, str]:
    """The mapping that holds the value at `path`, and its key there."""
    whole, _, rest = path.partition(".")
    if whole not in ("areas", "criteria"):
        return content[whole], rest
    id_, _, key = rest.rpartition(".")
    return next(item for item in content[whole] if item["id"] == id_), key
