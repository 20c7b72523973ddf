"""The technical review of a case: the officer asks and reviews, the body examines and reports, the applicant sends."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cityloop.assessment.files import Damaged, read
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import APPLICANT, ASSESSOR, CERTIFIER, COMMITTEE, EXAMINER, HEARER, OPERATOR, REVIEWER
from cityloop.certification import actions, workflow
from cityloop.certification.forms.technical import (
    AnswerDocumentsForm,
    AskDocumentsForm,
    AskReviewForm,
    CancelReviewForm,
    ReleaseExaminerForm,
    TechnicalReportForm,
    VerdictForm,
)
from cityloop.certification.queries.technical import (
    assessors_read,
    examiners,
    may_be_asked,
    requests_of,
    review_for,
    reviews_of,
    standing_of,
)
from cityloop.certification.views.frame import attempted, on_case, page

READ_ALL = {OPERATOR, REVIEWER, CERTIFIER, HEARER}
"""Who reads every technical report; everybody else only accepted ones, or their own."""


@on_case()
def technical(request, case):
    """What was asked, answered and reported; each reader with the step that is theirs."""
    reviews, requests = _shown(request, case)
    if not request.roles or (OPERATOR not in request.roles and not reviews and not requests):
        raise Http404
    sent = request.POST.get("do", "")
    forms = _forms(request, case, reviews, requests, sent)
    if sent and _done(request, case, forms.get(sent), sent):
        messages.success(request, _("Recorded."))
        return redirect("certification:technical", case.reference)
    return page(
        request,
        case,
        "technical",
        reviews=[_row(request, case, one, forms) for one in reviews],
        requests=[(one, forms.get(f"answer-{one.pk}")) for one in requests],
        ask=forms.get("ask"),
        documents=forms.get("documents"),
        report=forms.get("report"),
        sent=forms.get(sent),
    )


@on_case()
def technical_file(request, case, kind, pk):
    """A report or an answer's file, as a file to keep, for those who may read the row that it came with."""
    reviews, requests = _shown(request, case)
    rows = [one.report for one in reviews if hasattr(one, "report")] if kind == "report" else []
    rows += [one.answer for one in requests if hasattr(one, "answer")] if kind == "answer" else []
    row = next((one for one in rows if one.pk == pk and one.sha256), None)
    if row is None:
        raise Http404
    try:
        response = HttpResponse(read(row.sha256), content_type=row.media_type)
    except Damaged as damaged:
        raise Http404 from damaged
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _shown(request, case):
    """The reviews that this reader may read, and the documents asked for.

    The committee reads accepted reports (Art. 14(5)), assessors too where the edition says so, the applicant once the
    case is closed; an examiner sees what a body of theirs was asked.
    """
    roles, reviews = request.roles, reviews_of(case)
    if not roles:
        return [], []
    if not roles & READ_ALL:
        accepted = reviews.filter(report__verdict__accepted=True)
        if EXAMINER in roles:
            reviews = reviews.filter(body__memberships__person=request.user).distinct()
        elif COMMITTEE in roles or (ASSESSOR in roles and assessors_read(case)):
            reviews = accepted
        else:
            reviews = accepted if APPLICANT in roles and case.closed_at else reviews.none()
    return list(reviews), list(requests_of(case))


def _row(request, case, review, forms) -> dict:
    """A review with where it stands and what the officer may do about it."""
    report, cancelled = getattr(review, "report", None), getattr(review, "cancellation", None)
    verdict = getattr(report, "verdict", None)
    return {
        "review": review,
        "report": report,
        "verdict": verdict,
        "cancelled": cancelled,
        "state": standing_of(review),
        "examiners": examiners(case, review.body) if OPERATOR in request.roles and not cancelled else [],
        **{name: forms.get(f"{name}-{review.pk}") for name in ("verdict_form", "cancel", "release")},
    }


def _forms(request, case, reviews, requests, sent) -> dict:
    """The forms that this reader has now."""
    roles, found = request.roles, {}
    if case.state != workflow.EVALUATION and not sent:
        return {}

    def form(key, make, **more):
        given = (request.POST, request.FILES) if sent == key else (None, None)
        found[key] = make(*given, prefix=key, **more)

    if OPERATOR in roles:
        bodies, span = may_be_asked(case, timezone.localdate()), compiled(case.edition).steps.get("technical_review")
        form("ask", AskReviewForm, bodies=bodies, span=span)
        for one in reviews:
            _forms_of_officer(form, case, one, sent)
    if EXAMINER in roles and (sent == "report" or review_for(case, request.user)):
        form("report", TechnicalReportForm)
    if roles & {OPERATOR, EXAMINER}:
        form("documents", AskDocumentsForm)
    if APPLICANT in roles:
        for one in requests:
            if sent or not hasattr(one, "answer"):
                form(f"answer-{one.pk}", AnswerDocumentsForm)
    return found


def _forms_of_officer(form, case, review, sent) -> None:
    """Review a report that was handed in; cancel a review, or release one of its examiners, before that."""
    reported, over = hasattr(review, "report"), hasattr(review, "cancellation")
    if sent or (reported and not hasattr(review.report, "verdict")):
        form(f"verdict_form-{review.pk}", VerdictForm)
    if sent or not (reported or over):
        form(f"cancel-{review.pk}", CancelReviewForm)
        form(f"release-{review.pk}", ReleaseExaminerForm, people=examiners(case, review.body))


def _done(request, case, form, sent) -> bool:
    if form is None:
        raise Http404
    return form.is_valid() and attempted(form, lambda: _act(request, case, sent, dict(form.cleaned_data)))


def _act(request, case, sent, given) -> None:
    step = {"actor": request.user, "at": timezone.now(), "case": case}
    file = given.pop("file", None)
    if file:
        given |= {"name": file.name, "content": file.read()}
    name, _dash, key = sent.partition("-")
    if name == "answer":
        actions.answer_documents(**step, request=case.document_requests.get(pk=key), **given)
    elif name == "verdict_form":
        report = getattr(case.technical_reviews.get(pk=key), "report", None)
        actions.review_technical_report(**step, report=report, **given)
    elif name == "cancel":
        actions.cancel_technical_review(**step, review=case.technical_reviews.get(pk=key), **given)
    else:
        SIMPLE[name](**step, **given)


SIMPLE = {
    "ask": actions.ask_technical_review,
    "documents": actions.ask_documents,
    "release": actions.release_examiner,
    "report": actions.hand_in_technical_review,
}
