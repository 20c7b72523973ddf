"""Plain data to frozen values, led by the annotations of the dataclasses; every fault is noted, not only the first.

A dataclass is the schema of a mapping: its fields are the keys, a field without a default is required, any other key
is a fault. `field(metadata={"key": "from"})` names a field whose key is a word of Python.
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ..frozen import Frozen, freeze
from ..text import Text
from .faults import Findings, Path
from .kinds import EXPECTED, READERS

WRONG: Any = object()
"""Stands where a value could not be read; the fault has been noted."""

DEEPEST = 30


@cache
def shape_of(cls: type) -> dict[str, tuple[Field, Any]]:
    """The keys of a dataclass in a file, each with its field and type."""
    hints = get_type_hints(cls)
    return {f.metadata.get("key", f.name): (f, hints[f.name]) for f in fields(cls) if f.init}


def read(kind: Any, data: Any, path: Path, findings: Findings) -> Any:
    """Read `data` as `kind`: a dataclass, `tuple[X, ...]`, `Frozen[X]`, `Literal`, `X | None` or one of `kinds`."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return read(next(arm for arm in get_args(kind) if arm is not type(None)), data, path, findings)
    if origin is tuple:
        return _read_tuple(get_args(kind), data, path, findings)
    if origin is Frozen:
        return _read_map(get_args(kind)[0], data, path, findings)
    if origin is Literal:
        return _read_choice(get_args(kind), data, path, findings)
    if isinstance(kind, type) and is_dataclass(kind) and kind not in READERS:
        return _read_record(kind, data, path, findings)
    return freeze(data) if kind is Any else _read_value(kind, data, path, findings)


def read_fields(cls: type, data: Mapping[str, Any], path: Path, findings: Findings) -> dict[str, Any]:
    """The values of a dataclass by field name, without making it; those that cannot be read are `WRONG`."""
    shape = shape_of(cls)
    for name in data:
        if name not in shape:
            _unknown_key(name, shape, path, findings)
    values: dict[str, Any] = {}
    for name, (f, kind) in shape.items():
        if data.get(name) is not None:
            values[f.name] = read(kind, data[name], (*path, name), findings)
        elif f.default is MISSING and f.default_factory is MISSING:
            values[f.name] = WRONG
            _missing_key(name, kind, path, findings)
    return values


def _read_record(cls: type, data: Any, path: Path, findings: Findings) -> Any:
    if not isinstance(data, Mapping):
        return _wrong(data, Text("묶음(열쇠: 값)", "a mapping (key: value)"), path, findings)
    if len(path) > DEEPEST:
        return _wrong("…", Text("{n}단계 이내의 구조", "at most {n} levels").format(n=DEEPEST), path, findings)
    values = read_fields(cls, data, path, findings)
    return WRONG if any(value is WRONG for value in values.values()) else cls(**values)


def _read_tuple(args: tuple[Any, ...], data: Any, path: Path, findings: Findings) -> Any:
    if not isinstance(data, list | tuple):
        return _wrong(data, Text("목록", "a list"), path, findings)
    kinds = [args[0]] * len(data) if args[1:] == (Ellipsis,) else list(args)
    if len(kinds) != len(data):
        return _wrong(data, Text("값 {n}개의 목록", "a list of {n}").format(n=len(kinds)), path, findings)
    items = [read(kind, item, (*path, i), findings) for i, (kind, item) in enumerate(zip(kinds, data, strict=True))]
    return WRONG if any(item is WRONG for item in items) else tuple(items)


def _read_map(kind: Any, data: Any, path: Path, findings: Findings) -> Any:
    if not isinstance(data, Mapping) or not all(isinstance(name, str) for name in data):
        return _wrong(data, Text("묶음(열쇠: 값)", "a mapping (key: value)"), path, findings)
    items = {name: read(kind, item, (*path, name), findings) for name, item in data.items()}
    return WRONG if any(item is WRONG for item in items.values()) else Frozen(items)


def _read_choice(choices: tuple[Any, ...], data: Any, path: Path, findings: Findings) -> Any:
    if isinstance(data, str) and data in choices:
        return data
    listed = ", ".join(map(str, choices))
    return _wrong(data, Text("{c} 중 하나", "one of {c}").format(c=listed), path, findings)


def _read_value(kind: Any, data: Any, path: Path, findings: Findings) -> Any:
    try:
        return READERS[kind](data)
    except ValueError as error:
        detail = str(error) if EXPECTED[kind].en.startswith("a CEL") else ""
        return _wrong(data, EXPECTED[kind], path, findings, detail)


def _wrong(data: Any, expected: Text, path: Path, findings: Findings, detail: str = "") -> Any:
    found = " ".join(repr(data).split())
    found = found if len(found) <= 60 else found[:59] + "…"
    found = f"{found} ({detail})" if detail else found
    what = Text("{f}이(가) 있음.", "Found {f}.").format(f=found)
    remedy = Text("필요한 것: {e}.", "Write {e}.").format(e=expected)
    findings.add(path, what, remedy)
    return WRONG


def _unknown_key(name: Any, shape: Mapping[str, Any], path: Path, findings: Findings) -> None:
    near = difflib.get_close_matches(str(name), shape, n=1)
    if near:
        remedy = Text("'{n}'을(를) 뜻하는지 확인하십시오.", "Did you mean '{n}'?").format(n=near[0])
    else:
        remedy = Text("지우거나 다음 중에서 고르십시오: {k}.", "Delete it, or use one of: {k}.").format(
            k=", ".join(sorted(shape))
        )
    findings.add((*path, name), Text("알 수 없는 열쇠임.", "Unknown key."), remedy)


def _missing_key(name: str, kind: Any, path: Path, findings: Findings) -> None:
    expected = EXPECTED.get(kind, Text("값", "a value"))
    findings.add(
        path,
        Text("'{n}'이(가) 없음.", "'{n}' is missing.").format(n=name),
        Text("'{n}:'에 {e}을(를) 적으십시오.", "Add '{n}:' with {e}.").format(n=name, e=expected),
    )
