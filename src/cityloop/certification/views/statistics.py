"""Show the statistics of a scheme, as a page and as files, and certification's own tables as open data."""

import csv

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from cityloop.assessment.models import Edition
from cityloop.assessment.procedure import PROCEDURES
from cityloop.certification import open_data
from cityloop.certification.queries.statistics import statistics_of
from cityloop.engine.round import SMALLEST_CELL
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import schemes_in_duty

DUTIES = (Designation.Duty.OPERATING_BODY, Designation.Duty.CERTIFIER)
ROLES = (Membership.Role.OFFICER, Membership.Role.SCHEME_OWNER)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def statistics(request, scheme):
    """What became of applications: counts, spread of points, days of each step, by field, edition and notice."""
    found = _found(request, scheme)
    whole, rules, labels = found.whole, found.rules, PROCEDURES[Edition.Kind.SCHEME].labels
    steps = [(labels[state], whole.steps[state]) for state in labels if state in whole.steps] if whole else []
    context = {
        "found": found,
        "whole": whole,
        "areas": _areas(found) if whole else [],
        "steps": steps,
        "longest": max((one.nine_tenths for _label, one in steps), default=0),
        "tables": [(kind, _named(kind, groups, rules)) for kind, groups in found.groups.items() if groups],
        "smallest": SMALLEST_CELL,
        "query": request.GET.urlencode(),
    }
    return render(request, "certification/statistics.html", context)


def statistics_file(request, scheme, ending):
    """The same figures as CSV, JSON or XLSX."""
    found = _found(request, scheme)
    rows, name = open_data.statistics_rows(found), f"{scheme}-statistics"
    if ending == "xlsx":
        return _file(HttpResponse(open_data.as_sheets(found), content_type=SHEET), f"{name}.xlsx")
    if ending == "json":
        more = {"scheme": scheme, **found.chosen, "cases": dict(found.provenance), "every_cell": found.full}
        text = open_data.as_json("statistics", open_data.STATISTICS, rows, **more)
        return _file(HttpResponse(text, content_type="application/json"), f"{name}.json")
    return _csv(open_data.STATISTICS, rows, f"{name}.csv")


def table_file(request, table, ending):
    """Certificates or decisions as CSV or JSON."""
    columns, rows_on = open_data.TABLES[table]
    rows = rows_on(timezone.localdate())
    if ending == "json":
        text = open_data.as_json(table, columns, rows)
        return _file(HttpResponse(text, content_type="application/json"), f"{table}.json")
    return _csv(columns, rows, f"{table}.csv")


def _found(request, scheme):
    full = scheme in schemes_in_duty(request.user, DUTIES, timezone.localdate(), roles=ROLES)
    chosen = {name: request.GET.get(name, "").replace("\0", "")[:80] for name in ("edition", "notice")}
    found = statistics_of(scheme, full=full, **chosen)
    if found is None:
        raise Http404
    return found


def _areas(found):
    """Each area with how its points lie and how far the assessors agreed."""
    shown = [area for area in found.rules.areas if area.id in found.whole.areas]
    return [(area.title, found.whole.areas[area.id], found.agreement.get(area.id)) for area in shown]


def _named(kind, groups, rules):
    """Pairs of how a group is called, its code and its figures."""
    names = {profile.id: profile.title for profile in rules.profiles} if kind == "field" else {}
    return [(names.get(code, code), code, one) for code, one in groups.items()]


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(columns, rows, name):
    writer = csv.writer(_Line(), lineterminator="\n")

    def lines():
        yield "\ufeff" + writer.writerow(columns)
        for row in rows:
            yield writer.writerow([_cell(value) for value in row])

    return _file(StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8"), name)


def _cell(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else open_data.inert(value)


def _file(response, name):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
