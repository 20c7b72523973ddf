"""What the directory offers the people of a city."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.consulting.models import City
from cityloop.organisations.queries import organisations_of


def cities_like_mine(person, on: date) -> list[tuple[str, str]]:
    """For each city that the person acts for, the way to what cities like it use."""
    cities = City.objects.filter(organisation__in=organisations_of(person, on)).order_by("code")
    return [
        (_("What cities like %(city)s use") % {"city": one.name}, reverse("consulting:used_nearby", args=[one.code]))
        for one in cities
    ]
