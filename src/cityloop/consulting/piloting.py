"""A city opens a pilot of its own."""

from django.urls import reverse

from cityloop.consulting.models import City
from cityloop.livinglabs.openings import Opening, register_opening
from cityloop.organisations.rules import manages

KIND = "city"


def opening_of_city(key, person, on) -> Opening | None:
    """What a city's pilot begins with; for officers of whoever acts for it."""
    city = City.objects.select_related("organisation").filter(code=key).first()
    if city is None or not _may(city, person, on):
        return None
    return Opening(
        lead=city.organisation,
        city_ko=city.name_ko,
        city_en=city.name_en,
        country=city.country,
        partners=((city.organisation, "host"),),
        simulated=city.organisation.simulated,
    )


def pilot_address(city, person, on) -> str:
    """Where the reader opens a pilot of this city; empty where none is to be opened."""
    return reverse("livinglabs:open", args=[KIND, city.code]) if _may(city, person, on) else ""


def _may(city, person, on) -> bool:
    signed_in = getattr(person, "is_authenticated", False)
    return bool(city.organisation_id and signed_in) and manages(person, city.organisation, on)


def register() -> None:
    """Tell the living labs; called once, when the room is ready."""
    register_opening(KIND, opening_of_city)
