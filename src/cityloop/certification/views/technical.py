"""The technical review of a case: the officer asks, the body examines and reports, the applicant sends documents."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cityloop.assessment.files import Damaged, read
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import APPLICANT, EXAMINER, OPERATOR
from cityloop.certification import actions, workflow
from cityloop.certification.forms.technical import (
    AnswerDocumentsForm,
    AskDocumentsForm,
    AskReviewForm,
    TechnicalReportForm,
)
from cityloop.certification.queries.technical import may_be_asked, requests_of, review_for, reviews_of
from cityloop.certification.views.frame import attempted, on_case, page


@on_case()
def technical(request, case):
    """What was asked, answered and reported; each reader with the step that is theirs."""
    reviews, requests = _shown(request, case)
    if not request.roles or (OPERATOR not in request.roles and not reviews and not requests):
        raise Http404
    sent = request.POST.get("do", "")
    forms = _forms(request, case, requests, sent)
    if sent and _done(request, case, forms.get(sent), sent):
        messages.success(request, _("Recorded."))
        return redirect("certification:technical", case.reference)
    return page(
        request,
        case,
        "technical",
        reviews=reviews,
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
    """An examiner sees only the reviews of a body of theirs, the applicant none before the case is closed."""
    roles, requests = request.roles, list(requests_of(case))
    if not roles:
        return [], []
    reviews = reviews_of(case)
    if roles == {EXAMINER}:
        reviews = reviews.filter(body__memberships__person=request.user).distinct()
    elif roles == {APPLICANT} and case.closed_at is None:
        reviews = reviews.none()
    return list(reviews), requests


def _forms(request, case, requests, sent) -> dict:
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
    if EXAMINER in roles and (sent == "report" or review_for(case, request.user)):
        form("report", TechnicalReportForm)
    if roles & {OPERATOR, EXAMINER}:
        form("documents", AskDocumentsForm)
    if APPLICANT in roles:
        for one in requests:
            if sent or not hasattr(one, "answer"):
                form(f"answer-{one.pk}", AnswerDocumentsForm)
    return found


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
    elif name == "ask":
        actions.ask_technical_review(**step, **given)
    elif name == "documents":
        actions.ask_documents(**step, **given)
    else:
        actions.hand_in_technical_review(**step, **given)
