"""Cities, on a map, in a table and one by one."""

import csv

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from cityloop.assessment.queries import compiled
from cityloop.consulting.forms import CityFilter
from cityloop.consulting.models import City
from cityloop.consulting.piloting import pilot_address
from cityloop.consulting.queries import cities as queries
from cityloop.consulting.queries.diagnosis import said
from cityloop.consulting.queries.values import values_of
from cityloop.consulting.rules import acts_for_city
from cityloop.language import country_name
from cityloop.spreadsheet import inert

PER_PAGE = 100
EUROPE = {
    City.Region.NORTHERN_EUROPE,
    City.Region.WESTERN_EUROPE,
    City.Region.SOUTHERN_EUROPE,
    City.Region.CENTRAL_EASTERN_EUROPE,
}
COLUMNS = (
    "city",
    "framework",
    "indicator",
    "value",
    "unit",
    "year",
    "status",
    "quality",
    "source",
    "file_sha256",
    "line",
    "note",
)


def cities(request):
    """Cities by region, country and certification; on the maps those of this page."""
    form = CityFilter(request.GET, *queries.regions_and_countries(request.user))
    page = Paginator(queries.listed(request.user, **form.chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "maps": _maps(page.object_list), "filtered": bool(form.chosen)}
    context["may_register"] = bool(queries.organisations_for_a_city(request.user, timezone.localdate()))
    return render(request, "consulting/cities.html", context)


def _maps(found) -> list[tuple[str, list]]:
    """Places by the map on which they lie; maps without a place are left out."""
    places: dict[str, list] = {"europe": [], "korea": [], "world": []}
    for city in found:
        window = "korea" if city.country == "KR" else "europe" if city.region in EUROPE else "world"
        places[window].append(_place(city))
    return [(name, inside) for name, inside in places.items() if inside]


def _place(city) -> dict:
    return {
        "latitude": city.latitude,
        "longitude": city.longitude,
        "name": city.name,
        "href": reverse("consulting:city", args=[city.code]),
        "note": country_name(city.country),
    }


def find_city(request, code):
    """The city of an address, for whoever may see it; 404 for everybody else."""
    found = queries.visible_to(request.user).select_related("organisation")
    return get_object_or_404(found, code=code)


def common(request, city) -> dict:
    """What every page about a city shows: the city, its framework, and whether it is the reader's own."""
    known = queries.frameworks_of(city)
    asked = request.GET.get("framework", "")
    edition = next((one for one in known if one.scheme == asked), None if asked or not known else known[0])
    own = acts_for_city(request.user, city, timezone.localdate())
    kept = f"?framework={asked}" if asked and edition else ""
    return {"city": city, "edition": edition, "frameworks": known, "own": own, "kept": kept}


def city(request, code):
    """One city: what is on record, and its values by theme with year, quality and source."""
    found = find_city(request, code)
    context = common(request, found)
    edition = context["edition"]
    context["records"] = found.records.all()
    context["pilot_address"] = pilot_address(found, request.user, timezone.localdate())
    if edition:
        values = values_of(found, edition)
        context |= {
            "themes": _themes(edition, values),
            "dated": any(cell.year for cell in values.values()),
            "graded": any(cell.quality for cell in values.values()),
            "read": any(hasattr(cell, "link") for cell in values.values()),
            "known": sum(1 for cell in values.values() if cell.value is not None),
            "asked": len(compiled(edition).indicators),
            "imports": (imports := list(queries.imports_of(found, edition))),
            "made_up": any(one.simulated for one in imports),
        }
    return render(request, "consulting/city.html", context)


def _themes(edition, values):
    """The framework's areas, each with its indicators and the city's value."""
    framework = compiled(edition)
    titles = {area.id: said(area.title) for area in framework.areas}
    groups: dict[str, list] = {}
    for indicator in framework.indicators:
        row = {
            "id": indicator.id,
            "title": said(indicator.title),
            "unit": said(indicator.unit),
            "cell": values.get(indicator.id),
        }
        groups.setdefault(_area(framework, indicator), []).append(row)
    return [(titles.get(area, area), rows) for area, rows in groups.items()]


def _area(framework, indicator) -> str:
    categories = {one.id: one.group for one in framework.categories}
    groups = {one.id: one.area for one in framework.groups}
    return indicator.theme or groups.get(categories.get(indicator.category), "") or ""


def values_csv(request, code):
    """The values of a city that count, each with the file and line it came from."""
    found = find_city(request, code)
    edition = queries.framework_of(found, request.GET.get("framework", ""))
    if edition is None:
        raise Http404
    units = {one.id: one.unit.en if one.unit else "" for one in compiled(edition).indicators}
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}-{edition.scheme}.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for indicator, cell in sorted(values_of(found, edition).items()):
        taken = cell.taken_from
        told = (cell.value, units.get(indicator, ""), cell.year, cell.status, cell.quality)
        writer.writerow(
            (
                found.code,
                edition.scheme,
                indicator,
                *told,
                inert(taken.source),
                taken.sha256,
                cell.line,
                inert(cell.note),
            )
        )
    return response
