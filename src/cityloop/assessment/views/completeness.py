"""Completeness, item by item; the supplement that follows, its answers, more time, or the end."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import (
    accept_dossier,
    ask_supplement,
    check_items,
    close_unanswered,
    extend_supplement,
    save_answers,
)
from cityloop.assessment.forms import AcceptForm, ReasonForm
from cityloop.assessment.forms.completeness import ChecksForm, MoreTimeForm, SupplementForm
from cityloop.assessment.models import ItemCheck
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import checklist, compiled, dossier_of, latest_checks, open_supplement
from cityloop.assessment.queries.parts import part_of, place_named
from cityloop.assessment.rules import APPLICANT, OPERATOR
from cityloop.assessment.views.frame import attempted, home_of, on_case, page

FITS = ItemCheck.Finding.FITS


@on_case(role=OPERATOR, step="check_items")
def completeness(request, case):
    """Each thing that the edition asks for with what was found; accept, or ask for a supplement."""
    found = dossier_of(case)
    asked = checklist(case, found)
    latest = latest_checks(found)
    gaps = [one for one in asked if one.missing]
    wanted = _wanted(asked, latest)
    sent = request.POST.get("do")
    data = {name: request.POST if sent == name else None for name in ("check", "accept", "supplement")}
    checks = _checks(case, data["check"], asked, latest, found)
    accept = AcceptForm(data["accept"], initial={"digest": found.digest})
    supplement = SupplementForm(data["supplement"], wanted=wanted, initial=_proposed(wanted))
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    if sent == "check" and _done(checks, lambda: check_items(**step, **checks.values())):
        messages.success(request, _("The checks were saved."))
        return redirect(request.path)
    if sent == "accept" and _done(accept, lambda: accept_dossier(**step, **accept.cleaned_data)):
        messages.success(request, _("The dossier was accepted. The panel can be seated."))
        return redirect("assessment:seats", case.reference)
    if sent == "supplement" and _done(supplement, lambda: ask_supplement(**step, **supplement.values())):
        messages.success(request, _("The applicant was asked for a supplement."))
        return redirect(home_of(case))
    return page(
        request,
        case,
        "completeness",
        dossier=found,
        gaps=gaps,
        checked=len(latest),
        asked=len(asked),
        checks=checks,
        accept=accept,
        accepts=allows(case, "accept_dossier"),
        supplement=supplement,
    )


@on_case()
def supplement(request, case):
    """What is to be supplemented, item by item: the applicant answers, the officer gives more time or closes."""
    if not request.roles & {APPLICANT, OPERATOR}:
        raise Http404
    found = open_supplement(case)
    if found is None:
        messages.info(request, _("No supplement is open on this case."))
        return redirect(home_of(case))
    sent = request.POST.get("do")
    if request.method == "POST" and sent == "answer":
        return _answered(request, case, found)
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    more = MoreTimeForm(request.POST if sent == "extend" else None)
    end = ReasonForm(request.POST if sent == "close" else None)
    if sent == "extend" and _done(more, lambda: extend_supplement(**step, **more.cleaned_data)):
        messages.success(request, _("The applicant has more time."))
        return redirect(request.path)
    if sent == "close" and _done(end, lambda: close_unanswered(**step, reason=end.cleaned_data["reason"])):
        messages.success(request, _("The case was closed as incomplete."))
        return redirect(home_of(case))
    return page(
        request,
        case,
        "supplement",
        supplement=found,
        items=_items(case, found),
        extensions=list(found.extensions.all()),
        answering=APPLICANT in request.roles,
        running=OPERATOR in request.roles,
        overdue=case.due_on is not None and case.due_on < timezone.localdate(),
        more=more,
        end=end,
    )


def _checks(case, data, asked, latest, dossier) -> ChecksForm:
    part = partial(part_of, compiled(case.edition))
    return ChecksForm(data, asked=asked, latest=latest, part=part, initial={"digest": dossier.digest})


def _done(form, act) -> bool:
    return form.is_valid() and attempted(form, act)


def _answered(request, case, supplement):
    """Save every answer of the page at once; what was typed before stays."""
    answers = {
        one.key: request.POST[f"answer-{one.pk}"]
        for one in supplement.items.all()
        if f"answer-{one.pk}" in request.POST
    }
    save_answers(actor=request.user, at=timezone.now(), case=case, answers=answers)
    messages.success(request, _("Saved."))
    return redirect(request.path)


def _items(case, supplement):
    answers = supplement.dossier.answers
    return [
        {"row": one, "place": place_named(case, one), "answer": answers.get(one.key, "")}
        for one in supplement.items.all()
    ]


def _wanted(asked, latest):
    """What a supplement would ask for: what is missing, and what was found to be not in order; with the note."""
    found = []
    for one in asked:
        check = latest.get((one.criterion, one.item))
        if one.missing or (check is not None and check.finding != FITS):
            found.append((one, check.note if check else ""))
    return found


def _proposed(wanted) -> dict:
    lines = [f"- {one.label}" + (f": {note}" if note else "") for one, note in wanted[:20]]
    return {"reason": "\n".join(lines), "items": ["|".join((one.criterion, one.item)) for one, _note in wanted]}
