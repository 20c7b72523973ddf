"""The operating body checks completeness and closes the evaluation."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.judging import judge, plain
from cityloop.assessment.queries import checklist, compiled, counted_sheets, dossier_of
from cityloop.assessment.queries.marks import open_seats
from cityloop.assessment.rules import OPERATOR
from cityloop.certification.actions import accept_dossier, ask_supplement, close_evaluation
from cityloop.certification.forms import AcceptForm, ReasonForm
from cityloop.certification.queries.dossier import parts
from cityloop.certification.views.frame import attempted, on_case, page


@on_case(role=OPERATOR, step="accept_dossier")
def completeness(request, case):
    """What is asked for and missing; accept, or ask for a supplement."""
    found = dossier_of(case)
    asked = checklist(case, found)
    gaps = [one for one in asked if one.missing]
    sent = request.POST.get("do")
    accept = AcceptForm(request.POST if sent == "accept" else None, initial={"digest": found.digest})
    supplement = _supplement_form(request.POST if sent == "supplement" else None, gaps)
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    if sent == "accept" and accept.is_valid():
        given = accept.cleaned_data
        if attempted(accept, lambda: accept_dossier(**step, digest=given["digest"], reason=given["reason"])):
            messages.success(request, _("The dossier was accepted. The panel can be seated."))
            return redirect("certification:panel", case.reference)
    if sent == "supplement" and _asked(supplement, step):
        messages.success(request, _("The applicant was asked for a supplement."))
        return redirect("certification:case", case.reference)
    return page(
        request,
        case,
        "completeness",
        dossier=found,
        parts=parts(case, found, asked),
        gaps=gaps,
        accept=accept,
        supplement=supplement,
    )


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


def _asked(form, step) -> bool:
    return form.is_valid() and attempted(form, lambda: ask_supplement(**step, reason=form.cleaned_data["reason"]))


def _supplement_form(data, gaps):
    listed = "\n".join(f"- {gap.label}" for gap in gaps[:20])
    return ReasonForm(data, initial={"reason": listed}, label=_("What is to be supplemented"))
