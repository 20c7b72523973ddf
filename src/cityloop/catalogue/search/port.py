"""What every engine is asked and answers. Engines see whitespace tokens only; they know no language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

FACETS = ("certificate", "field", "type", "operation", "country", "origin")
SORTS = ("relevance", "certified", "newest", "running")
SORT_LIMIT = 1 << 63


@dataclass(frozen=True, slots=True)
class Token:
    """The document has this token."""

    text: str


@dataclass(frozen=True, slots=True)
class All:
    """The document answers every part."""

    parts: "tuple[Need, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """The document answers at least one part."""

    parts: "tuple[Need, ...]"


Need = Token | All | Any


@dataclass(frozen=True)
class Document:
    """A service as an engine stores it.

    `name` and `body` are tokens parted by spaces (`body` has those of the name too); `facets` maps each of `FACETS`
    to its values; `keys` maps each of `SORTS` but relevance to a number below 2^63, unlike that of any other document.
    """

    code: str
    name: str
    body: str
    facets: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, int]


@dataclass(frozen=True)
class SearchRequest:
    """What is sought. Within a facet any of the chosen values will do, across facets all must; `sort` is descending.

    `prefer` and `hints` only order: tokens that count in the name, and tokens that count a little anywhere.
    `after` leaves out of the results (not of the total) what comes before the document with this key, and that
    document; orders by relevance have no keys.
    """

    need: Need | None = None
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    prefer: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    sort: str = "relevance"
    offset: int = 0
    limit: int = 20
    after: int | None = None


@dataclass(frozen=True)
class SearchResult:
    """`total` documents; `results` are codes, best first; `facets[facet][value]` is what choosing the value brings.

    For a facet in which nothing is chosen this is the number of hits after choosing the value. In a facet with a
    choice, a chosen value has the number of hits that have it, another the number of hits that choosing it would add.
    `last` is the key of the last result in the order asked for, to go on `after` it.
    """

    total: int
    results: tuple[str, ...]
    facets: Mapping[str, Mapping[str, int]]
    last: int | None = None


class Engine(Protocol):
    """Something that finds documents."""

    def search(self, request: SearchRequest) -> SearchResult: ...

    def counts(self, needs: Iterable[Need]) -> list[int]:
        """How many documents answer each need, exactly."""

    def known(self, tokens: Iterable[str]) -> dict[str, int]:
        """The tokens that some document has, and about how many documents have each."""


def every(parts: Iterable[Need]) -> Need | None:
    """All of the parts, as simply as it can be said; None where there is no part."""
    return _joined(All, parts)


def either(parts: Iterable[Need]) -> Need | None:
    """Any of the parts, as simply as it can be said; None where there is no part."""
    return _joined(Any, parts)


def leaves(need: Need | None) -> Iterable[str]:
    """Every token that a need speaks of."""
    if isinstance(need, Token):
        yield need.text
    elif need is not None:
        for part in need.parts:
            yield from leaves(part)


def _joined(kind, parts: Iterable[Need]) -> Need | None:
    flat = dict.fromkeys(
        inner for part in parts if part is not None for inner in (part.parts if isinstance(part, kind) else (part,))
    )
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat)) if flat else None
