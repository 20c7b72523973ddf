"""Show the register: what was announced for each year, and the projects that were named."""

import csv

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cityloop.calls import queries
from cityloop.language import country_name
from cityloop.organisations.rules import runs_programme
from cityloop.spreadsheet import inert


def register(request, programme):
    """What was announced for each year beside the projects that are named, on a map and in a table."""
    found = _programme_or_404(programme)
    projects = list(queries.projects(programme))
    context = {
        "programme": found,
        "totals": queries.totals(programme),
        "tally": found.tally,
        "projects": projects,
        "points": queries.points(projects),
        "runs": runs_programme(request.user, programme, timezone.localdate()),
    }
    return render(request, "calls/register.html", context)


def register_csv(request, programme):
    """The named projects as open data."""
    _programme_or_404(programme)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{programme}-projects.csv"'
    writer = csv.writer(response)
    columns = ("year", "type", "country", "city_en", "city_ko", "title_en", "title_ko", "company", "source")
    writer.writerow((*columns, "country_name"))
    for project in queries.projects(programme):
        values = (getattr(project, name) for name in columns)
        writer.writerow((*(inert(value) for value in values), country_name(project.country)))
    return response


def _programme_or_404(programme):
    found = queries.programme(programme)
    if found is None:
        raise Http404
    return found
