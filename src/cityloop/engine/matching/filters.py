"""Filters: what a service must be before anybody weighs what it does, each refusal with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cityloop.engine.text import Text, joined, same

Value = str | float | None


@dataclass(frozen=True, slots=True)
class Filter:
    """One requirement on one column: `min`, `max`, `is`, `in` or `has`, and the limit.

    `has` asks for one of several values in a column that holds many, joined by `|`. `is` and `in` compare a whole cell.
    """

    column: str
    test: str
    limit: object

    def __post_init__(self) -> None:
        if self.test not in TESTS:
            raise ValueError(f"filter on {self.column}: {self.test!r} is none of {', '.join(TESTS)}")
        if self.test in ("min", "max") and (isinstance(self.limit, bool) or not isinstance(self.limit, int | float)):
            raise ValueError(f"filter on {self.column}: {self.test} needs a number, not {self.limit!r}")


def _in(value: Value, limit: object) -> bool:
    wanted = limit if isinstance(limit, list | tuple | set | frozenset) else (limit,)
    return any(_equal(value, item) for item in wanted)


def _equal(value: Value, limit: Any) -> bool:
    if isinstance(limit, bool):
        return str(value).strip().lower() in (("true", "yes", "1", "1.0") if limit else ("false", "no", "0", "0.0"))
    if isinstance(limit, int | float):
        try:
            return float(value) == limit
        except (TypeError, ValueError):
            return False
    return str(value) == str(limit)


def _has(value: Value, limit: object) -> bool:
    return any(_in(part.strip(), limit) for part in str(value).split("|"))


TESTS: Mapping[str, Callable[[Value, Any], bool]] = {
    "min": lambda value, limit: float(value) >= limit,
    "max": lambda value, limit: float(value) <= limit,
    "is": _in,
    "in": _in,
    "has": _has,
}
_SAY = {
    "min": Text("{c} {v}: {x} 이상이어야 함", "{c} is {v}, at least {x} is asked"),
    "max": Text("{c} {v}: {x} 이하여야 함", "{c} is {v}, at most {x} is allowed"),
    "is": Text("{c} '{v}': {x}이어야 함", "{c} is '{v}', {x} is asked"),
    "in": Text("{c} '{v}': {x} 중 하나여야 함", "{c} is '{v}', one of {x} is asked"),
    "has": Text("{c} '{v}': {x} 중 하나가 있어야 함", "{c} is '{v}', it must have one of {x}"),
}
_BLANK = Text("{c}: 값이 없어 조건을 확인할 수 없음", "{c} has no value, so the filter cannot be met")


def refusal(row: Mapping[str, Value], filters: Sequence[Filter]) -> Text | None:
    """Why a service is kept out: every filter it fails; None when it passes all. A blank cell meets no filter.

    A number that cannot be read as one raises `ValueError` with the column, an unknown column `KeyError`.

    >>> asked = [Filter("cost", "max", 100), Filter("field", "has", ["transport", "housing"])]
    >>> refusal({"cost": 120.0, "field": "transport|logistics"}, asked).en
    'cost is 120, at most 100 is allowed'
    >>> refusal({"cost": 80.0, "field": "transport|logistics"}, asked) is None
    True
    """
    failed = [said for item in filters if (said := _failed(row, item))]
    return joined(failed, "; ") if failed else None


def _failed(row: Mapping[str, Value], item: Filter) -> Text | None:
    value = row[item.column]
    if value is None or value == "" or value != value:
        return _BLANK.format(c=item.column)
    try:
        met = TESTS[item.test](value, item.limit)
    except ValueError:
        raise ValueError(f"filter on {item.column}: {value!r} is not a number") from None
    return None if met else _SAY[item.test].format(c=item.column, v=_plain(value), x=_plain(item.limit))


def _plain(value: object) -> Text:
    if isinstance(value, list | tuple):
        return same(", ".join(str(part) for part in value))
    return same(f"{value:g}" if isinstance(value, float) else value)
