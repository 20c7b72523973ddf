"""The operating body seats the panel, and closes the evaluation."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.judging import judge, plain
from cityloop.assessment.queries import compiled, counted_sheets, dossier_of
from cityloop.assessment.queries.marks import open_seats
from cityloop.assessment.rules import OPERATOR
from cityloop.certification.actions import close_evaluation, seat_panel
from cityloop.certification.forms import PanelForm, ReasonForm
from cityloop.certification.queries.candidates import candidates
from cityloop.certification.views.frame import attempted, on_case, page


@on_case(role=OPERATOR, step="seat_panel")
def panel(request, case):
    """Choose assessors: those without conflict who know the field and have the fewest cases come first."""
    on = timezone.localdate()
    found = candidates(case, on)
    free = [one for one in found if not one.conflict and not one.seated]
    suggested = [str(one.person.pk) for one in found if one.suggested]
    form = PanelForm(request.POST or None, candidates=free, initial={"people": suggested})
    if form.is_valid():
        chosen = set(form.cleaned_data["people"])
        people = [one.person for one in free if str(one.person.pk) in chosen]
        if attempted(form, lambda: seat_panel(actor=request.user, at=timezone.now(), case=case, people=people)):
            messages.success(request, _("The panel was seated. Each assessor finds the case in the inbox."))
            return redirect("certification:case", case.reference)
    checked = form.data.getlist("people") if form.is_bound else suggested
    return page(request, case, "panel", candidates=found, form=form, checked=checked)


@on_case(role=OPERATOR, step="close_evaluation")
def close(request, case):
    """What would follow from the sheets handed in so far; close it, with a reason while somebody is still marking."""
    sheets = list(counted_sheets(case))
    outlook = plain(judge(case, dossier_of(case), sheets))
    waiting = list(open_seats(case).select_related("person"))
    form = ReasonForm(
        request.POST or None,
        required=bool(waiting),
        initial={"shown": outlook["status"]},
        hint=_("Kept on record, and shown to the reviewer."),
    )
    if form.is_valid():
        given = form.cleaned_data
        step = {"actor": request.user, "at": timezone.now(), "case": case}
        if attempted(form, lambda: close_evaluation(**step, reason=given["reason"], shown=given["shown"])):
            messages.success(request, _("The evaluation was closed."))
            return redirect("certification:case", case.reference)
    least = compiled(case.edition).aggregate.minimum_assessors
    return page(
        request, case, "close", outlook=outlook, waiting_for=waiting, handed_in=len(sheets), least=least, form=form
    )
