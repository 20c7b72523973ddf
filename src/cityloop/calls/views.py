"""Show calls, their rules, and the register of what came of them."""

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cityloop.calls import queries
from cityloop.language import country_name
from cityloop.spreadsheet import inert

PROGRAMME = "k-city-network"


def calls(request):
    """Every call that was published, open ones first, and the way to the register."""
    on = timezone.localdate()
    context = {"calls": queries.calls(on), "tally": queries.tally(PROGRAMME), "programme": PROGRAMME, "on": on}
    return render(request, "calls/calls.html", context)


def call(request, programme, edition):
    """One call: its tracks, who may apply, how it is judged, and where every rule comes from."""
    found = queries.call_or_404(programme, edition, timezone.localdate())
    context = {"call": found, "tracks": queries.tracks(found, timezone.now()), "judged": judged(found.rules)}
    return render(request, "calls/call.html", context)


def judged(rules):
    """For each track: its areas, and the criteria of each."""
    return [
        (track, [(area, rules.criteria_of(track=track.id, area=area.id)) for area in rules.areas_of(track.id)])
        for track in rules.tracks
    ]


def register(request):
    """What was announced for each year beside the projects that are named, on a map and in a table."""
    projects = list(queries.projects(PROGRAMME))
    context = {
        "totals": queries.totals(PROGRAMME),
        "tally": queries.tally(PROGRAMME),
        "projects": projects,
        "points": queries.points(projects),
    }
    return render(request, "calls/register.html", context)


def register_csv(request):
    """The named projects as open data."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="k-city-projects.csv"'
    writer = csv.writer(response)
    columns = ("year", "type", "country", "city_en", "city_ko", "title_en", "title_ko", "company", "source")
    writer.writerow((*columns, "country_name"))
    for project in queries.projects(PROGRAMME):
        values = (getattr(project, name) for name in columns)
        writer.writerow((*(inert(value) for value in values), country_name(project.country)))
    return response
