"""The applicant fills, freezes and hands in; everybody who may see the case reads what was handed in."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.arrival import arrived_at
from cityloop.assessment.actions import (
    attach_evidence,
    resubmit_case,
    set_measurement,
    submit_case,
    withdraw_case,
    withdraw_evidence,
)
from cityloop.assessment.answers import mark_of
from cityloop.assessment.digests import of_dossier
from cityloop.assessment.forms import EvidenceForm, MeasurementForm, ReasonForm, StatementForm
from cityloop.assessment.models import Evidence
from cityloop.assessment.procedure import allows, procedure_of
from cityloop.assessment.queries import checklist, compiled, dossier_for, dossier_of
from cityloop.assessment.queries.checklist import FORM
from cityloop.assessment.queries.parts import DOCUMENTS, FILES, parts
from cityloop.assessment.queries.veil import naming
from cityloop.assessment.rules import APPLICANT, LEAD, parts_of_person
from cityloop.assessment.views.frame import attempted, filling, home_of, on_case, page
from cityloop.assessment.views.saving import beside_of, saved, tell

PLACES = {DOCUMENTS: "", FILES: FORM}
"""Places of the dossier that are no criterion, by the key of their page."""
LONGEST_KEY = 19  # digits of the largest key of a row


@on_case()
def dossier(request, case):
    """The dossier as a list of what is asked, part by part, with what is missing."""
    found = _dossier_or_404(case, request.roles)
    asked = checklist(case, found)
    return page(
        request,
        case,
        "dossier",
        dossier=found,
        parts=parts(case, found, asked),
        gaps=[one for one in asked if one.missing],
        filling=filling(request, case),
        beside=beside_of(case, found) if filling(request, case) else [],
        asked_for=case.events.filter(action="ask_supplement").last() if allows(case, "resubmit_case") else None,
    )


@on_case()
def item(request, case, criterion):
    """One criterion, the documents or the files of the form: what is asked, what is there, and the forms to add."""
    found = _dossier_or_404(case, request.roles)
    rule = next((one for one in compiled(case.edition).criteria_for(case.profile) if one.id == criterion), None)
    if criterion not in PLACES and rule is None:
        raise Http404
    key = PLACES.get(criterion, criterion)
    everything = checklist(case, found)
    asked = [one for one in everything if one.criterion == key and one.kind in ("document", "evidence", "file")]
    own = parts_of_person(case, request.user, timezone.localdate())
    may_fill = filling(request, case) and (rule is None or own is None or rule.id in own)
    mine = [one for one in asked if own is None or rule is not None or one.item in own] if may_fill else []
    forms = _forms(request, found, rule, mine)
    if request.method == "POST":
        if APPLICANT not in request.roles:
            raise Http404
        if _saved(request, case, key, asked, forms):
            return redirect(request.path)
    return page(
        request,
        case,
        "item",
        dossier=found,
        rule=rule,
        heading=_("Files of the form") if criterion == FILES else _("Documents"),
        pieces=[(one, forms.get(one.item)) for one in asked],
        statement=forms.get("statement"),
        value=forms.get("value"),
        said=found.answers.get(key, ""),
        measured=found.measurements.filter(criterion=key).first(),
        filling=may_fill,
        refused=[form for form in forms.values() if form.is_bound and form.errors],
        way=_way([part["key"] for part in parts(case, found, everything)], criterion),
        posted=next((form for form in forms.values() if form.is_bound), None),
    )


@on_case(role=LEAD)
def submit(request, case):
    """Look over what is handed in, then freeze it. The form carries the digest of what was shown."""
    found = dossier_of(case)
    again = allows(case, "resubmit_case")
    if request.method == "POST":
        act = resubmit_case if again else submit_case
        act(actor=request.user, at=arrived_at(request), case=case, digest=request.POST.get("digest", "-"))
        messages.success(request, _("The dossier was handed in and is frozen."))
        return redirect("assessment:receipt", case.reference)
    if found.frozen_at:
        return redirect("assessment:receipt", case.reference)
    asked = checklist(case, found)
    gaps = [one for one in asked if one.missing]
    remark = procedure_of(case).remark(case, timezone.now())
    given = {"digest": of_dossier(found), "gaps": gaps, "asked": asked, "naming": naming(case, found)}
    return page(request, case, "submit", dossier=found, remark=remark, **given)


@on_case(role=APPLICANT)
def receipt(request, case):
    """What was handed in, when, and under which digest."""
    versions = case.dossiers.filter(frozen_at__isnull=False).order_by("-version")
    if not versions:
        raise Http404
    remark = procedure_of(case).remark(case, versions[0].frozen_at)
    return page(request, case, "receipt", versions=versions, remark=remark)


@on_case(role=LEAD, step="withdraw_case")
def withdraw(request, case):
    """Take the application back."""
    form = ReasonForm(request.POST or None, required=False)
    if form.is_valid():
        withdraw_case(actor=request.user, at=timezone.now(), case=case, reason=form.cleaned_data["reason"])
        messages.success(request, _("The application was withdrawn."))
        return redirect(home_of(case))
    return page(request, case, "withdraw", form=form)


def _dossier_or_404(case, roles):
    """The version that the reader may see; whoever has not agreed to apply together sees none yet."""
    found = dossier_for(case, roles)
    if found is None:
        raise Http404
    return found


def _forms(request, found, rule, asked) -> dict:
    """The forms of the page by what they are for; only the one that was sent is bound."""
    sent = request.POST.get("for") if request.method == "POST" else None
    forms = {one.item: EvidenceForm(*_data(request, sent == one.item), asked=one) for one in asked}
    if rule is not None:
        data = _data(request, sent == "statement")
        forms["statement"] = StatementForm(*data, initial=_stated(found, rule))
        if rule.kind == "measured" and rule.citizen_vote is None:
            measured = found.measurements.filter(criterion=rule.id).first()
            initial = {"value": measured.value if measured else None}
            forms["value"] = MeasurementForm(*_data(request, sent == "value"), criterion=rule, initial=initial)
    return forms


def _data(request, sent):
    return (request.POST, request.FILES) if sent else (None, None)


def _saved(request, case, key, asked, forms) -> bool:
    """Carry out the one form that was sent; False where it has faults, which the page then shows."""
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    if "withdraw" in request.POST:
        key = request.POST["withdraw"]
        known = key.isdecimal() and len(key) <= LONGEST_KEY
        piece = Evidence.objects.filter(pk=key, dossier__case=case).first() if known else None
        if piece is None:
            raise Http404
        withdraw_evidence(**step, evidence=piece)
        messages.success(request, _("Taken out: %(name)s.") % {"name": piece.name})
        return True
    name = request.POST.get("for")
    form = forms.get(name)
    if form is None or not form.is_valid():
        return False
    given = form.cleaned_data
    if name == "statement":
        beside = []
        done = attempted(form, lambda: beside.extend(_save_statement(request, case, key, given)))
        if done:
            tell(request, beside)
            return True
    elif name == "value":
        done = attempted(form, lambda: set_measurement(**step, criterion=key, value=given["value"]))
    else:
        done = attempted(form, lambda: attach_evidence(**step, criterion=key, item=name, **_piece(given)))
    if done:
        messages.success(request, _("Saved."))
    return done


def _stated(found, rule) -> dict:
    said = found.answers.get(rule.id, "")
    return {"statement": said, "seen": mark_of(said)}


def _save_statement(request, case, key, given) -> list[str]:
    return saved(request, case, {key: given["statement"]}, {key: given["seen"]} if given["seen"] else {})


def _piece(given) -> dict:
    file = given.get("file")
    limit = settings.UPLOAD_LIMIT_MEGABYTES * 1_000_000 + 1
    return {
        "name": file.name if file else "",
        # One byte more than allowed is enough to refuse it; nothing larger is read into memory.
        "content": file.read(limit) if file else None,
        "address": "" if file else given.get("address", ""),
        "pages": given["pages"],
        "observed_from": given["observed_from"],
        "observed_until": given["observed_until"],
    }


def _way(order, criterion) -> dict:
    """The part before and the part after, in the order of the edition."""
    place = order.index(criterion) if criterion in order else 0
    return {
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place + 1 < len(order) else None,
    }
