"""Editions made for tests: small ones that use what the rulebook's own files use little."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from cityloop.engine.edition import Edition, compile_edition


def text(words: str) -> dict[str, str]:
    return {"ko": f"{words} 문안", "en": words}


def criterion(id: str, kind: str, **more: Any) -> dict[str, Any]:
    area = id.partition(".")[0]
    return {"id": id, "area": area, "title": text(id), "asks": text(f"{id}?"), "kind": kind, "weight": 1, **more}


def rubric(id: str, marks=(0, 1, 2, 3, 4), **more: Any) -> dict[str, Any]:
    return criterion(id, "rubric", levels=[{"mark": mark, "means": text(f"level {mark}")} for mark in marks], **more)


def scheme_data(**changes: Any) -> dict[str, Any]:
    """The plain data of a scheme with two areas of two criteria each, mean of two assessors, cut 60 of 100."""
    data = {
        "kind": "scheme",
        "id": "sample",
        "edition": "1",
        "title": text("Sample"),
        "source": [{"cite": "made for tests", "basis": "illustrative"}],
        "timeline": [{"from": "2026-01-01", "state": "in_force"}],
        "aggregate": {"assessors": "mean", "minimum_assessors": 2},
        "pass": {"points": 60, "of": 100},
        "areas": [
            {"id": "use", "title": text("Use"), "weight": 60},
            {"id": "make", "title": text("Make"), "weight": 40},
        ],
        "criteria": [rubric("use.reach"), rubric("use.worth"), rubric("make.sound"), rubric("make.open")],
    }
    return deepcopy({**data, **changes})


def scheme(**changes: Any) -> Edition:
    return compile_edition(scheme_data(**changes))


def call_data(**track: Any) -> dict[str, Any]:
    """The plain data of a call of one track, on the criteria of `scheme_data`."""
    opens = {"opens": "2026-01-01", "closes": "2026-02-01", "zone": "Asia/Seoul"}
    applicant = {"kinds": ["company"], "says": text("A company")}
    tracks = [
        {"id": "main", "title": text("Main"), "applicant": applicant, "intake": opens, "seats": {"max": 3}, **track}
    ]
    return scheme_data(kind="call", tracks=tracks)


def odd_scheme(method: str, unmarked: str = "missing") -> Edition:
    """A scheme with half marks, uneven levels, a step table, formulas, gates that weigh and an area minimum."""
    points = [[0, 0], [50, 0.4], [100, 1]]
    return scheme(
        id=f"odd-{method}",
        edition=unmarked,
        aggregate={"assessors": method, "minimum_assessors": 2, "unmarked": unmarked},
        profiles=[{"id": "small", "title": text("Small")}],
        grades=[{"id": "gold", "from": 80}, {"id": "silver", "from": 60}],
        areas=[
            {"id": "use", "title": text("Use"), "weight": 60, "minimum": 0.5},
            {"id": "make", "title": text("Make"), "weight": 30},
            {"id": "gates", "title": text("Gates"), "weight": 10, "minimum": 0.5},
        ],
        criteria=[
            rubric("use.halves", (0, 1, 2), step=0.5, weight=3),
            rubric("use.uneven", (0, 1, 4), weight=2, not_for=["small"]),
            criterion("use.line", "measured", direction="higher", points=points, weight=2),
            criterion("use.steps", "measured", direction="higher", points=points, between="step", weight=2),
            criterion(
                "make.lower", "measured", direction="lower", points=[[300, 0], [120, 0.5], [30, 1]], between="step"
            ),
            criterion("make.ratio", "formula", formula="measurements.use.line / max(measurements.use.steps, 1.0)"),
            criterion(
                "make.blend",
                "formula",
                formula="10.0 * marks.use.halves + 80.0 * shares.gates.weighs",
                points=points,
                direction="higher",
            ),
            rubric("make.small_only", weight=2, not_for=["small"]),
            criterion("gates.weighs", "binary", mandatory=True, weight=1),
            criterion("gates.gate", "binary", mandatory=True, weight=0),
            rubric("gates.full", (0, 1, 2), mandatory=True, weight=1),
        ],
    )
