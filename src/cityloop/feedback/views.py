"""Show what the record says about a scheme, and the room in which its next edition is drafted."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cityloop.assessment.models import Outcome
from cityloop.assessment.queries import compiled
from cityloop.feedback import actions, queries
from cityloop.feedback.drafting import values
from cityloop.feedback.forms import METHOD_NAMES, DraftForm, OpenDraftForm
from cityloop.feedback.rules import may_draft


def record(request):
    """Every edition under which cases were judged, and what came of them."""
    drafts = queries.drafts_visible_to(request.user, timezone.localdate())
    return render(request, "feedback/record.html", {"editions": queries.editions_on_record(), "drafts": drafts})


def edition(request, scheme, edition):
    """How every criterion of one edition behaved."""
    found = _edition_or_404(scheme, edition)
    report = queries.latest_report(found)
    context = {
        "edition": found,
        "report": report,
        "rows": _rows(compiled(found), report) if report else [],
        "owner": may_draft(request.user, found, timezone.localdate()),
        "form": OpenDraftForm(),
        "records": queries.records_of(found),
    }
    return render(request, "feedback/edition.html", context)


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
    """Open a draft of the next edition."""
    found = _edition_or_404(scheme, edition)
    form = OpenDraftForm(request.POST)
    if not form.is_valid():
        owner = may_draft(request.user, found, timezone.localdate())
        context = {"edition": found, "report": None, "rows": [], "owner": owner, "form": form, "records": []}
        return render(request, "feedback/edition.html", context, status=422)
    draft = actions.open_draft(actor=request.user, at=timezone.now(), base=found, title=form.cleaned_data["title"])
    return redirect("feedback:draft", draft.pk)


@login_required
def drafts(request):
    """The drafts of the schemes that the reader owns."""
    found = queries.drafts_visible_to(request.user, timezone.localdate())
    return render(request, "feedback/drafts.html", {"drafts": found})


@login_required
def draft(request, pk):
    """One draft: its values to change, what differs from the base, and its last trial over the record."""
    found = get_object_or_404(queries.drafts_visible_to(request.user, timezone.localdate()), pk=pk)
    form = DraftForm(compiled(found.base), found.changes, found.version, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_draft(
            actor=request.user,
            at=timezone.now(),
            draft=found,
            version=form.cleaned_data["version"],
            changes=form.changes(),
        )
        return redirect("feedback:draft", pk)
    context = {
        "draft": found,
        "form": form,
        "groups": _titled(form, compiled(found.base)),
        "differences": _differences(found),
        **_trial(found),
    }
    return render(request, "feedback/draft.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def try_draft(request, pk):
    """Replay the draft over the record."""
    found = get_object_or_404(queries.drafts_visible_to(request.user, timezone.localdate()), pk=pk)
    actions.try_draft(actor=request.user, at=timezone.now(), draft=found)
    return redirect("feedback:draft", pk)


def _trial(draft):
    """The draft's last replay, and the cases that move in it with their statuses in words."""
    replay = queries.latest_replay(draft)
    if replay is None:
        return {"replay": None}
    names = dict(Outcome.Status.choices)
    moves = [
        {**case, "old": names[case["old_status"]], "new": names[case["new_status"]]}
        for case in replay.content["cases"]
        if case["moved"]
    ]
    return {"replay": replay, "moves": moves}


def _edition_or_404(scheme, edition):
    return get_object_or_404(queries.editions_on_record(), scheme=scheme, edition=edition)


def _rows(rules, report):
    """The report's entries with their criteria, hardest first; those that nobody marked last."""
    rows = [{**entry, "rule": rules.criterion(entry["criterion"])} for entry in report.content["criteria"]]
    return sorted(rows, key=lambda row: (row["share"] is None, row["share"] or 0))


def _titled(form, rules):
    """The form's groups that belong to an area, with its title; and the whole edition's own."""
    groups = form.groups()
    return {
        "whole": groups.pop("whole", []),
        "areas": groups.pop("areas", []),
        "criteria": [(area.title, groups.get(area.id, [])) for area in rules.areas],
    }


def _differences(draft):
    """Every changed value: what it is called, what it was, what it shall be."""
    known = {value.path: value for value in values(compiled(draft.base))}
    return [(known[path], _said(known[path].now), _said(value)) for path, value in draft.changes.items()]


def _said(value):
    """A value as a reader says it: a method by its name, a gate as yes or no, nothing as a dash."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "–" if value is None else METHOD_NAMES.get(value, value)
