"""A draft edition tried over a record: the engine's replay as JSON values."""

from __future__ import annotations

from cityloop.engine.edition import Edition
from cityloop.engine.revision import Impact, replay
from cityloop.engine.text import Text
from cityloop.feedback.queries import Record

LEVELS = {
    "editorial": Text("편집상 변경", "Editorial"),
    "minor": Text("경미한 변경", "Minor"),
    "major": Text("중대한 변경", "Major"),
}


def tried(old: Edition, new: Edition, record: Record) -> dict:
    """Judge every case of `record` under both editions: the class of the change, and each case with its reason."""
    impact = replay(
        old,
        new,
        record.cases,
        record.assessors,
        record.criteria,
        [float("nan") if mark is None else mark for mark in record.marks],
        not_applicable=[mark is None for mark in record.marks],
        measurements=record.measured,
        voided=record.voided,
        profile=record.profiles or None,
    )
    return {
        "level": impact.level,
        "class": _both(LEVELS[impact.level]),
        "comment_days": impact.comment.days,
        "flows": [[before, after, count] for (before, after), count in sorted(impact.flows.items())],
        "extreme": _both(impact.extreme) if impact.extreme else None,
        "cases": [_case(impact, at, record) for at in range(len(impact.cases))],
    }


def _case(impact: Impact, at: int, record: Record) -> dict:
    reference = impact.cases[at]
    return {
        "case": reference,
        "name": record.names.get(reference, {}),
        "service": record.services.get(reference),
        "profile": record.profiles.get(reference, ""),
        "moved": bool(impact.moved[at]),
        "near": bool(impact.near[at]),
        "old_status": str(impact.old.status[at]),
        "new_status": str(impact.new.status[at]),
        "old_points": _points(impact.old.points[at]),
        "new_points": _points(impact.new.points[at]),
        "reason": _both(impact.reason_text(at)),
        "missing_evidence": list(impact.missing_evidence(at)),
    }


def _points(value) -> float | None:
    return round(float(value), 6) if value == value else None


def _both(text: Text) -> dict[str, str]:
    return {"ko": text.ko, "en": text.en}
