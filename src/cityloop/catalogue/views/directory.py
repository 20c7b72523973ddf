"""The directory: search, filters, results."""

from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.utils import timezone

from cityloop.catalogue import queries
from cityloop.catalogue.rules import certificate_state
from cityloop.catalogue.search.question import MOST_CHARACTERS
from cityloop.catalogue.views.filters import Filters
from cityloop.catalogue.vocabulary import SORTS, facet_label
from cityloop.language import current

RELEVANCE = "relevance"
SUMMARY_CHARACTERS = {"ko": 110, "en": 190}  # about as much room in either script


def directory(request):
    """Services that answer a query and the filters, twenty a page."""
    written = request.GET.get("q", "").strip()
    given = _without_what_is_not_read(request)
    query = given.get("q", "")
    filters = Filters.of(given)
    found = queries.find(written, filters.chosen, given.get("sort", ""), _page_number(given))
    paginator = Paginator(range(found.total), queries.PER_PAGE)
    today = timezone.localdate()
    context = {
        "query": query,
        "found": found,
        "cards": [_card(one, today) for one in found.services],
        "page": paginator.page(min(found.page, paginator.num_pages)),
        "facets": filters.groups(found.facets),
        "room": SUMMARY_CHARACTERS[current()],
        "chips": filters.chips(given),
        "kept": filters.pairs(),
        "all_services": filters.without_all(given),
        "sorts": _sorts(found.sort, bool(query)),
        "sort": found.sort,
    }
    return render(request, "catalogue/directory.html", context)


def _without_what_is_not_read(request) -> QueryDict:
    """The query string with a query of readable length, or none: the rest is not carried on from link to link."""
    request.GET = given = request.GET.copy()
    query = given.pop("q", [""])[-1].strip()[:MOST_CHARACTERS]
    if query:
        given["q"] = query
    request.META["QUERY_STRING"] = given.urlencode()
    return given


def _card(service, today) -> dict:
    return {
        "service": service,
        "state": certificate_state(service, today),
        "fields": [facet_label("field", row.field) for row in service.service_fields.all()],
        "certified": service.facts.get("certified"),
    }


def _page_number(given) -> int:
    text = given.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _sorts(chosen: str, asked: bool) -> list[dict]:
    """The orders to choose from; by relevance only where something is asked."""
    return [
        {"value": value, "label": label, "chosen": value == chosen}
        for value, label in SORTS.items()
        if asked or value != RELEVANCE
    ]
