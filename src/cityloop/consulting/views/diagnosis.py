"""A city beside its peers: as a page, as JSON and as CSV, all from the same findings."""

import csv

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from cityloop.consulting.queries.cities import imports_of
from cityloop.consulting.queries.consultations import under_way
from cityloop.consulting.queries.diagnosis import report
from cityloop.consulting.queries.needs import problems_behind
from cityloop.consulting.views.cities import common, find_city

COLUMNS = ("theme", "indicator", "value", "peer_median", "percentile", "low", "high", "band", "note")
NAMED = 5


def page(request, code):
    """The diagnosis: peers and why these, strengths, gaps, what is missing, and every indicator by theme."""
    city = find_city(request, code)
    context = common(request, city)
    found = report(city, context["edition"]) if context["edition"] else None
    if found:
        context |= {
            "report": found,
            "strengths": found.strengths[:NAMED],
            "gaps": found.gaps[:NAMED],
            "problems": problems_behind(found)[:NAMED],
            "imports": imports_of(city, found.edition),
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
    """The diagnosis with its peers, themes as sums and counts, findings and sources; no single score."""
    found = _report_or_404(request, code)
    content = {
        "city": found.city.code,
        "name": found.city.name,
        "framework": {"id": found.edition.scheme, "edition": found.edition.edition, "sha256": found.edition.digest},
        "peers": [{"city": peer.city.code, "name": peer.city.name, "reason": peer.reason} for peer in found.peers],
        "rule": found.rule,
        "themes": [_theme(theme) for theme in found.themes],
        "findings": [_finding(row) for row in found.rows],
        "notes": found.notes,
        "sources": [
            {"source": one.source, "file": one.name, "sha256": one.sha256}
            for one in imports_of(found.city, found.edition)
        ],
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _theme(theme) -> dict:
    """Sums and counts that add up over themes, and the interval that the missing values leave open."""
    names = ("theme", "total", "weight", "count", "missing", "low_total", "high_total", "whole_weight")
    return {"title": theme.title, **{name: getattr(theme.summary, name) for name in names}}


def _finding(row) -> dict:
    found = {name: getattr(row.finding, name) for name in (*COLUMNS[:-1], "year", "quality", "peers_with_value")}
    return {**found, "title": row.title, "unit": row.unit, "reading": row.reading, "note": row.note}


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
