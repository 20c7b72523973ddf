"""The directory: search, filters, results."""

from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import ngettext

from cityloop.catalogue import queries
from cityloop.catalogue.places import capitals, is_in_europe
from cityloop.catalogue.rules import certificate_state
from cityloop.catalogue.search.question import MOST_CHARACTERS
from cityloop.catalogue.shown import offers_for
from cityloop.catalogue.views.compare import MOST
from cityloop.catalogue.views.filters import Filters
from cityloop.catalogue.vocabulary import SORTS, facet_label
from cityloop.language import country_name, current

RELEVANCE, MAP = "relevance", "map"
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
    side_by_side = _chosen(given)
    context = {
        "query": query,
        "found": found,
        "cards": [_card(one, today, side_by_side) for one in found.services],
        "page": paginator.page(min(found.page, paginator.num_pages)),
        "facets": filters.groups(found.facets),
        "room": SUMMARY_CHARACTERS[current()],
        "chips": filters.chips(given),
        "kept": [*filters.pairs(), *(("s", one.code) for one in side_by_side)],
        "chosen": side_by_side,
        "chosen_elsewhere": [one for one in side_by_side if one not in found.services],
        "savable": _query_of(query, filters),
        "as_listed": given.get("view") != MAP,
        "shown_on_map": given.get("view") == MAP,
        "maps": _maps(given, found.facets.get("country", {})) if given.get("view") == MAP else [],
        "as_list": _with_view(given, ""),
        "as_map": _with_view(given, MAP),
        "all_services": filters.without_all(given),
        "sorts": _sorts(found.sort, bool(query)),
        "sort": found.sort,
        "offers": offers_for(request.user, today),
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


def _card(service, today, side_by_side) -> dict:
    return {
        "service": service,
        "ticked": service in side_by_side,
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


def _chosen(given: QueryDict) -> list:
    """The services that the reader has chosen to compare, in the order of choosing."""
    codes = list(dict.fromkeys(code for code in given.getlist("s") if "\0" not in code))[:MOST]
    found = {one.code: one for one in queries.listed().filter(code__in=codes)} if codes else {}
    return [found[code] for code in codes if code in found]


def _query_of(query: str, filters: Filters) -> str:
    """What a saved search keeps of the address; nothing where nothing is asked."""
    pairs = ([("q", query)] if query else []) + filters.pairs()
    return urlencode(pairs)


def _with_view(given: QueryDict, view: str) -> str:
    rest = given.copy()
    rest.pop("page", None)
    rest.pop("view", None)
    if view:
        rest["view"] = view
    return f"?{rest.urlencode()}"


def _maps(given: QueryDict, counts) -> list[tuple[str, list[dict]]]:
    """All hits by country, on the maps where they lie; a place leads to the hits of its country."""
    maps: dict[str, list[dict]] = {"europe": [], "world": []}
    for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if place := capitals().get(code):
            maps["europe" if is_in_europe(place) else "world"].append(_point(given, code, count, place))
    return [(window, points) for window, points in maps.items() if points]


def _point(given: QueryDict, code: str, count: int, place) -> dict:
    rest = given.copy()
    for name in ("page", "view"):
        rest.pop(name, None)
    rest.setlist("country", [code])
    note = ngettext("%(n)s service", "%(n)s services", count) % {"n": count}
    return {
        "latitude": place[0],
        "longitude": place[1],
        "name": country_name(code),
        "href": f"?{rest.urlencode()}",
        "note": note,
    }
