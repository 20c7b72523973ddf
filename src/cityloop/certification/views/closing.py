"""Review, report and decision: what was found, on which digest, and the one step that follows."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.forms import ReasonForm
from cityloop.assessment.models import Duty
from cityloop.assessment.queries.matrix import areas_of, matrix_of
from cityloop.assessment.rules import CERTIFIER, OPERATOR, REVIEWER
from cityloop.assessment.views.printing import PRINTED, printed
from cityloop.certification import workflow
from cityloop.certification.actions import close_mock, record_review, report_to_certifier, take_review
from cityloop.certification.actions import decide as decide_case
from cityloop.certification.forms import DecideForm, ReportForm, ReviewForm
from cityloop.certification.models import Decision
from cityloop.certification.report_paper import report_paper
from cityloop.certification.reporting import content_of
from cityloop.certification.rounds import latest_review
from cityloop.certification.views.frame import attempted, on_case, page
from cityloop.engine.edition import digest as digest_of
from cityloop.language import current


@on_case(step="take_review")
def review(request, case):
    """Take the review, then write it; the form carries the digest of the outcome shown."""
    if not request.roles & {OPERATOR, REVIEWER}:
        raise Http404
    outcome = case.outcomes.last()
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    if request.POST.get("do") == "take":
        take_review(**step)
        messages.success(request, _("The review is yours."))
        return redirect("certification:review", case.reference)
    form = ReviewForm(request.POST or None, initial={"digest": outcome.digest if outcome else ""})
    if form.is_valid() and attempted(form, lambda: record_review(**step, **form.cleaned_data)):
        messages.success(request, _("The review was recorded. The operating body reports to the certifier next."))
        return redirect("certification:case", case.reference)
    return page(
        request,
        case,
        "review",
        form=form,
        mine=REVIEWER in request.roles,
        reviewer=case.duties.filter(duty=Duty.Kind.REVIEW, released_at=None).select_related("person").first(),
        **_found(case, outcome),
    )


@on_case()
def report(request, case):
    """The report as it was laid before the certifier; before that, as it would be, for the officer to hand over."""
    if not request.roles & {OPERATOR, REVIEWER, CERTIFIER}:
        raise Http404
    handed = case.reports.select_related("person").last()
    drafting = OPERATOR in request.roles and case.state == workflow.REPORT
    if not drafting and handed is None:
        raise Http404
    content = content_of(case) if drafting else handed.content
    form = ReportForm(request.POST or None, initial={"digest": digest_of(content)})
    if form.is_valid():
        step = {"actor": request.user, "at": timezone.now(), "case": case}
        if attempted(form, lambda: report_to_certifier(**step, **form.cleaned_data)):
            messages.success(request, _("The report was laid before the certifier."))
            return redirect("certification:case", case.reference)
    given = {"report": None if drafting else handed, "content": content, "digest": digest_of(content)}
    return page(request, case, "report", form=form, drafting=drafting, **given)


@on_case()
def report_file(request, case, kind):
    """The report that was handed over, as PDF or as a Hangul file."""
    handed = case.reports.select_related("person").last()
    if handed is None or kind not in PRINTED or not request.roles & {OPERATOR, REVIEWER, CERTIFIER}:
        raise Http404
    return printed(report_paper(handed, current()), kind, f"report-{case.reference}")


@on_case(role=CERTIFIER, step="grant")
def decide(request, case):
    """Decide in two steps: choose with grounds, then confirm what will be written; a mock case is closed instead."""
    report = case.reports.select_related("outcome", "person").last()
    digest = report.digest if report else ""
    given = {
        "review": latest_review(case),
        "report": report,
        **_found(case, report.outcome if report else None),
    }
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    if case.mock:
        return _close_mock(request, case, digest, step, given)
    form = DecideForm(request.POST or None, initial={"digest": digest})
    if form.is_valid():
        if request.POST.get("do") != "confirm":
            verdict = Decision.Verdict(form.cleaned_data["verdict"])
            return page(request, case, "decide_confirm", form=form, verdict=verdict, **given)
        if attempted(form, lambda: decide_case(**step, **form.cleaned_data)):
            messages.success(request, _("The decision was recorded."))
            return redirect("certification:case", case.reference)
    return page(request, case, "decide", form=form, **given)


def _close_mock(request, case, digest, step, given):
    form = ReasonForm(
        request.POST or None,
        label=_("What the mock certification showed"),
        initial={"shown": digest},
    )
    if form.is_valid():
        told = form.cleaned_data
        if attempted(form, lambda: close_mock(**step, digest=told["shown"], reason=told["reason"])):
            messages.success(request, _("The mock certification was closed with its result."))
            return redirect("certification:case", case.reference)
    return page(request, case, "close_mock", form=form, **given)


def _found(case, outcome) -> dict:
    return {
        "outcome": outcome,
        "areas": areas_of(case, outcome),
        "matrix": matrix_of(case, outcome, named=True, widest=8),
        "closed_with": case.events.filter(action="close_evaluation").last(),
    }
