"""Find the services that answer a query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cityloop.catalogue.models import Service
from cityloop.catalogue.queries.visible import listed
from cityloop.catalogue.search import index, lexicon, question
from cityloop.catalogue.search.port import FACETS, SORTS, SearchRequest, SearchResult
from cityloop.catalogue.search.question import Reading
from cityloop.catalogue.search.thesaurus import Concept

PER_PAGE = 20
SUGGESTIONS = 6
MOST_PAGES = 10_000


@dataclass(frozen=True)
class Found:
    """What a search found. `services` are those of one page, in order; `total` and `facets` are of all hits.

    `reading` says how the query was understood; `without_filters` is what it finds when no filter is set, counted
    only where the filters leave nothing; `near` are concepts beside the one asked for.
    """

    total: int
    services: list[Service]
    facets: Mapping[str, Mapping[str, int]]
    reading: Reading
    sort: str
    page: int
    pages: int
    without_filters: int
    near: list[Concept]
    last: int | None = None


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
    request, reading = _asked(query, filters, sort, per_page)
    if _asks_for_nothing(query, reading):
        return _nothing(request, reading)
    result, page = _page(request, page)
    return _found(request, reading, result, page)


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
    request, reading = _asked(query, filters, sort, limit)
    if _asks_for_nothing(query, reading):
        return _nothing(request, reading)
    result = _search(replace(request, after=after, offset=offset))
    return _found(request, reading, result, page=1)


def _asked(query, filters, sort, limit) -> tuple[SearchRequest, Reading]:
    asked = question.read(query, lexicon.look_up)
    reading = index.ask(lambda engine: question.answer(asked, engine, lexicon.look_up))
    request = SearchRequest(
        need=reading.question.need,
        filters={facet: frozenset(chosen) for facet, chosen in (filters or {}).items() if facet in FACETS and chosen},
        prefer=reading.question.prefer,
        hints=tuple(f"#{concept.id}" for concept in reading.question.near),
        sort=_sort(sort, bool(reading.question.units)),
        limit=limit,
    )
    return request, reading


def _asks_for_nothing(query: str, reading: Reading) -> bool:
    """Was something typed that has no word in it?"""
    return bool(query.strip()) and not reading.question.units


def _nothing(request: SearchRequest, reading: Reading) -> Found:
    return Found(0, [], {}, reading, request.sort, 1, 1, 0, [])


def _found(request: SearchRequest, reading: Reading, result: SearchResult, page: int) -> Found:
    return Found(
        total=result.total,
        services=_in_order(result.results),
        facets=result.facets,
        reading=reading,
        sort=request.sort,
        page=page,
        pages=_pages(result.total, request.limit),
        without_filters=0 if result.total else _search(replace(request, filters={}, limit=0)).total,
        near=reading.question.near[:SUGGESTIONS],
        last=result.last,
    )


def _sort(chosen: str, asked: bool) -> str:
    known = SORTS if asked else SORTS[1:]
    return chosen if chosen in known else known[0]


def _search(request: SearchRequest) -> SearchResult:
    return index.ask(lambda engine: engine.search(request))


def _page(request: SearchRequest, page: int) -> tuple[SearchResult, int]:
    """One page of results; the last one where the page asked for lies behind it."""
    page = max(1, min(page, MOST_PAGES))
    result = _search(replace(request, offset=(page - 1) * request.limit))
    last = _pages(result.total, request.limit)
    if page <= last:
        return result, page
    return _search(replace(request, offset=(last - 1) * request.limit)), last


def _pages(total: int, per_page: int) -> int:
    return max(1, -(-total // max(1, per_page)))


def _in_order(found: tuple[str, ...]) -> list[Service]:
    """Services by their codes, in the order of the codes; what has left the directory since is left out."""
    rows = listed().filter(code__in=found).select_related("provider").prefetch_related("service_fields")
    by_code = {service.code: service for service in rows}
    return [by_code[code] for code in found if code in by_code]
