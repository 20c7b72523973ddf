"""Plain data as rulebook YAML, with the comments of an older text kept where what they stand beside is still there."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from cityloop.engine.edition import Faulty

from .reading import read_text

WIDTH = 4_096


def written(data: Any, like: str = "") -> str:
    """The data as YAML; laid out and commented like the text `like`, of which it is a later version.

    The text that comes out always reads back as exactly the data; where the comments cannot be carried over so, they
    are left out.

    >>> print(written({"a": 1, "b": [1, 2]}, like="a: 2  # two\\nb: [1]").rstrip())
    a: 1  # two
    b: [1, 2]
    """
    return (_like(data, like) if like else None) or _dumped(_flowing(data))


def _like(data: Any, like: str) -> str | None:
    try:
        tree = _yaml().load(like)
        text = _dumped(_merged(tree, data))
        return text if read_text(text)[0] == data else None
    except (YAMLError, Faulty, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return None


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.width, yaml.preserve_quotes, yaml.allow_unicode = WIDTH, True, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dumped(tree: Any) -> str:
    out = io.StringIO()
    _yaml().dump(tree, out)
    return out.getvalue()


def _merged(old: Any, new: Any) -> Any:
    """The old tree with the new values: nodes that are the same stay, with everything written beside them."""
    if isinstance(old, CommentedMap) and isinstance(new, Mapping):
        for name in [name for name in old if name not in new]:
            del old[name]
        for name, value in new.items():
            old[name] = _merged(old[name], value) if name in old else _flowing(value)
        return old
    if isinstance(old, CommentedSeq) and isinstance(new, list):
        return _merged_list(old, new)
    return old if _plain(old) == new and isinstance(_plain(old), type(new)) else _flowing(new)


def _merged_list(old: CommentedSeq, new: list) -> Any:
    """Items are found again by their id, and by their place where they have none."""
    known = {item.get("id", at) if isinstance(item, Mapping) else at: item for at, item in enumerate(old)}
    items = []
    for at, value in enumerate(new):
        name = value.get("id", at) if isinstance(value, Mapping) else at
        items.append(_merged(known[name], value) if name in known else _flowing(value))
    if len(items) != len(old) or any(a is not b for a, b in zip(items, old, strict=True)):
        old[:] = items
    return old


def _plain(value: Any) -> Any:
    """A scalar as the reader of rulebook files has it: days stay texts."""
    if value is None or isinstance(value, bool):
        return value
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _flowing(value: Any) -> Any:
    """New data with texts and short lists on one line, as the files have them."""
    if isinstance(value, Mapping):
        found = CommentedMap({name: _flowing(item) for name, item in value.items()})
        if set(value) <= {"ko", "en"} or not any(isinstance(item, Mapping | list) for item in value.values()):
            found.fa.set_flow_style() if len(str(value)) < 110 else found.fa.set_block_style()
        return found
    if isinstance(value, list):
        found = CommentedSeq([_flowing(item) for item in value])
        if not any(isinstance(item, Mapping) for item in value):
            found.fa.set_flow_style()
        return found
    return value
