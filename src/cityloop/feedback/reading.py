"""Changes between two texts and findings of the linter, in words that somebody reads who knows no YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityloop.assessment.models import EditionState
from cityloop.engine.edition import Fault, examine, lint
from cityloop.engine.revision import Change, compared
from cityloop.feedback.forms import METHOD_NAMES
from cityloop.language import pick

_STEP = re.compile(r"\.?([^.\[\]]+)|\[([^\]]*)\]")
KINDS = {"added": gettext_lazy("Added"), "removed": gettext_lazy("Removed"), "changed": gettext_lazy("Changed")}
WEIGHTS = {"editorial": gettext_lazy("Editorial"), "minor": gettext_lazy("Minor"), "major": gettext_lazy("Major")}
TONES = {"editorial": "", "minor": "info", "major": "warn"}
NAMES = {
    "edition": gettext_lazy("Edition"),
    "title": gettext_lazy("Title"),
    "source": gettext_lazy("Sources"),
    "illustrative": gettext_lazy("Illustrative values"),
    "bodies": gettext_lazy("Bodies"),
    "profiles": gettext_lazy("Fields of services"),
    "fields": gettext_lazy("Codes of the fields"),
    "timeline": gettext_lazy("Planned calendar"),
    "validity": gettext_lazy("Validity"),
    "lasts": gettext_lazy("Valid for"),
    "renewal_opens": gettext_lazy("Renewal opens"),
    "late_renewal": gettext_lazy("Late renewal"),
    "reexamination": gettext_lazy("Re-examination of the rules"),
    "revision": gettext_lazy("How the rules are revised"),
    "comments": gettext_lazy("Time for comments"),
    "editorial": gettext_lazy("Editorial"),
    "minor": gettext_lazy("Minor"),
    "major": gettext_lazy("Major"),
    "transition": gettext_lazy("Transition"),
    "aggregate": gettext_lazy("How marks are put together"),
    "assessors": gettext_lazy("Method"),
    "minimum_assessors": gettext_lazy("Fewest assessors"),
    "pass": gettext_lazy("Cut"),
    "points": gettext_lazy("Points"),
    "of": gettext_lazy("Out of"),
    "grades": gettext_lazy("Grades"),
    "from": gettext_lazy("From"),
    "areas": gettext_lazy("Area"),
    "criteria": gettext_lazy("Criterion"),
    "area": gettext_lazy("Area"),
    "weight": gettext_lazy("Weight"),
    "minimum": gettext_lazy("Least share"),
    "asks": gettext_lazy("Question"),
    "why": gettext_lazy("Rationale"),
    "kind": gettext_lazy("How it is answered"),
    "mandatory": gettext_lazy("Gate"),
    "levels": gettext_lazy("Anchors"),
    "mark": gettext_lazy("Mark"),
    "means": gettext_lazy("What it means"),
    "step": gettext_lazy("Step between marks"),
    "unit": gettext_lazy("Unit"),
    "direction": gettext_lazy("Which way is better"),
    "formula": gettext_lazy("Formula"),
    "evidence": gettext_lazy("Evidence"),
    "what": gettext_lazy("Evidence"),
    "accepts": gettext_lazy("Formats"),
    "required": gettext_lazy("Required"),
    "not_for": gettext_lazy("Does not apply to"),
    "cite": gettext_lazy("Source"),
    "basis": gettext_lazy("Kind of source"),
    "note": gettext_lazy("Note"),
    "eligibility": gettext_lazy("Who may apply"),
    "says": gettext_lazy("Wording"),
    "when": gettext_lazy("Condition"),
    "panel": gettext_lazy("Committee"),
    "seats": gettext_lazy("Seats"),
    "from_field": gettext_lazy("From the field"),
    "common": gettext_lazy("Common to all panels"),
    "quorum": gettext_lazy("Quorum"),
    "decision": gettext_lazy("Decision"),
    "term": gettext_lazy("Term"),
    "documents": gettext_lazy("Documents to hand in"),
    "steps": gettext_lazy("How long each step may take"),
    "state": gettext_lazy("State"),
}
CODES = {
    **METHOD_NAMES,
    **dict(EditionState.State.choices),
    "rubric": gettext_lazy("anchored scale"),
    "binary": gettext_lazy("met or not met"),
    "measured": gettext_lazy("measured"),
    "higher": gettext_lazy("Higher is better."),
    "lower": gettext_lazy("Lower is better."),
}


@dataclass(frozen=True)
class Said:
    """A change in words: where, what it was and is (pairs of language and words), how weighty by its nature."""

    where: str
    path: str
    kind: str
    was: list[tuple[str, str]]
    now: list[tuple[str, str]]
    level: str
    tone: str


def changes_between(before: dict, after: dict) -> list[Said]:
    """Everything that differs, in the order of the newer text."""
    return [_said(change, before, after) for change in compared(before, after)]


def findings_of(content: dict) -> list[Fault]:
    """Everything the compiler and the linter have to say, what must be mended first; each place and word once."""
    _edition, faults = examine(content)
    every = {(fault.path, fault.what.en): fault for fault in (*faults, *lint(content))}
    return sorted(every.values(), key=lambda fault: fault.warning)


def _said(change: Change, before: dict, after: dict) -> Said:
    return Said(
        where=where(change.path, before if change.kind == "removed" else after),
        path=change.path,
        kind=KINDS[change.kind],
        was=_value(change.before),
        now=_value(change.after),
        level=WEIGHTS[change.level],
        tone=TONES[change.level],
    )


def where(path: str, content: Any) -> str:
    """A path in words: the titles of what has one, the names of keys."""
    words, at = [], content
    for key, item in _STEP.findall(path):
        if key:
            words.append(str(NAMES.get(key, key.replace("_", " "))))
            at = at.get(key) if isinstance(at, Mapping) else None
        else:
            at = _item(at, item)
            words.append(_title(at) or item)
    return " › ".join(words)


def _item(items, name):
    """The item that a step in brackets names: by id, mark or day, or by its number."""
    if not isinstance(items, list | tuple):
        return None
    keys = ("id", "mark", "from")
    named = (i for i in items if isinstance(i, Mapping) and any(str(i.get(key)) == name for key in keys))
    return next(named, None) or (items[int(name) - 1] if name.isdigit() and 0 < int(name) <= len(items) else None)


def _title(item) -> str:
    if not isinstance(item, Mapping):
        return ""
    if isinstance(item.get("title"), Mapping):
        return pick(item["title"])
    return _("Mark %(mark)s") % {"mark": f"{item['mark']:g}"} if isinstance(item.get("mark"), int | float) else ""


def _value(value) -> list[tuple[str, str]]:
    if isinstance(value, Mapping) and value and set(value) <= {"ko", "en"}:
        return [(code, value.get(code) or "–") for code in ("ko", "en")]
    return [("", _words(value))]


def _words(value) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float):
        return f"{value:,}"
    if isinstance(value, str):
        return str(CODES.get(value, value))
    if isinstance(value, Mapping):
        if set(value) <= {"ko", "en"}:
            return pick(dict(value))
        title = _title(value)
        return title or "; ".join(f"{NAMES.get(key, key)}: {_words(item)}" for key, item in value.items())
    return ", ".join(_words(item) for item in value)
