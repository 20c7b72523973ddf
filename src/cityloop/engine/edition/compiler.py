"""Compile the plain data of a rulebook file to an `Edition`, or say everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import rfc8785

from ..text import Text
from .checks import run_checks
from .edition import Edition, sealed
from .faults import Fault, Faulty, Findings, Position
from .shape import WRONG, read_fields

_EVERYWHERE = {"kind", "id", "edition", "title", "source", "illustrative", "areas"}
_JUDGED = {
    "bodies", "timeline", "aggregate", "pass", "grades", "criteria", "eligibility", "form", "documents", "steps",
    "profiles", "classes", "validity", "surveillance", "reexamination", "revision", "panel",
}  # fmt: skip
_SCHEME = {"intake", "subject", "technical_review"}
_CALL = {"programme", "tracks", "budget", "rounds", "blind", "selection", "milestones", "events", "requires"}
_FRAMEWORK = {
    "timeline", "data_quality", "efforts", "groups", "categories", "indicators", "peers", "fields", "problems",
}  # fmt: skip

KEYS: Mapping[str, set[str]] = {
    "scheme": _EVERYWHERE | _JUDGED | _SCHEME,
    "call": _EVERYWHERE | _JUDGED | _CALL,
    "framework": _EVERYWHERE | _FRAMEWORK,
}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "scheme": ("source", "timeline", "aggregate", "pass", "areas", "criteria"),
    "call": ("source", "timeline", "aggregate", "pass", "areas", "criteria", "tracks"),
    "framework": ("source",),
}


def compile_edition(data: Any, position: Position | None = None) -> Edition:
    """The edition that plain data describe; `position` finds the line and column of a path in its file.

    Raises `Faulty` with every fault found. Warnings stop nothing: `examine` gives them.

    >>> title, source = {"ko": "예시", "en": "Demo"}, [{"cite": "none"}]
    >>> compile_edition({"kind": "framework", "id": "demo", "edition": "1", "title": title, "source": source}).reference
    'demo/1'
    >>> try:
    ...     compile_edition({"kind": "framework", "id": "demo", "edition": "1", "title": title})
    ... except Faulty as faulty:
    ...     print(faulty.faults[0].text)
    'source' is missing. Add 'source:'.
    """
    edition, faults = examine(data, position)
    if edition is None:
        raise Faulty(fault for fault in faults if not fault.warning)
    return edition


def examine(data: Any, position: Position | None = None) -> tuple[Edition | None, tuple[Fault, ...]]:
    """The edition, or None where it has faults, with all faults and warnings in the order of the file."""
    findings = Findings(data, position)
    edition = _build(data, findings)
    if edition is not None:
        run_checks(edition, findings)
        edition = None if findings.errors else _seal(edition, data, findings)
    faults = tuple(sorted(findings.faults, key=lambda fault: (fault.line, fault.column)))
    return (None if findings.errors else edition), faults


def shaped(data: Any, position: Position | None = None) -> tuple[Edition | None, tuple[Fault, ...]]:
    """As `examine`, but only each part by itself: its keys and kinds of values, not whether the parts agree."""
    findings = Findings(data, position)
    edition = _build(data, findings)
    if edition is not None and not findings.errors:
        edition = _seal(edition, data, findings)
    return (None if findings.errors else edition), tuple(findings.faults)


def canonical(data: Any) -> bytes:
    """The canonical JSON (RFC 8785) of plain data. Raises `ValueError` for what JSON cannot say (NaN, huge integers).

    >>> canonical({"b": 1.0, "a": "가"}).decode()
    '{"a":"가","b":1}'
    """
    return rfc8785.dumps(data)


def digest(data: Any) -> str:
    """The sha256 of the canonical JSON, in hexadecimal: equal for equal content, however the file is laid out.

    >>> digest({"a": 1.0, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    return hashlib.sha256(canonical(data)).hexdigest()


def _build(data: Any, findings: Findings) -> Edition | None:
    if not isinstance(data, Mapping) or data.get("kind") not in tuple(KEYS):
        kinds = ", ".join(KEYS)
        findings.add(
            ("kind",) if isinstance(data, Mapping) and "kind" in data else (),
            Text("파일의 종류를 알 수 없음.", "The kind of the file is not known."),
            Text("'kind:'에 {k} 중 하나를 적으십시오.", "Write 'kind:' with one of {k}.").format(k=kinds),
        )
        return None
    kind = data["kind"]
    _check_keys(kind, data, findings)
    values = read_fields(Edition, data, (), findings)
    return Edition(**{name: None if value is WRONG else value for name, value in values.items()})


def _check_keys(kind: str, data: Mapping[str, Any], findings: Findings) -> None:
    elsewhere = set().union(*KEYS.values()) - KEYS[kind]
    for name in data:
        if name in elsewhere:
            findings.add(
                (name,),
                Text("{k}에는 쓸 수 없는 열쇠임.", "A {k} has no such key.").format(k=kind),
                Text("지우십시오.", "Delete it."),
            )
    for name in REQUIRED[kind]:
        if data.get(name) is None:
            findings.add(
                (),
                Text("'{n}'이(가) 없음.", "'{n}' is missing.").format(n=name),
                Text("'{n}:'을(를) 추가하십시오.", "Add '{n}:'.").format(n=name),
            )
            findings.touched.add(name)


def _seal(edition: Edition, data: Any, findings: Findings) -> Edition | None:
    try:
        text = canonical(data)
    except (ValueError, RecursionError) as error:
        findings.add(
            (),
            Text("정본 JSON으로 적을 수 없음({e}).", "Cannot be written as canonical JSON ({e}).").format(e=error),
            Text("NaN, 무한대, 2^53보다 큰 정수를 고치십시오.", "Look for NaN, infinity or an integer above 2^53."),
        )
        return None
    return sealed(edition, data, text, hashlib.sha256(text).hexdigest())


def in_file(fault: Fault, name: str) -> Fault:
    """The fault with the name of the file it is in."""
    return replace(fault, file=name)
