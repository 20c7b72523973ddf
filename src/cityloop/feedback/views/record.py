"""The record: editions under which cases were judged, and how each criterion behaved, in each field."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cityloop.assessment.queries import approvals_visible_to, compiled
from cityloop.engine.behaviour import FEW
from cityloop.engine.edition import canonical
from cityloop.feedback import actions, queries
from cityloop.feedback.criterion_rows import COLUMNS, counted, file_rows, known, noticed, rows_of
from cityloop.feedback.forms import OpenDraftForm
from cityloop.feedback.rules import may_draft
from cityloop.language import pick
from cityloop.organisations.models import Person
from cityloop.spreadsheet import comma_separated, workbook

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def record(request):
    """Every edition under which cases were judged, and what came of them."""
    on = timezone.localdate()
    context = {
        "editions": queries.editions_on_record(),
        "drafts": queries.drafts_visible_to(request.user, on),
        "owner": bool(queries.schemes_owned(request.user, on)),
        "requests": approvals_visible_to(request.user, on).defer("content"),
        "open_periods": queries.open_periods(on),
    }
    return render(request, "feedback/record.html", context)


def edition(request, scheme, edition):
    """How every criterion of one edition behaved."""
    return _page(request, _edition_or_404(scheme, edition), OpenDraftForm())


@login_required
@require_POST
def report(request, scheme, edition):
    """Compute the criterion report anew."""
    found = _edition_or_404(scheme, edition)
    actions.report_criteria(actor=request.user, at=timezone.now(), edition=found)
    return redirect("feedback:edition", scheme, edition)


def report_file(request, scheme, edition, ending):
    """The criterion report as CSV, XLSX or JSON; who marks how strictly is in none of them."""
    found = _edition_or_404(scheme, edition)
    report = queries.latest_report(found, _field(request, found))
    if report is None or ending not in ("csv", "xlsx", "json"):
        raise Http404
    rows, rules = [list(COLUMNS), *file_rows(compiled(found), report)], compiled(found)
    name = "-".join(filter(None, (scheme, edition, report.profile, "criteria")))
    if ending == "xlsx":
        return _file(HttpResponse(workbook(_("Criteria"), rows), content_type=SHEET), f"{name}.xlsx")
    if ending == "json":
        told = {**report.content, "severity": queries.without_people(report)}
        head = {"edition": rules.reference, "field": report.profile, "cases": report.cases, "marks": report.marks}
        return _file(HttpResponse(canonical({**head, **told}), content_type="application/json"), f"{name}.json")
    return _file(HttpResponse(comma_separated(rows), content_type="text/csv; charset=utf-8"), f"{name}.csv")


@login_required
@require_POST
def open_draft(request, scheme, edition):
    """Open a draft of the next edition, from any edition that was published."""
    found = queries.edition_or_404(scheme, edition)
    form = OpenDraftForm(request.POST)
    if not form.is_valid():
        return _page(request, _edition_or_404(scheme, edition), form)
    draft = actions.open_draft(actor=request.user, at=timezone.now(), base=found, title=form.cleaned_data["title"])
    return redirect("feedback:draft", draft.pk)


def _page(request, found, form):
    rules, field = compiled(found), _field(request, found)
    owner = may_draft(request.user, found, timezone.localdate())
    report = None if form.errors else queries.latest_report(found, field)
    rows = rows_of(rules, report) if report else []
    context = {
        "edition": found,
        "report": report,
        "rows": rows,
        "noticed": noticed(rows),
        "known": known(rows),
        "few": FEW,
        "outcomes": counted(report) if report else [],
        "severity": report.content.get("severity") if report else None,
        "assessors": _assessors(report) if report and owner else [],
        "field_tabs": _tabs(found, rules, field),
        "field": field,
        "owner": owner,
        "form": form,
        "records": [] if form.errors else queries.records_of(found),
        "proposals": 0 if form.errors else queries.proposals_shown(found).count(),
    }
    return render(request, "feedback/edition.html", context, status=422 if form.errors else 200)


def _field(request, found) -> str:
    """The field that was asked for, where the edition has it; else all of them."""
    asked = request.GET.get("field", "")
    return asked if asked in {one.id for one in compiled(found).profiles} else ""


def _tabs(found, rules, field):
    """All fields, and each by itself: words, address, whether it is shown."""
    here = reverse("feedback:edition", args=[found.scheme, found.edition])
    fields = [(pick(one.title), f"{here}?field={one.id}", one.id == field) for one in rules.profiles]
    return [(_("All fields"), here, not field), *fields] if fields else []


def _assessors(report):
    """Who marks how strictly, for the scheme's owner: points of a middling case, and how surely."""
    people = (report.content.get("severity") or {}).get("people", [])
    names = {one.code: one for one in Person.objects.filter(code__in=[row["person"] for row in people])}
    return [{**row, "who": names[row["person"]]} for row in people if row["person"] in names]


def _edition_or_404(scheme, edition):
    return get_object_or_404(queries.editions_on_record(), scheme=scheme, edition=edition)


def _file(response, name):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
