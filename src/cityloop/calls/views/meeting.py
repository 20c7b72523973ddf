"""The panel over a round: what was agreed on each proposal beside the others, what it moved, and its end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Notice
from cityloop.assessment.queries import barred_from, compiled
from cityloop.assessment.queries.veil import veiled_for_reviewer
from cityloop.assessment.views.frame import attempted
from cityloop.calls import actions, choosing
from cityloop.calls.actions.meeting import tied
from cityloop.calls.consenting import agreed_on, panel_of
from cityloop.calls.forms.meeting import EndForm, adjust_form
from cityloop.calls.models import PanelMeeting
from cityloop.calls.selecting import candidates, cases_of


@login_required
def panel(request, number, track, committee):
    """Hold the panel of a round, for the secretariat; read what it moved, for those who sit on it."""
    notice = get_object_or_404(Notice.objects.select_related("edition"), number=number, published_at__isnull=False)
    rules, on = compiled(notice.edition), timezone.localdate()
    of_round = {"notice": notice, "track": track, "committee": committee}
    meeting = PanelMeeting.objects.select_related("closing").filter(**of_round).first()
    here = meeting or PanelMeeting(**of_round)
    runs = choosing.prepares(request.user, here, on) and not choosing.kept_of(request.user, here, on)
    sits = meeting is not None and meeting.members.filter(pk=request.user.pk).exists()
    if panel_of(rules) is None or rules.track(track) is None or not (runs or sits):
        raise Http404
    criteria = [one for one in rules.criteria_of(track=track) if one.marked]
    open_now = runs and meeting is not None and not hasattr(meeting, "closing")
    rows = _rows(request, here, criteria, on) if meeting else []
    if not runs:
        for row in rows:
            veiled_for_reviewer(row["one"].case)
    end = EndForm(request.POST if request.POST.get("do") == "end" else None, auto_id="end-%s")
    if request.method == "POST" and _done(request, of_round, meeting, runs, rows, end):
        return redirect(request.path)
    bound = [row["form"] for row in rows if row["form"].is_bound] or ([end] if end.is_bound else [])
    context = {
        "notice": notice,
        "track": rules.track(track),
        "committee": committee,
        "meeting": meeting,
        "closing": getattr(meeting, "closing", None) if meeting else None,
        "criteria": criteria,
        "rows": rows,
        "tied": tied(meeting) if open_now else [],
        "ready": cases_of(here).exists(),
        "holds": open_now,
        "runs": runs,
        "end": end,
        "posted": bound[0] if bound else None,
    }
    return render(request, "calls/panel_meeting.html", context, status=422 if bound and bound[0].errors else 200)


def _rows(request, meeting, criteria, on) -> list[dict]:
    barred = set(cases_of(meeting).filter(barred_from(request.user, on)).values_list("pk", flat=True))
    found, names = [], {one.code: str(one) for one in meeting.members.all()}
    for one in sorted(candidates(meeting), key=lambda one: (-one.score, [-n for n in one.ties], one.case.reference)):
        if one.case.pk in barred:
            continue
        marks, moved = agreed_on(one.case), list(one.case.panel_adjustments.select_related("person"))
        left = [(row, [names.get(code, code) for code in row.absent]) for row in moved]
        sent = request.POST if request.POST.get("case") == one.case.reference else None
        first = moved[0].before if moved else marks
        cells = [(rule, marks.get(rule.id), first.get(rule.id)) for rule in criteria]
        form = adjust_form(criteria, marks)(sent, auto_id=f"{one.case.reference}-%s")
        found.append({"one": one, "cells": cells, "moved": left, "form": form})
    return found


def _done(request, of_round, meeting, runs, rows, end) -> bool:
    step, do = {"actor": request.user, "at": timezone.now()}, request.POST.get("do")
    if not runs:
        raise Http404
    if do == "open":
        actions.open_panel(**step, **of_round)
        messages.success(request, _("The panel is open; everybody who reviewed sits on it."))
        return True
    if meeting is None:
        raise Http404
    if do == "end":
        given = end.is_valid() and {"minutes": end.cleaned_data["minutes"], "order": end.cleaned_data["order"]}
        if given is False or not attempted(end, lambda: actions.end_panel(**step, meeting=meeting, **given)):
            return False
        messages.success(request, _("The panel has ended; the selection can begin."))
        return True
    row = next((one for one in rows if one["form"].is_bound), None)
    if row is None:
        raise Http404
    form, case = row["form"], row["one"].case
    given = form.is_valid() and {"marks": form.marks(), "reason": form.cleaned_data["reason"]}
    if given is False or not attempted(
        form, lambda: actions.adjust_in_panel(**step, meeting=meeting, case=case, **given)
    ):
        return False
    messages.success(request, _("Recorded: the marks before stay beside those that count now."))
    return True
