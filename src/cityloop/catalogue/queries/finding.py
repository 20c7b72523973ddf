"""Find the services that answer a query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cityloop.catalogue.models import Service
from cityloop.catalogue.queries.visible import listed
from cityloop.catalogue.search import index, lexicon, question
from cityloop.catalogue.search.port import FACETS, SORTS, Engine, SearchRequest, SearchResult
from cityloop.catalogue.search.question import Reading
from cityloop.catalogue.search.thesaurus import Concept

PER_PAGE = 20
SUGGESTIONS = 6
MOST_PAGES = 10_000


@dataclass(frozen=True)
class Found:
    """What a search found. `codes` and `services` are those of one page, in order; `total`, `facets` are of all.

    `reading` says how the query was understood; `without_filters` is what it finds when no filter is set, counted
    only where the filters leave nothing; `near` are concepts beside the one asked for.
    """

    total: int
    codes: tuple[str, ...]
    facets: Mapping[str, Mapping[str, int]]
    reading: Reading
    sort: str
    page: int
    pages: int
    without_filters: int
    near: list[Concept]
    last: int | None = None

    @cached_property
    def services(self) -> list[Service]:
        """The services themselves, read when they are first asked for."""
        return _in_order(self.codes)


def find(
    query: str = "",
    filters: Mapping[str, Iterable[str]] | None = None,
    sort: str = "",
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Found:
    """Search the directory. Unknown facets and orders are overlooked; a page out of range is the nearest there is.

    Without an order the best answer comes first, or, where nothing is asked, what is certified.
    """
    asked = _Asked(query, filters, sort, per_page)
    if asked.nothing:
        return asked.found(_NOTHING)
    return index.ask(lambda engine: _page(engine, asked, page))


def walk(
    query: str = "",
    filters: Mapping[str, Iterable[str]] | None = None,
    sort: str = "",
    limit: int = PER_PAGE,
    after: int | None = None,
    offset: int = 0,
) -> Found:
    """Search the directory part by part: on `after` the `last` key of the part before, or by relevance from `offset`.

    A walk by keys meets each service once, whatever enters or leaves the directory meanwhile.
    """
    asked = _Asked(query, filters, sort, limit)
    if asked.nothing:
        return asked.found(_NOTHING)
    return index.ask(lambda engine: asked.search(engine, after=after, offset=offset))


_NOTHING = SearchResult(0, (), {})


class _Asked:
    """A question with its filters and order, and how it was read once it has been searched for."""

    def __init__(self, query: str, filters, sort: str, limit: int):
        self.reading = Reading(question.read(query, lexicon.look_up))
        self.nothing = bool(query.strip()) and not self.reading.question.units  # typed, and no word in it
        self.filters = {
            facet: frozenset(chosen) for facet, chosen in (filters or {}).items() if facet in FACETS and chosen
        }
        self.sort, self.limit = _sort(sort, bool(self.reading.question.units)), limit

    def search(self, engine: Engine, page: int = 1, **window) -> Found:
        """The question as it stands; where nothing is found, as it can be answered."""
        result = engine.search(replace(self.request, **window))
        if not result.total and self.reading.question.units:
            read = question.answer(self.reading.question, engine, lexicon.look_up)
            if read.question != self.reading.question:
                self.reading = read
                result = engine.search(replace(self.request, **window))
        without = 0 if result.total else engine.search(replace(self.request, filters={}, limit=0)).total
        return self.found(result, page, without)

    @property
    def request(self) -> SearchRequest:
        asked = self.reading.question
        return SearchRequest(
            need=asked.need,
            filters=self.filters,
            prefer=asked.prefer,
            hints=tuple(f"#{concept.id}" for concept in asked.near),
            sort=self.sort,
            limit=self.limit,
        )

    def found(self, result: SearchResult, page: int = 1, without_filters: int = 0) -> Found:
        return Found(
            total=result.total,
            codes=result.results,
            facets=result.facets,
            reading=self.reading,
            sort=self.sort,
            page=page,
            pages=_pages(result.total, self.limit),
            without_filters=without_filters,
            near=self.reading.question.near[:SUGGESTIONS],
            last=result.last,
        )


def _sort(chosen: str, asked: bool) -> str:
    known = SORTS if asked else SORTS[1:]
    return chosen if chosen in known else known[0]


def _page(engine: Engine, asked: _Asked, page: int) -> Found:
    """One page of results; the last one where the page asked for lies behind it."""
    page = max(1, min(page, MOST_PAGES))
    found = asked.search(engine, page, offset=(page - 1) * asked.limit)
    if page <= found.pages:
        return found
    return asked.search(engine, found.pages, offset=(found.pages - 1) * asked.limit)


def _pages(total: int, per_page: int) -> int:
    return max(1, -(-total // max(1, per_page)))


def _in_order(found: tuple[str, ...]) -> list[Service]:
    """Services by their codes, in the order of the codes; what has left the directory since is left out."""
    rows = listed().filter(code__in=found).select_related("provider").prefetch_related("service_fields")
    by_code = {service.code: service for service in rows}
    return [by_code[code] for code in found if code in by_code]
