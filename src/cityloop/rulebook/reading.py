"""Rulebook YAML to plain JSON data, remembering the line and column of every value.

Only what JSON can say is read: dates stay texts, tags and aliases are refused, a key stands once. So the same content
always has the same digest, and no file can make the reader do anything.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cityloop.engine.edition import Fault, Faulty
from cityloop.engine.text import Text

MOST_BYTES = 4_000_000
MOST_DIGITS = 300

_TAG = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_MEND = Text("파일을 고치십시오.", "Mend the file.")

Positions = dict[tuple[str | int, ...], tuple[int, int]]


def read(path: Path) -> tuple[Any, Positions]:
    """The plain data of a YAML file, and for every path in it the line and column where its value (or key) begins.

    Raises `Faulty`, with file, line and column, where the file cannot be read or is not such YAML.
    """
    return read_text(_text(path), str(path))


def read_text(text: str, name: str = "") -> tuple[Any, Positions]:
    """As `read`, from a text; `name` is what faults call the file.

    >>> read_text("pass: {points: 70, of: 100}")[0]
    {'pass': {'points': 70, 'of': 100}}
    """
    reader = _Reader(name)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
        data = None if node is None else reader.plain(node, ())
    except RecursionError:
        raise Faulty([Fault("", _DEEP, _MEND, file=name)]) from None
    except YAMLError as error:
        raise Faulty([_syntax(error, name)]) from error
    if reader.faults:
        raise Faulty(reader.faults)
    return data, reader.positions


_DEEP = Text("지나치게 깊은 구조임.", "It is nested too deeply.")


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        what = Text("읽을 수 없음({e}).", "It cannot be read ({e}).").format(e=error.strerror)
        remedy = Text("경로와 권한을 확인하십시오.", "Check the path and the permissions.")
        raise Faulty([Fault("", what, remedy, file=str(path))]) from error
    if len(data) > MOST_BYTES:
        what = Text("파일이 너무 큼.", "The file is too large.")
        raise Faulty([Fault("", what, Text("4MB 이하로 나누십시오.", "Keep it under 4 MB."), file=str(path))])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = Text("UTF-8이 아닌 글자가 있음.", "There is a character that is not UTF-8.")
        raise Faulty(
            [Fault("", what, Text("UTF-8로 저장하십시오.", "Save it as UTF-8."), line, 1, str(path))]
        ) from error


def _syntax(error: YAMLError, name: str) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) if isinstance(error, MarkedYAMLError) else None
    said = str(problem or error).splitlines()[0]
    what = Text("YAML 문법에 맞지 않음({p}).", "It is not YAML ({p}).").format(p=said)
    remedy = Text("들여쓰기, 쉼표, 따옴표를 확인하십시오.", "Look at the indentation, commas and quotes.")
    return Fault("", what, remedy, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0, name)


class _Reader:
    """Walks a tree of YAML nodes once; notes positions and faults on the way."""

    def __init__(self, name: str):
        self.name = name
        self.positions: Positions = {}
        self.faults: list[Fault] = []
        self._seen: set[int] = set()

    def plain(self, node: Node, path: tuple[str | int, ...]) -> Any:
        self.positions.setdefault(path, _place(node))
        if id(node) in self._seen:
            return self._fault(node, Text("별칭(*)은 쓸 수 없음.", "Aliases (*) are not used."))
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.plain(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: MappingNode, path: tuple[str | int, ...]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode) or key.tag != f"{_TAG}str":
                self._fault(key, Text("열쇠는 글자여야 함.", "A key must be a text."))
                continue
            if key.value in data:
                self._fault(key, Text("열쇠 '{k}'가 두 번 나옴.", "The key '{k}' is there twice.").format(k=key.value))
            self.positions[(*path, key.value)] = _place(key)
            data[key.value] = self.plain(value, (*path, key.value))
        return data

    def _scalar(self, node: ScalarNode) -> Any:
        kind, text = node.tag.removeprefix(_TAG), node.value
        if kind in ("str", "timestamp"):
            return text
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() == "true"
        if kind == "int" and _INTEGER.fullmatch(text) and len(text) <= MOST_DIGITS:
            return int(text)
        if kind == "float":
            return float(text.replace(".inf", "inf").replace(".nan", "nan").replace("_", ""))
        return self._fault(node, Text("읽을 수 없는 값 '{t}'.", "The value '{t}' cannot be read.").format(t=text[:40]))

    def _fault(self, node: Node, what: Text) -> None:
        self.faults.append(Fault("", what, _MEND, *_place(node), file=self.name))


def _place(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
