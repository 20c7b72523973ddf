"""The votes that a case's edition asks for: opened and counted by the secretariat, codes made for the city."""

import csv
import io
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import LEAD, OPERATOR, holds
from cityloop.assessment.views.frame import attempted, on_case, page
from cityloop.language import LANGUAGES
from cityloop.livinglabs import actions
from cityloop.livinglabs.forms import CallOffForm, CodesForm, OpenForm
from cityloop.livinglabs.queries import ballots as queries

DAYS = timedelta(days=14)


@on_case()
def case_ballots(request, case):
    """Where each vote stands, and the step that comes next: for the secretariat and for whoever applies."""
    asked = queries.votes_asked(case)
    if not asked or not request.roles:
        raise Http404
    now = timezone.now()
    operates = OPERATOR in request.roles and allows(case, "open_ballot")
    leads = holds(case, request.user, timezone.localdate(), LEAD) and allows(case, "issue_codes")
    sent = request.POST if request.method == "POST" else None
    rules, found = compiled(case.edition), list(queries.of_case(case))
    rows = [_row(case, rules, criterion, vote, found, now, sent) for criterion, vote in asked.items()]
    if sent is not None:
        answer = _done(request, case, rows)
        if answer:
            return answer
    bound = [form for row in rows for form in row["forms"].values() if form.is_bound]
    return page(
        request,
        case,
        "livinglabs/case_ballots",
        rows=rows,
        operates=operates,
        leads=leads,
        posted=bound[0] if bound else OpenForm(),
    )


def _row(case, rules, criterion, vote, found, now, sent) -> dict:
    last = next((one for one in found if one.criterion == criterion), None)
    here = sent if sent is not None and sent.get("criterion") == criterion else None
    do = here.get("do") if here is not None else None
    forms = {
        "open": OpenForm(here if do == "open" else None, initial=_first(case, vote, rules, now), auto_id="open-%s"),
        "codes": CodesForm(here if do == "codes" else None, auto_id="codes-%s"),
        "call_off": CallOffForm(here if do == "call_off" else None, auto_id="off-%s"),
    }
    count = getattr(last, "count", None)
    return {
        "criterion": rules.criterion(criterion),
        "vote": vote,
        "ballot": last,
        "standing": queries.standing(last, now) if last else "",
        "count": count,
        "result": queries.shown_of(count) if count else None,
        "forms": forms,
        "do": do,
    }


def _first(case, vote, rules, now) -> dict:
    """A vote that begins tomorrow morning and lasts as long as the edition says."""
    opens = timezone.localtime(now).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    span = rules.steps.get("citizen_vote")
    closes = opens.replace(hour=18)
    last = span.after(opens.date()) if span else (opens + DAYS).date()
    closes = closes.replace(year=last.year, month=last.month, day=last.day)
    words = {f"voters_{one}": vote.voters.pick(one) for one in LANGUAGES}
    return {"opens_at": opens, "closes_at": closes, **words}


def _done(request, case, rows):
    do = request.POST.get("do", "")
    row = next((one for one in rows if one["criterion"].id == request.POST.get("criterion")), None)
    if row is None or do not in DOES or (row["ballot"] is None and do != "open"):
        raise Http404
    form = row["forms"].get(do)
    step = {"actor": request.user, "at": timezone.now()}
    if form is None:
        DOES[do](step, case, row, {})
    elif not form.is_valid():
        return None
    made = []
    if form is not None and not attempted(form, lambda: made.append(DOES[do](step, case, row, form.cleaned_data))):
        return None
    if do == "codes":
        return _file(request, row["ballot"], made[0].plain)
    messages.success(request, SAID[do]())
    return redirect(request.path)


DOES = {
    "open": lambda step, case, row, given: actions.open_ballot(
        **step, case=case, criterion=row["criterion"].id, **given
    ),
    "codes": lambda step, case, row, given: actions.issue_codes(**step, ballot=row["ballot"], **given),
    "count": lambda step, case, row, given: actions.count_ballot(**step, ballot=row["ballot"]),
    "call_off": lambda step, case, row, given: actions.call_off_ballot(**step, ballot=row["ballot"], **given),
}
SAID = {
    "open": lambda: _("The vote is public. Codes can be made for it now."),
    "count": lambda: _("The vote is counted; the criterion is read from it."),
    "call_off": lambda: _("The vote was called off, and the reason is public."),
}


def _file(request, ballot, plain) -> HttpResponse:
    """The codes, this once: a file to print cards from, with the address at which each is used."""
    address = request.build_absolute_uri(reverse("livinglabs:ballot", args=[ballot.code]))
    out = io.StringIO()
    csv.writer(out).writerows([["code", "address"], *([one, address] for one in plain)])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{ballot.code}-codes.csv"'
    response["Cache-Control"] = "no-store"
    return response
