"""Show the register: what was announced for each year, and the projects that were named."""

import csv

from django.http import HttpResponse
from django.shortcuts import render

from cityloop.calls import queries
from cityloop.language import country_name
from cityloop.spreadsheet import inert

PROGRAMME = "k-city-network"


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
