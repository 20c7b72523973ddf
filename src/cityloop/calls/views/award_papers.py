"""The agreement to read and sign, the reports of a project, and both as files."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cityloop.assessment.files import Damaged, read
from cityloop.assessment.views.printing import PRINTED, printed
from cityloop.calls import actions, agreeing, papers
from cityloop.calls.forms.awarding import ReportForm, SignForm, VerdictForm
from cityloop.calls.models import AgreementText, Milestone, ReportPaper
from cityloop.calls.queries import awards as queries
from cityloop.calls.views.awards import attempted, on_award, page
from cityloop.language import current
from cityloop.organisations.rules import manages

WAITS = (Milestone.State.OPEN, Milestone.State.RETURNED)


@on_award
def agreement(request, award, version):
    """One text of the agreement, who signed it, and the reader's own signature where it is missing."""
    text = get_object_or_404(AgreementText, agreement__award=award, version=version)
    text.agreement = award.agreement
    missing = actions.missing_sides(award, text)
    mine = [one for one in missing if manages(request.user, one, timezone.localdate())]
    form = None
    if (mine and not text.in_force_at and not text.withdrawn_at) or request.method == "POST":
        form = SignForm(request.POST or None, initial={"digest": text.digest})
    if form is not None and form.is_valid():
        call = {"actor": request.user, "at": timezone.now(), "text": text, "digest": form.cleaned_data["digest"]}
        if attempted(form, lambda: actions.sign_agreement(**call)):
            messages.success(request, _("Signed."))
            return redirect("calls:award", award.case.reference)
    return page(
        request,
        award,
        "award_agreement",
        text=text,
        form=form,
        side=mine[0] if mine else None,
        missing=missing,
        signatures=text.signatures.select_related("person", "organisation"),
    )


@on_award
def agreement_paper(request, award, version, kind):
    """A text of the agreement as PDF or as a Hangul file."""
    text = get_object_or_404(AgreementText, agreement__award=award, version=version)
    if kind not in PRINTED:
        raise Http404
    return printed(papers.agreement_paper(award, text, current()), kind, f"{award.case.reference}-agreement-{version}")


@on_award
def closing_paper(request, award, kind):
    """The closing report as PDF or as a Hangul file."""
    report = queries.reports_of(award).first()
    if kind not in PRINTED or report is None:
        raise Http404
    return printed(papers.closing_paper(award, report, current()), kind, f"{award.case.reference}-closing")


@on_award
def milestone(request, award, code):
    """One milestone: what it asks, what was handed in, and the reader's next step on it."""
    found = get_object_or_404(Milestone, agreement__award=award, code=code)
    asked = next((one.asks for one in agreeing.milestones_of(award) if one.id == code), ())
    waits = award.state == "agreed" and found.state in WAITS

    def hand_in(form, **call):
        return actions.hand_in_report(milestone=found, note=form.cleaned_data["note"], papers=form.papers(), **call)

    return _reporting(request, award, found, waits, hand_in, asked=asked)


@on_award
def closing(request, award):
    """The closing report: the questions of the edition, what was answered, and the reader's next step on it."""
    asked = agreeing.track_of(award).closing
    if asked is None or not hasattr(award, "agreement"):
        raise Http404
    last = queries.reports_of(award).first()
    returned = last is not None and hasattr(last, "verdict") and last.verdict.verdict == "returned"
    waits = award.state == "agreed" and (last is None or returned)

    def hand_in(form, **call):
        return actions.hand_in_closing(award=award, note=form.cleaned_data["note"], answers=form.answers(), **call)

    return _reporting(request, award, None, waits, hand_in, questions=asked.asks)


@on_award
def paper(request, award, pk):
    """A document as it was handed in; one whose stored file no longer has its hash is not handed out."""
    row = get_object_or_404(ReportPaper, report__award=award, pk=pk)
    try:
        content = read(row.sha256)
    except Damaged as damaged:
        raise Http404 from damaged
    response = HttpResponse(content, content_type=row.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.name)
    response["Cache-Control"] = "private, no-store"
    return response


def _reporting(request, award, found, waits, hand_in, asked=(), questions=()):
    """The page of what is handed in, for those who hand it in and for those who answer it."""
    reports = list(queries.reports_of(award, found))
    last = reports[0] if reports else None
    to_answer = request.part.runs and award.state == "agreed" and last is not None and not hasattr(last, "verdict")
    form = None
    if to_answer or (request.part.runs and request.method == "POST" and last is not None):
        form = VerdictForm(request.POST or None, initial={"digest": last.digest})
        done = form.is_valid() and attempted(form, lambda: _answer(request, last, form))
    elif request.part.awarded and (waits or request.method == "POST"):
        form = ReportForm(request.POST or None, request.FILES or None, asked=asked, questions=questions)
        call = {"actor": request.user, "at": timezone.now()}
        done = form.is_valid() and attempted(form, lambda: hand_in(form, **call))
        if done:
            messages.success(request, _("Handed in. The secretariat has been told."))
    if form is not None and done:
        return redirect("calls:award", award.case.reference)
    return page(
        request,
        award,
        "award_report",
        milestone=found,
        reports=reports,
        form=form,
        answering=to_answer,
        asked=asked,
        questions={one.id: one.what for one in questions},
        due=found.due_on if found else queries.closing_due(award),
    )


def _answer(request, report, form) -> None:
    given = form.cleaned_data
    call = {"actor": request.user, "at": timezone.now(), "report": report, "digest": given["digest"]}
    if given["verdict"] == "accepted":
        actions.accept_report(**call)
        messages.success(request, _("Accepted. The instalment that follows it can be invoiced."))
    else:
        actions.return_report(reason=given["reason"], **call)
        messages.success(request, _("Returned with the reason."))
