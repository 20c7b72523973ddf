"""An officer of the secretariat screens a proposal: every rule beside it, and the end of the screening."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Edition
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import dossier_for
from cityloop.assessment.queries.checklist import checklist
from cityloop.assessment.rules import OPERATOR
from cityloop.assessment.views.frame import attempted, on_case, page
from cityloop.calls.actions import admit, exclude, judge_rule, reopen_excluded
from cityloop.calls.actions.reopening import last_day_to_object
from cityloop.calls.forms.screening import AdmitForm, ExcludeForm, JudgeForm, ReopenForm
from cityloop.calls.queries.facts import consortium, requested
from cityloop.calls.queries.verdicts import undecided, unmet, verdicts
from cityloop.calls.wording import members_shown


@on_case(role=OPERATOR, kind=Edition.Kind.CALL)
def screening(request, case):
    """The proposal in short with the rules' verdicts beside it; judge where the facts do not tell; admit or exclude."""
    dossier = dossier_for(case, request.roles)
    if dossier is None:
        raise Http404
    found = verdicts(case, dossier)
    heard = last_day_to_object(case) if allows(case, "reopen_excluded") else None
    forms = _forms(request, dossier, found) | (_reopening(request) if heard else {})
    if request.method == "POST" and _done(request, case, forms):
        return redirect("calls:screening", case.reference)
    bound = next((form for form in forms.values() if form.is_bound), None)
    return page(
        request,
        case,
        "calls/screening",
        dossier=dossier,
        verdicts=[(one, forms.get(f"judge-{one.id}")) for one in found],
        unmet=unmet(found),
        undecided=undecided(found),
        partners=members_shown(consortium(case, dossier.answers)),
        request_of=requested(case, dossier.answers),
        proposal=getattr(case, "proposal", None),
        gaps=[one for one in checklist(case, dossier) if one.missing],
        admit=forms["admit"],
        exclude=forms["exclude"],
        open_to=allows(case, "admit"),
        may_exclude=allows(case, "exclude"),
        ended=case.screenings.last(),
        posted=bound,
        heard=heard,
        reopen=forms.get("reopen"),
        excluded=allows(case, "reopen_excluded"),
        offered=list(forms),
    )


def _reopening(request) -> dict:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == "reopen" else None
    return {"reopen": ReopenForm(sent, auto_id="reopen-%s")}


def _forms(request, dossier, found) -> dict:
    """The forms of the page by what they are for; only the one that was sent is bound."""
    sent = request.POST.get("do") if request.method == "POST" else None

    def data(name):
        return request.POST if sent == name else None

    shown = {"digest": dossier.digest}
    forms = {
        "admit": AdmitForm(data("admit"), initial=shown, auto_id="admit-%s"),
        "exclude": ExcludeForm(data("exclude"), initial=shown, auto_id="exclude-%s"),
    }
    for one in found:
        if one.by_hand:
            name = f"judge-{one.id}"
            forms[name] = JudgeForm(data(name), auto_id=f"{name}-%s")
    return forms


def _done(request, case, forms) -> bool:
    """Carry out the one form that was sent; False where it has faults, which the page then shows."""
    sent = request.POST.get("do", "")
    form = forms.get(sent)
    if form is None:
        raise Http404
    if not form.is_valid():
        return False
    step, given = {"actor": request.user, "at": timezone.now(), "case": case}, form.cleaned_data
    act = {
        "admit": lambda: admit(**step, digest=given["digest"]),
        "exclude": lambda: exclude(**step, digest=given["digest"], reason=given["reason"]),
        "reopen": lambda: reopen_excluded(**step, **given),
    }.get(sent) or (lambda: _judged(step, sent, given))
    if not attempted(form, act):
        return False
    messages.success(request, _("Recorded."))
    return True


def _judged(step, sent, given) -> None:
    judge_rule(**step, rule=sent.removeprefix("judge-"), met=given["met"] == "yes", reason=given["reason"])
