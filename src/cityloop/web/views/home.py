"""The front page: what the loop is, and where it stands today."""

from django.shortcuts import render
from django.utils import timezone

from cityloop.calls import queries as calls
from cityloop.web.standing import PROGRAMME, stations


def home(request):
    """Six stations, six ways in, and the map of what was carried abroad."""
    on = timezone.localdate()
    context = {
        "on": on,
        "stations": stations(on),
        "tally": calls.tally(PROGRAMME),
        "projects": calls.projects(PROGRAMME),
        "totals": calls.totals(PROGRAMME),
    }
    return render(request, "web/home.html", context)
