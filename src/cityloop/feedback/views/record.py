"""The record: editions under which cases were judged, and how each criterion behaved."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cityloop.assessment.queries import approvals_visible_to, compiled
from cityloop.feedback import actions, queries
from cityloop.feedback.forms import OpenDraftForm
from cityloop.feedback.rules import may_draft


def record(request):
    """Every edition under which cases were judged, and what came of them."""
    on = timezone.localdate()
    context = {
        "editions": queries.editions_on_record(),
        "drafts": queries.drafts_visible_to(request.user, on),
        "owner": bool(queries.schemes_owned(request.user, on)),
        "requests": approvals_visible_to(request.user, on).defer("content"),
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
    report = None if form.errors else queries.latest_report(found)
    context = {
        "edition": found,
        "report": report,
        "rows": _rows(compiled(found), report) if report else [],
        "owner": may_draft(request.user, found, timezone.localdate()),
        "form": form,
        "records": [] if form.errors else queries.records_of(found),
    }
    return render(request, "feedback/edition.html", context, status=422 if form.errors else 200)


def _edition_or_404(scheme, edition):
    return get_object_or_404(queries.editions_on_record(), scheme=scheme, edition=edition)


def _rows(rules, report):
    """The report's entries with their criteria, hardest first; those that nobody marked last."""
    rows = [{**entry, "rule": rules.criterion(entry["criterion"])} for entry in report.content["criteria"]]
    return sorted(rows, key=lambda row: (row["share"] is None, row["share"] or 0))
