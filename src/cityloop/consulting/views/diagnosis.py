"""A city beside its peers: as a page, as JSON and as CSV, all from the same findings."""

import csv

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from cityloop.consulting.queries.cities import imports_of
from cityloop.consulting.queries.consultations import under_way
from cityloop.consulting.queries.diagnosis import report
from cityloop.consulting.queries.needs import problems_behind
from cityloop.consulting.queries.open_data import COLUMNS, diagnosis_content
from cityloop.consulting.views.cities import common, find_city

NAMED = 5


def page(request, code):
    """The diagnosis: peers and why these, strengths, gaps, what is missing, and every indicator by theme."""
    city = find_city(request, code)
    context = common(request, city)
    found = report(city, context["edition"]) if context["edition"] else None
    if found:
        imports = list(imports_of(city, found.edition))
        context |= {
            "report": found,
            "strengths": found.strengths[:NAMED],
            "gaps": found.gaps[:NAMED],
            "problems": problems_behind(found)[:NAMED],
            "imports": imports,
            "made_up": city.simulated or any(one.simulated for one in imports),
            "scored": "score" in request.GET,
        }
    if context["own"]:
        context["consultation"] = under_way(city)
    return render(request, "consulting/diagnosis.html", context)


def _report_or_404(request, code):
    city = find_city(request, code)
    edition = common(request, city)["edition"]
    found = report(city, edition) if edition else None
    if found is None:
        raise Http404
    return found


def as_json(request, code):
    """The diagnosis as plain data; a single score, with its interval, only for `?score`."""
    found = _report_or_404(request, code)
    return JsonResponse(
        diagnosis_content(found, scored="score" in request.GET), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


def as_csv(request, code):
    """The findings in the columns that `cityloop diagnose` writes."""
    found = _report_or_404(request, code)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-diagnosis.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for row in found.rows:
        writer.writerow([*(getattr(row.finding, name) for name in COLUMNS[:-1]), row.note])
    return response
