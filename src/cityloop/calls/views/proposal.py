"""One proposal: where it stands, what the rules say, what a later edition changed, and taking it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Edition
from cityloop.assessment.procedure import allows
from cityloop.assessment.queries import compiled, dossier_for
from cityloop.assessment.queries.matrix import areas_of
from cityloop.assessment.queries.record import record_of
from cityloop.assessment.rules import APPLICANT, ASSESSOR, LEAD, holds
from cityloop.assessment.views.frame import attempted, on_case, page, sees_marks
from cityloop.assessment.views.overview import learns_names
from cityloop.calls.actions import copy_earlier, note_changes, take_back
from cityloop.calls.actions.taking_back import closing
from cityloop.calls.changes import changes, later_edition
from cityloop.calls.forms.opening import CopyForm
from cityloop.calls.models import Screening
from cityloop.calls.queries.facts import consortium
from cityloop.calls.queries.inbox import tasks_on
from cityloop.calls.queries.outlook import ahead
from cityloop.calls.queries.proposals import earlier_of
from cityloop.calls.queries.result import told_of
from cityloop.calls.queries.selection import result_of
from cityloop.calls.queries.verdicts import verdicts
from cityloop.calls.stations import stations
from cityloop.calls.wording import members_shown
from cityloop.language import pick

LATEST = 6
CALL = Edition.Kind.CALL


@on_case(kind=CALL)
def overview(request, case):
    """Where it stands: steps, what waits for the reader, how the screening ended, what came out."""
    on = timezone.localdate()
    found = dossier_for(case, request.roles)
    leads = holds(case, request.user, on, LEAD)
    seen = sees_marks(request, case)
    outcome = case.outcomes.last() if seen else None
    return page(
        request,
        case,
        "calls/proposal",
        steps=stations(case),
        ahead=ahead(case),
        waiting=tasks_on(case, request.user, on),
        track=compiled(case.edition).track(case.profile),
        proposal=getattr(case, "proposal", None),
        partners=members_shown(consortium(case, found.answers)) if found and not case.veiled else [],
        screening=None if case.veiled else _screening(case),
        outcome=outcome,
        areas=areas_of(case, outcome),
        record=record_of(case, learns_names(request), LATEST),
        closes=closing(case),
        may_withdraw=leads and allows(case, "withdraw_case"),
        may_take_back=leads and allows(case, "take_back") and _still_open(case),
        result=result_of(case) if APPLICANT in request.roles else None,
        changed=_untold(case) if APPLICANT in request.roles else None,
        **_copying(request, case, leads),
    )


@on_case(role=APPLICANT, kind=CALL)
def may_be_chosen(request, case):
    """Every rule of the call held against the draft, with the fact that each looked at."""
    found = dossier_for(case, request.roles)
    return page(request, case, "calls/verdicts", dossier=found, verdicts=verdicts(case, found))


@on_case(role=APPLICANT, kind=CALL)
def result(request, case):
    """What became of it and why, what the call shows of its evaluation, and how to object; once it is published."""
    told = told_of(case)
    if told is None:
        raise Http404
    return page(request, case, "calls/result", told=told)


@on_case(role=APPLICANT, kind=CALL)
def changed(request, case):
    """What a later edition of the call changed; the draft stays on its own edition."""
    later = later_edition(case)
    if later is None:
        raise Http404
    if request.method == "POST":
        note_changes(actor=request.user, at=timezone.now(), case=case, edition=later)
        messages.success(request, _("Noted. The draft stays on its edition."))
        return redirect("calls:proposal", case.reference)
    known = case.proposal.told_of == later.digest or not allows(case, "save_answers")
    return page(request, case, "calls/changes", later=later, changes=changes(case, later), known=known)


@on_case(role=LEAD, step="take_back", kind=CALL)
def taking_back(request, case):
    """Take back what was handed in, to change it and hand it in again before the deadline."""
    if request.method == "POST":
        take_back(actor=request.user, at=timezone.now(), case=case)
        messages.success(request, _("The proposal is a draft again. Hand it in before the deadline."))
        return redirect("calls:proposal", case.reference)
    return page(request, case, "calls/take_back", closes=closing(case), still=_still_open(case))


@on_case(role=LEAD, step="copy_earlier", kind=CALL)
def copy(request, case):
    """Take over what an earlier proposal of one's own answered."""
    form = CopyForm(request.POST or None, sources=earlier_of(case))
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    if form.is_valid() and attempted(form, lambda: copy_earlier(**step, source=form.cleaned_data["source"])):
        messages.success(request, _("Copied what fits. What did not is listed below."))
        return redirect("calls:copy", case.reference)
    case.proposal.refresh_from_db()
    return page(request, case, "calls/copy", form=form, left=_left(case), source=case.proposal.copied_from)


def _screening(case):
    """How the screening ended, with the rules that are not met in words."""
    found = Screening.objects.filter(case=case).select_related("dossier").last()
    rules = {rule.id: rule for rule in compiled(case.edition).eligibility}
    return found and {"row": found, "unmet": [pick(rules[id].says) for id in found.unmet if id in rules]}


def _untold(case):
    """A later edition that the applicant of a draft was not told of yet."""
    later = later_edition(case) if allows(case, "save_answers") else None
    return later if later and getattr(case, "proposal", None) and case.proposal.told_of != later.digest else None


def _still_open(case) -> bool:
    return case.notice is not None and case.notice.is_open(timezone.now())


def _copying(request, case, leads) -> dict:
    may = leads and allows(case, "copy_earlier") and ASSESSOR not in request.roles
    return {"may_copy": may and earlier_of(case).exists()}


def _left(case) -> list[str]:
    """The questions whose earlier answers did not fit, as the earlier form or this one asks them."""
    source = case.proposal.copied_from
    known = {one.id: pick(one.asks) for one in compiled(source.edition).form} if source else {}
    return [known.get(id, id) for id in case.proposal.not_copied]
