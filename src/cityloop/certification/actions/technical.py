"""The technical review by an evaluation body, and documents asked for on the way; Notice 2021-223 Art. 6, 10(2), 14.

Whoever of the body takes part holds a duty on the case, so that nobody of them can assess, review or decide it.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.panel import give_duty
from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.models import Duty
from cityloop.assessment.queries import compiled
from cityloop.assessment.rules import employed_by_party, parties
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.certification.attached import REPORTS, attached
from cityloop.certification.models import DocumentAnswer, DocumentRequest, TechnicalReport, TechnicalReview
from cityloop.certification.queries.technical import may_be_asked, open_reviews, review_for
from cityloop.engine.edition import digest as digest_of
from cityloop.organisations.models import Person
from cityloop.organisations.queries import in_force

NOT_ASKED = _("The technical review was not asked for.")
NOT_REQUESTED = _("No documents were asked for.")
NOT_ANSWERED = _("The answer was not recorded.")
NOT_HANDED_IN = _("The technical report was not handed in.")
LONGEST = 4_000


@action("certification.ask_technical_review")
def ask_technical_review(*, actor, at, case, body, questions, due_on=None):
    """Ask a body that is designated for the scheme that day; its people of that day get the duty to examine the case.

    `due_on` is needed only where the edition sets no time for a technical review.
    """
    case, on = locked(case), timezone.localdate(at)
    permit(case, "ask_technical_review", actor, at)
    _require_said(NOT_ASKED, questions)
    _require_designated(case, body, on, NOT_ASKED)
    require(
        not open_reviews(case).filter(body=body).exists(),
        NOT_ASKED,
        _("%(body)s was asked before, and has not reported yet.") % {"body": body},
        _("Wait for its report, or ask another body."),
    )
    due_on = _due(case, on, due_on)
    people = _give_duties(case, body, at, on)
    review = TechnicalReview.objects.create(
        case=case, body=body, questions=questions.strip(), due_on=due_on, person=actor, at=at
    )
    return done(case, review=review.pk, body=body.code, due=due_on.isoformat(), people=people)


@action("certification.ask_documents")
def ask_documents(*, actor, at, case, asks):
    """Ask the applicant for more documents during the evaluation; the officer may, and the body that examines it."""
    case, on = locked(case), timezone.localdate(at)
    permit(case, "ask_documents", actor, at)
    _require_said(NOT_REQUESTED, asks)
    review = review_for(case, actor)
    if review:
        _require_designated(case, review.body, on, NOT_REQUESTED)
    span = compiled(case.edition).steps.get("supplement")
    answer_by = span.after(on) if span else on
    asked = DocumentRequest.objects.create(case=case, asks=asks.strip(), answer_by=answer_by, person=actor, at=at)
    return done(case, request=asked.pk, answer_by=answer_by.isoformat())


@action("certification.answer_documents")
def answer_documents(*, actor, at, case, request, text, name="", content=None):
    """The applicant answers a request for documents once, within the term, with a file where there is one."""
    case = locked(case)
    permit(case, "answer_documents", actor, at)
    _require_said(NOT_ANSWERED, text)
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
    return done(case, request=request.pk, sha256=file.get("sha256", ""))


@action("certification.hand_in_technical_review")
def hand_in_technical_review(*, actor, at, case, summary, findings, name="", content=None):
    """The body hands in its report, once, while it is designated; the operating body reads it from then on."""
    case, on = locked(case), timezone.localdate(at)
    permit(case, "hand_in_technical_review", actor, at)
    _require_said(NOT_HANDED_IN, summary, findings)
    review = review_for(case, actor)
    require(
        review is not None,
        NOT_HANDED_IN,
        _("No technical review by your body is open on this case; what was handed in stays."),
        _("Open the technical review of the case to read the report."),
    )
    _require_designated(case, review.body, on, NOT_HANDED_IN)
    require(bool(content), NOT_HANDED_IN, _("No file of the report was attached."), _("Attach the report as a file."))
    file = attached(NOT_HANDED_IN, name, content, REPORTS)
    said = {"summary": summary.strip(), "findings": findings.strip(), **file}
    told = {"case": case.reference, "body": review.body.code, "questions": review.questions, **said}
    report = TechnicalReport.objects.create(review=review, **said, digest=digest_of(told), person=actor, at=at)
    return done(case, review=review.pk, digest=report.digest)


def _give_duties(case, body, at, on) -> int:
    """Everybody of the body who has no duty on the case and no place in a party; somebody must be left."""
    found = Person.objects.filter(in_force(on, "memberships__"), memberships__organisation=body, is_active=True)
    people = list(found.exclude(duties__case=case).distinct())
    barred = set(employed_by_party(case, people, on).values_list("person_id", flat=True))
    free = [person for person in people if person.pk not in barred]
    examining = Duty.objects.filter(case=case, duty=Duty.Kind.EXAMINE, released_at=None, person__organisations=body)
    require(
        bool(free) or examining.exists(),
        NOT_ASKED,
        _("Nobody of %(body)s is free for this case: each has a duty on it, or belongs to a party.") % {"body": body},
        _("Ask another body."),
    )
    for person in free:
        give_duty(case, person, Duty.Kind.EXAMINE, at)
    return len(free)


def _due(case, on, due_on):
    span = compiled(case.edition).steps.get("technical_review")
    due_on = span.after(on) if span else due_on
    require(
        due_on is not None and due_on >= on,
        NOT_ASKED,
        _("The edition sets no time for a technical review, and no day to come was given."),
        _("Say until when the body should report."),
    )
    return due_on


def _require_designated(case, body, on, what) -> None:
    if not may_be_asked(case, on).filter(pk=body.pk).exists():
        raise Refused(
            what,
            _("%(body)s is not designated as an evaluation body for this scheme today.") % {"body": body},
            _("Choose a body whose designation is in force."),
        )
    require(
        body.pk not in parties(case),
        what,
        _("%(body)s is itself a party to this case.") % {"body": body},
        _("Choose a body that has no interest in it."),
    )


def _require_said(what, *texts) -> None:
    require(
        all(text.strip() and len(text) <= LONGEST for text in texts),
        what,
        _("Something is not filled in, or is longer than 4,000 characters."),
        _("Fill in every field, and send it again."),
    )
