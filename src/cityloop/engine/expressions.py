"""Conditions and formulas in CEL, the Common Expression Language: compiled once, evaluated without ever raising."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cel

FUNCTIONS = {"min": min, "max": max}
LONGEST = 2_000

_BOUND = re.compile(r"\.(?:all|exists|exists_one|filter|map)\(\s*(\w+)\s*,")
_STANDARD = {
    "size", "contains", "startsWith", "endsWith", "matches", "double", "int", "uint", "string", "bool", "timestamp",
    "duration", "getFullYear", "getMonth", "getDate",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What an expression came to: a value, or None and the reason it has none (`missing` names an absent fact)."""

    value: Any = None
    missing: str = ""
    error: str = ""


@lru_cache(maxsize=4096)
def program(source: str) -> Any:
    """The compiled expression. Raises `ValueError` with one line that says what is wrong."""
    if len(source) > LONGEST:
        raise ValueError(f"longer than {LONGEST} characters")
    try:
        compiled = cel.compile(source)
    except ValueError as error:
        raise ValueError(_first_sentence(str(error), source)) from None
    called = {name for name in compiled.functions() if name[0].isalpha()}  # operators begin with a sign
    unknown = sorted(called - _STANDARD - set(FUNCTIONS))
    if unknown:
        raise ValueError(f"unknown function {unknown[0]}()")
    return compiled


def variables(source: str) -> frozenset[str]:
    """The names of the facts that an expression starts from.

    >>> sorted(variables("applicant.kind == 'company' && size(consortium) > 1"))
    ['applicant', 'consortium']
    """
    return frozenset(program(source).variables()) - frozenset(_BOUND.findall(source))


def answer(source: str, facts: Mapping[str, Any]) -> Answer:
    """Evaluate an expression over plain facts (dicts, lists, texts, numbers, booleans). Never raises.

    >>> answer("applicant.kind == 'company'", {"applicant": {"kind": "company"}}).value
    True
    >>> answer("applicant.kind == 'company'", {"applicant": {}}).missing
    'kind'
    """
    try:
        return Answer(program(source).execute({**FUNCTIONS, **facts}))
    except KeyError as error:
        return Answer(missing=str(error.args[0] if error.args else error).strip("'"))
    except RuntimeError as error:
        name = _undefined(str(error))
        return Answer(missing=name) if name else Answer(error=_one_line(error))
    except Exception as error:  # whatever a library may raise on odd facts, a verdict is still due
        return Answer(error=_one_line(error))


def holds(source: str | None, facts: Mapping[str, Any]) -> bool | None:
    """Whether a condition holds; None where the facts do not tell. No condition always holds.

    >>> holds("answers.sandbox == 'yes'", {"answers": {"sandbox": "no"}}), holds(None, {}), holds("x > 1", {})
    (False, True, None)
    """
    if source is None:
        return True
    value = answer(source, facts).value
    return value if isinstance(value, bool) else None


def _undefined(message: str) -> str:
    lead = "Undefined variable or function: '"
    return message.removeprefix(lead).split("'")[0] if message.startswith(lead) else ""


def _one_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__


def _first_sentence(message: str, source: str) -> str:
    line = message.splitlines()[0].removeprefix(f"Failed to parse expression '{source}': ").removeprefix("ERROR: ")
    return line.split(" expecting ")[0][:160]
