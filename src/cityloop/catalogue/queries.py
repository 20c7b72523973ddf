"""Find services: those a person may see, and those that answer a query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils import timezone

from cityloop.catalogue.models import Service
from cityloop.catalogue.search import index, lexicon, question
from cityloop.catalogue.search.port import FACETS, SORTS, SearchRequest, SearchResult
from cityloop.catalogue.search.question import Reading
from cityloop.catalogue.search.thesaurus import Concept
from cityloop.organisations.queries import organisations_of

PER_PAGE = 20
SUGGESTIONS = 6
MOST_PAGES = 10_000


def listed():
    """The services of the public directory."""
    return Service.objects.filter(listed_at__isnull=False)


def visible_to(person):
    """The services of the directory, and the drafts of the organisations that the person acts for today."""
    if not getattr(person, "is_authenticated", False):
        return listed()
    own = organisations_of(person, timezone.localdate())
    return Service.objects.filter(Q(listed_at__isnull=False) | Q(provider__in=own))


def of_organisations(person, on):
    """The services of the organisations that a person acts for, listed or not."""
    return Service.objects.filter(provider__in=organisations_of(person, on)).select_related("provider")


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
    asked = question.read(query, lexicon.look_up)
    reading = index.ask(lambda engine: question.answer(asked, engine, lexicon.look_up))
    near = reading.question.near
    request = SearchRequest(
        need=reading.question.need,
        filters={facet: frozenset(chosen) for facet, chosen in (filters or {}).items() if facet in FACETS and chosen},
        prefer=reading.question.prefer,
        hints=tuple(f"#{concept.id}" for concept in near),
        sort=_sort(sort, bool(reading.question.units)),
        limit=per_page,
    )
    if query.strip() and not asked.units:
        return Found(0, [], {}, reading, request.sort, 1, 1, 0, [])
    result, page = _page(request, page)
    return Found(
        total=result.total,
        services=_in_order(result.results),
        facets=result.facets,
        reading=reading,
        sort=request.sort,
        page=page,
        pages=_pages(result.total, per_page),
        without_filters=0 if result.total else _search(replace(request, filters={}, limit=0)).total,
        near=near[:SUGGESTIONS],
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
