"""The criterion report as JSON values: the engine's verbs over a record, with what came of the cases later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from cityloop.engine.behaviour import Severities, effort, predictions, severities, shares
from cityloop.engine.behaviour.describing import described
from cityloop.engine.behaviour.shares import Shares
from cityloop.engine.edition import Edition
from cityloop.feedback.queries.outcomes import Outcomes
from cityloop.feedback.queries.record import Record

ERRATIC = 1.5
"""An infit above this: marks that the model does not expect of anybody."""
OUTCOMES = ("effect", "rating")


def reported(rules: Edition, record: Record, supplements: Mapping[str, int], outcomes: Mapping[str, Outcomes]) -> dict:
    """How every criterion behaved, what it cost, what it predicted; and how strictly assessors mark."""
    found = shares(rules, record.cases, record.assessors, record.criteria, record.marks)
    names = [criterion.id for criterion in found.criteria]
    sheets = [f"{case} {person}" for case, person in zip(record.cases, record.assessors, strict=True)]
    took = {one.criterion: one for one in effort(sheets, record.criteria, record.seconds, names)}
    predicted = {name: {one.criterion: one for one in predictions(found, outcomes[name].values)} for name in OUTCOMES}
    rows = []
    for one in described(found):
        row = {name: getattr(one, name) for name in one.__slots__ if name != "notes"}
        row["notes"] = [_both(note) for note in one.notes]
        row["effort"] = _without_name(took[one.criterion])
        row["supplements"] = supplements.get(one.criterion, 0)
        row["predicts"] = {name: _without_name(predicted[name][one.criterion]) for name in OUTCOMES}
        rows.append(row)
    return {
        "criteria": rows,
        "severity": _severity(found, list(record.closed)[::-1]),
        "outcomes": {name: outcomes[name].counted(set(record.cases)) for name in OUTCOMES},
    }


def _severity(found: Shares, latest_first: list[str]) -> dict:
    told = severities(found, latest_first)
    if not isinstance(told, Severities):
        return {"note": _both(told), "people": []}
    people = [
        {"person": person, "points": points, "se": se, "infit": infit, "group": group}
        for person, points, se, infit, group in zip(
            told.assessors, *(_rounded(row) for row in (told.points, told.se, told.infit, told.group)), strict=True
        )
    ]
    return {
        "note": None,
        "assessors": len(people),
        "cases": told.cases,
        "marks": told.marks,
        "spread": round(told.spread, 6),
        "strictest": people[0]["points"],
        "kindest": people[-1]["points"],
        "reliability": round(told.reliability, 6) if told.reliability == told.reliability else None,
        "erratic": sum(one["infit"] > ERRATIC for one in people),
        "groups": len({one["group"] for one in people}),
        "people": people,
    }


def _rounded(row) -> list:
    return [round(value, 6) for value in row.tolist()]


def _without_name(one) -> dict:
    return {name: value for name, value in asdict(one).items() if name != "criterion"}


def _both(text) -> dict[str, str]:
    return {"ko": text.ko, "en": text.en}
