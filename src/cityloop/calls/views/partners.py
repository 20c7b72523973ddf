"""The partners of a proposal: who they are, what each is asked to fill, and their own answer."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import answer_invitation
from cityloop.assessment.forms.completeness import AnswerForm
from cityloop.assessment.models import Edition
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import APPLICANT, LEAD, OPERATOR, holds, invited
from cityloop.assessment.views.frame import attempted, on_case, page
from cityloop.calls.actions import add_partner, change_partner, remove_partner
from cityloop.calls.forms.partners import ChangePartnerForm, PartnerForm, parts_of
from cityloop.calls.models import Partner
from cityloop.calls.queries.facts import partners_question
from cityloop.organisations.models import Organisation

LONGEST_KEY = 19


@on_case(kind=Edition.Kind.CALL)
def partners(request, case):
    """Everybody who carries the project out; the lead adds and removes, whoever is asked answers."""
    waiting = invited(case, request.user, timezone.localdate(), request.affiliations)
    if partners_question(case) is None or not (waiting or request.roles & {APPLICANT, OPERATOR}):
        raise Http404
    leads = holds(case, request.user, timezone.localdate(), LEAD, request.affiliations) and allows(case, "add_partner")
    sent, step = request.POST.get("do"), {"actor": request.user, "at": timezone.now(), "case": case}
    parts = parts_of(case, compiled(case.edition))
    add = PartnerForm(request.POST if sent == "add" else None, parts=parts)
    answer = AnswerForm(request.POST if sent == "answer" else None)
    if sent == "add" and add.is_valid() and _added(add, step):
        messages.success(request, _("Saved."))
        return redirect(request.path)
    if sent == "answer" and answer.is_valid():
        agree = answer.cleaned_data["agree"] == "yes"
        if attempted(answer, lambda: answer_invitation(**step, agree=agree, note=answer.cleaned_data["note"])):
            messages.success(request, _("Your answer was recorded."))
            return redirect("calls:proposal", case.reference) if agree else redirect("calls:proposals")
    if sent == "remove":
        remove_partner(**step, partner=_partner_or_404(case, request.POST.get("partner", "")))
        messages.success(request, _("The partner was removed."))
        return redirect(request.path)
    rows = case.partners.filter(removed_at=None).select_related("organisation", "party__answered_by")
    names = dict(parts)
    return page(
        request,
        case,
        "calls/partners",
        rows=[(one, [names.get(id, id) for id in (one.party.parts or [])] if one.party else []) for one in rows],
        leads=leads,
        waiting=waiting,
        asked=[names.get(id, id) for id in (waiting.parts or [])] if waiting else [],
        add=add,
        answer=answer,
    )


@on_case(role=LEAD, step="change_partner", kind=Edition.Kind.CALL)
def partner(request, case, pk):
    """Change what one partner does, its share, and which parts are its to fill."""
    found = _partner_or_404(case, str(pk))
    initial = {"role": found.role, "grant": found.grant or "", "parts": found.party.parts if found.party else []}
    parts = parts_of(case, compiled(case.edition))
    form = ChangePartnerForm(request.POST or None, initial=initial, parts=parts)
    if found.organisation is None:
        del form.fields["parts"]
    step = {"actor": request.user, "at": timezone.now(), "case": case, "partner": found}
    if form.is_valid() and attempted(form, lambda: change_partner(**step, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("calls:partners", case.reference)
    return page(request, case, "calls/partner", partner=found, form=form)


def _added(form, step) -> bool:
    given = dict(form.cleaned_data)
    named = given.pop("organisation").strip()
    organisation = None
    if named:
        found = Organisation.objects.filter(Q(code=named) | Q(name_ko=named) | Q(name_en=named))[:2]
        if len(found) != 1:
            form.add_error(
                "organisation",
                _("No organisation, or more than one, is called so here. Use its code, or its name below."),
            )
            return False
        organisation = found[0]
    return attempted(form, lambda: add_partner(**step, organisation=organisation, **given))


def _partner_or_404(case, key: str) -> Partner:
    known = key.isdecimal() and len(key) < LONGEST_KEY
    rows = case.partners.filter(removed_at=None).select_related("organisation", "party")
    found = rows.filter(pk=key).first() if known else None
    if found is None:
        raise Http404
    return found
