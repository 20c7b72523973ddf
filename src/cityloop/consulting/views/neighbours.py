"""What cities like this one use."""

from django.shortcuts import render
from django.utils import timezone

from cityloop.catalogue.rules import certificate_state
from cityloop.consulting.queries.neighbours import cities_like, used_by
from cityloop.consulting.views.cities import common, find_city


def used(request, code):
    """Services in use in the cities nearest to one, by how many of them use each."""
    city = find_city(request, code)
    peers = cities_like(city)
    today = timezone.localdate()
    rows = [(one, certificate_state(one.service, today)) for one in used_by(city, peers)]
    context = common(request, city) | {"peers": peers, "rows": rows}
    return render(request, "consulting/used_nearby.html", context)
