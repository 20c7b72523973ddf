"""The site visits of a case: the officer plans, records and decides; the applicant answers what was found."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.forms import ReasonForm
from cityloop.assessment.models import Evidence
from cityloop.assessment.queries import dossier_of
from cityloop.assessment.rules import APPLICANT, OPERATOR
from cityloop.certification import workflow
from cityloop.certification.actions import answer_finding, plan_visit, raise_finding, record_visit, rule_finding
from cityloop.certification.forms.visit import FindingForm, PlanVisitForm, RecordVisitForm, RulingForm
from cityloop.certification.models import Finding
from cityloop.certification.queries.visits import visits_of
from cityloop.certification.views.frame import attempted, on_case, page


@on_case()
def visits(request, case):
    """Plans, records and findings; each reader with the step that is theirs."""
    officer, open_now = OPERATOR in request.roles, case.state == workflow.EVALUATION
    shown = list(visits_of(case))
    if not request.roles or (not officer and not shown):
        raise Http404
    sent = request.POST.get("do", "")
    forms = _forms(request, case, shown, sent) if open_now or sent else {}
    if sent and _done(request, case, forms.get(sent), sent):
        messages.success(request, _("Recorded."))
        return redirect("certification:visits", case.reference)
    rows = [
        (visit, forms.get(f"record-{visit.pk}"), forms.get(f"find-{visit.pk}"), _findings(visit, forms))
        for visit in shown
    ]
    more = {"officer": officer, "applicant": APPLICANT in request.roles, "open_now": open_now}
    status = {"sent": forms.get(sent)} if sent else {}
    return page(request, case, "visits", rows=rows, plan=forms.get("plan"), **more, **status)


def _findings(visit, forms):
    return [(one, forms.get(f"answer-{one.pk}"), forms.get(f"rule-{one.pk}")) for one in visit.findings.all()]


def _forms(request, case, shown, sent) -> dict:
    found = {"plan": PlanVisitForm(request.POST if sent == "plan" else None, prefix="plan")}
    pieces = Evidence.objects.filter(dossier=dossier_of(case), withdrawn_at=None).exclude(criterion="")
    for visit in shown:
        for name, make, more in (("record", RecordVisitForm, {}), ("find", FindingForm, {"pieces": pieces})):
            key = f"{name}-{visit.pk}"
            given = (request.POST, request.FILES) if sent == key else (None, None)
            found[key] = make(*given, prefix=key, **more)
        for one in visit.findings.all():
            for name, make, more in (
                ("answer", ReasonForm, {"label": _("Your answer to the finding")}),
                ("rule", RulingForm, {}),
            ):
                key = f"{name}-{one.pk}"
                found[key] = make(request.POST if sent == key else None, prefix=key, **more)
    return found


def _done(request, case, form, sent) -> bool:
    if form is None:
        raise Http404
    return form.is_valid() and attempted(form, lambda: _act(request, case, sent, form.cleaned_data))


def _act(request, case, sent, given) -> None:
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    name, _dash, key = sent.partition("-")
    if name == "plan":
        plan_visit(**step, **given)
    elif name == "record":
        file = given.pop("report")
        sent_file = {"name": file.name, "content": file.read()} if file else {}
        record_visit(**step, visit=case.visits.get(pk=key), **given, **sent_file)
    elif name == "find":
        raise_finding(**step, visit=case.visits.get(pk=key), **given)
    else:
        finding = Finding.objects.select_related("visit").get(pk=key, visit__case=case)
        if name == "answer":
            answer_finding(**step, finding=finding, text=given["reason"])
        else:
            rule_finding(**step, finding=finding, **given)
