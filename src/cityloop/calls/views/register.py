"""Show the register: what was announced for each year, and the projects that were named."""

import csv

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cityloop.calls import queries
from cityloop.calls.open_data import given, project_rows, projects_parquet
from cityloop.calls.open_data.listing import Listed, Past
from cityloop.calls.open_data.tables import COLUMNS
from cityloop.organisations.rules import runs_programme
from cityloop.spreadsheet import inert

PAGE = 50


def register(request, programme):
    """What was announced for each year beside the projects that are named, on a map and in a table."""
    found = _programme_or_404(programme)
    years, past, year = list(queries.totals(programme)), Past(programme), _year(request.GET.get("year"))
    context = {
        "programme": found,
        "totals": years,
        "tally": found.tally,
        "year": year,
        "page_obj": Paginator(Listed(past, year), PAGE).get_page(request.GET.get("page")),
        "reckonings": queries.reckonings(programme, years),
        "years": past.time_line(years),
        "points": queries.points(programme),
        "runs": runs_programme(request.user, programme, timezone.localdate()),
    }
    return render(request, "calls/register.html", context)


def _year(asked: str | None) -> int | None:
    return int(asked) if asked and len(asked) == len("2026") and asked.isascii() and asked.isdigit() else None


def register_csv(request, programme):
    """The named projects and announced awards as open data."""
    _programme_or_404(programme)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{programme}-projects.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows([inert(value) for value in row] for row in project_rows(given(programme)))
    return response


def register_parquet(request, programme):
    """The same table for computing."""
    _programme_or_404(programme)
    response = HttpResponse(projects_parquet(given(programme)), content_type="application/vnd.apache.parquet")
    response["Content-Disposition"] = f'attachment; filename="{programme}-projects.parquet"'
    return response


def _programme_or_404(programme):
    found = queries.programme(programme)
    if found is None:
        raise Http404
    return found
