"""A mapping that cannot be changed, can be hashed and can be pickled; and plain data made unchangeable with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

V = TypeVar("V")


class Frozen(Mapping[str, V]):
    """A mapping with text keys that nobody can change.

    >>> steps = Frozen({"supplement": 14})
    >>> steps["supplement"], steps == {"supplement": 14}, hash(steps) == hash(Frozen(supplement=14))
    (14, True, True)
    """

    __slots__ = ("_items",)
    _items: dict[str, V]

    def __init__(self, items: Mapping[str, V] | None = None, **more: V):
        object.__setattr__(self, "_items", {**(items or {}), **more})

    def __getitem__(self, key: str) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Frozen mapping cannot be changed")

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return Frozen, (self._items,)

    def __repr__(self) -> str:
        return f"Frozen({self._items!r})"


EMPTY: Frozen[Any] = Frozen()


def freeze(value: Any) -> Any:
    """Plain data with every list a tuple and every mapping a `Frozen`.

    >>> freeze({"a": [1, {"b": 2}]})
    Frozen({'a': (1, Frozen({'b': 2}))})
    """
    if isinstance(value, Mapping):
        return Frozen({str(key): freeze(item) for key, item in value.items()})
    return tuple(map(freeze, value)) if isinstance(value, list | tuple) else value


def thaw(value: Any) -> Any:
    """The plain dicts and lists that `freeze` would give back; what CEL and JSON take.

    >>> thaw(freeze({"a": [1, {"b": 2}]}))
    {'a': [1, {'b': 2}]}
    """
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in value.items()}
    return [thaw(item) for item in value] if isinstance(value, list | tuple) else value
