"""More documents asked for during the evaluation, and the answer; Notice 2021-223 Art. 10(2), 14(3)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.letters import applicants
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.certification import letters
from cityloop.certification.actions.technical import require_designated, require_said
from cityloop.certification.attached import attached
from cityloop.certification.models import DocumentAnswer, DocumentRequest
from cityloop.certification.queries.technical import review_for

NOT_REQUESTED = _("No documents were asked for.")
NOT_ANSWERED = _("The answer was not recorded.")


@action("certification.ask_documents")
def ask_documents(*, actor, at, case, asks):
    """Ask the applicant for more documents during the evaluation; the officer may, and the body that examines it."""
    case, on = locked(case), timezone.localdate(at)
    permit(case, "ask_documents", actor, at)
    require_said(NOT_REQUESTED, asks)
    review = review_for(case, actor)
    if review:
        require_designated(case, review.body, on, NOT_REQUESTED)
    span = compiled(case.edition).steps.get("supplement")
    answer_by = span.after(on) if span else on
    asked = DocumentRequest.objects.create(case=case, asks=asks.strip(), answer_by=answer_by, person=actor, at=at)
    letters.technical(
        case, "documents_asked", applicants(case, at), at, key=str(asked.pk), asks=asked.asks, answer_by=answer_by
    )
    return done(case, request=asked.pk, answer_by=answer_by.isoformat())


@action("certification.answer_documents")
def answer_documents(*, actor, at, case, request, text, name="", content=None):
    """The applicant answers a request for documents once, within the term, with a file where there is one."""
    case = locked(case)
    permit(case, "answer_documents", actor, at)
    require_said(NOT_ANSWERED, text)
    require(
        request.case_id == case.pk and not DocumentAnswer.objects.filter(request=request).exists(),
        NOT_ANSWERED,
        _("The request was answered before, or is not one of this case."),
        _("Open the technical review of the case to read what was answered."),
    )
    require(
        timezone.localdate(at) <= request.answer_by,
        NOT_ANSWERED,
        _("The day for the answer has passed: %(day)s.") % {"day": request.answer_by.isoformat()},
        _("Ask the operating body to send a new request."),
    )
    file = attached(NOT_ANSWERED, name, content)
    DocumentAnswer.objects.create(request=request, text=text.strip(), person=actor, at=at, **file)
    letters.technical(case, "documents_answered", [request.person], at, key=str(request.pk), asks=request.asks)
    return done(case, request=request.pk, sha256=file.get("sha256", ""))
