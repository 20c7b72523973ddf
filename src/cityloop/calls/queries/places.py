"""Where the projects of a register are: one dot for each place, however many projects it had."""

from django.db.models import Avg, Count, Max, Min
from django.utils.translation import ngettext

from cityloop.calls.models import Project

MOST_DOTS = 300
"""More places than these are drawn as one dot a country, or nobody could tell them apart."""
KIND = ("type", "type_name_ko", "type_name_en")


def points(programme: str) -> list[dict]:
    """Dots of a map; hollow where something was chosen in the latest year. A place nobody named has no dot."""
    found = list(_grouped(programme, "country", "city_ko", "city_en", "latitude", "longitude")[: MOST_DOTS + 1])
    if len(found) > MOST_DOTS:
        middle = {"latitude": Avg("latitude"), "longitude": Avg("longitude")}
        found = list(_grouped(programme, "country").annotate(**middle))
    latest = max((place["last"] for place in found), default=0)
    return [_dot(place, latest) for place in found]


def _grouped(programme: str, *place: str):
    counted = {
        "number": Count("pk"),
        "first": Min("year"),
        "last": Max("year"),
        **{f"a_{one}": Min(one) for one in KIND},
    }
    rows = Project.objects.filter(programme=programme).order_by().values(*place)
    return rows.annotate(**counted).order_by("-last", "country")


def _dot(place: dict, latest: int) -> dict:
    one = Project(country=place["country"], city_ko=place.get("city_ko", ""), city_en=place.get("city_en", ""))
    return {
        "latitude": place["latitude"] if place["longitude"] is not None else None,
        "longitude": place["longitude"],
        "name": one.place,
        "note": _note(place),
        "new": place["last"] == latest,
    }


def _note(place: dict) -> str:
    years = f"{place['first']}–{place['last']}" if place["first"] != place["last"] else str(place["last"])
    if place["number"] == 1:
        return f"{years} · {Project(**{one: place[f'a_{one}'] for one in KIND}).kind}"
    number = ngettext("%(n)d project", "%(n)d projects", place["number"]) % {"n": place["number"]}
    return f"{years} · {number}"
