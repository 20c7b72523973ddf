"""Who applies together: the lead asks, each answers for its organisation."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.actions import answer_invitation, invite_party, let_party_go
from cityloop.assessment.desk import desk_of
from cityloop.assessment.forms.completeness import AnswerForm, InviteForm
from cityloop.assessment.models import Party
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import ASSESSOR, EXAMINER, LEAD, REVIEWER, holds, invited
from cityloop.assessment.views.frame import attempted, home_of, on_case, page
from cityloop.organisations.models import Organisation


@on_case()
def parties(request, case):
    """Everybody who applies, and what each answered; the lead asks others while the case is a draft."""
    roles = compiled(case.edition).joint
    if not roles or request.roles & {ASSESSOR, EXAMINER, REVIEWER}:
        raise Http404
    on, known = timezone.localdate(), request.affiliations
    leads = holds(case, request.user, on, LEAD, known)
    waiting = invited(case, request.user, on, known)
    sent = request.POST.get("do")
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    invite = InviteForm(request.POST if sent == "invite" else None, roles=roles)
    answer = AnswerForm(request.POST if sent == "answer" else None)
    if sent == "invite" and invite.is_valid() and _invited(request, invite, step):
        return redirect(request.path)
    if sent == "answer" and answer.is_valid():
        agree = answer.cleaned_data["agree"] == "yes"
        if attempted(answer, lambda: answer_invitation(**step, agree=agree, note=answer.cleaned_data["note"])):
            messages.success(request, _("Your answer was recorded."))
            return redirect(home_of(case) if agree else desk_of(case.edition).listing)
    if sent == "release":
        let_party_go(**step, party=_party_or_404(case, request.POST.get("party", "")))
        messages.success(request, _("The application goes on without them."))
        return redirect(request.path)
    return page(
        request,
        case,
        "parties",
        together=list(case.parties.filter(withdrawn_at=None).select_related("organisation", "answered_by")),
        leads=leads and allows(case, "invite_party"),
        waiting=waiting,
        invite=invite,
        answer=answer,
    )


def _invited(request, form, step) -> bool:
    named = form.cleaned_data["organisation"].strip()
    found = Organisation.objects.filter(Q(code=named) | Q(name_ko=named) | Q(name_en=named))[:2]
    if len(found) != 1:
        form.add_error("organisation", _("No organisation, or more than one, is called so here. Use its code."))
        return False
    if not attempted(form, lambda: invite_party(**step, organisation=found[0], role=form.cleaned_data["role"])):
        return False
    messages.success(request, _("%(organisation)s was asked, and finds it in the inbox.") % {"organisation": found[0]})
    return True


def _party_or_404(case, key: str) -> Party:
    found = case.parties.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if found is None:
        raise Http404
    return found
