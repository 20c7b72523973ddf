"""The technical review by an evaluation body; Notice 2021-223 Art. 3(2)9, 6, 14.

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
from cityloop.certification import letters
from cityloop.certification.attached import REPORTS, attached
from cityloop.certification.models import TechnicalCancellation, TechnicalReport, TechnicalReview, TechnicalVerdict
from cityloop.certification.queries.technical import examiners, may_be_asked, open_reviews, review_for, unread_reports
from cityloop.engine.edition import digest as digest_of
from cityloop.organisations.models import Designation, Person
from cityloop.organisations.queries import in_force, officers

NOT_ASKED = _("The technical review was not asked for.")
NOT_READ = _("The review of the report was not recorded.")
NOT_CANCELLED = _("The technical review was not cancelled.")
NOT_RELEASED = _("The examiner was not released.")
NOT_HANDED_IN = _("The technical report was not handed in.")
LONGEST = 4_000


@action("certification.ask_technical_review")
def ask_technical_review(*, actor, at, case, body, questions, due_on=None):
    """Ask a body that is designated for the scheme that day; its people of that day get the duty to examine the case.

    `due_on` is needed only where the edition sets no time for a technical review.
    """
    case, on = locked(case), timezone.localdate(at)
    permit(case, "ask_technical_review", actor, at)
    require_said(NOT_ASKED, questions)
    require_designated(case, body, on, NOT_ASKED)
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
    said = {"body": body, "questions": review.questions, "report_due": due_on}
    letters.technical(case, "technical_asked", examiners(case, body), at, key=str(review.pk), **said)
    return done(case, review=review.pk, body=body.code, due=due_on.isoformat(), people=people)


@action("certification.hand_in_technical_review")
def hand_in_technical_review(*, actor, at, case, summary, findings, name="", content=None):
    """The body hands in its report, once, while it is designated; the operating body reads it from then on."""
    case, on = locked(case), timezone.localdate(at)
    permit(case, "hand_in_technical_review", actor, at)
    require_said(NOT_HANDED_IN, summary, findings)
    review = review_for(case, actor)
    require(
        review is not None,
        NOT_HANDED_IN,
        _("No technical review by your body is open on this case; what was handed in stays."),
        _("Open the technical review of the case to read the report."),
    )
    require_designated(case, review.body, on, NOT_HANDED_IN)
    require(bool(content), NOT_HANDED_IN, _("No file of the report was attached."), _("Attach the report as a file."))
    file = attached(NOT_HANDED_IN, name, content, REPORTS)
    said = {"summary": summary.strip(), "findings": findings.strip(), **file}
    told = {"case": case.reference, "body": review.body.code, "questions": review.questions, **said}
    report = TechnicalReport.objects.create(review=review, **said, digest=digest_of(told), person=actor, at=at)
    letters.technical(
        case, "technical_reported", _office(case, on), at, key=str(review.pk), body=review.body, digest=report.digest
    )
    return done(case, review=review.pk, digest=report.digest)


@action("certification.review_technical_report")
def review_technical_report(*, actor, at, case, report, accepted, reason):
    """The officer reviews a report: accepted it counts, returned it does not, and the body may be asked anew.

    Once, with the reason (Art. 3(2)9).
    """
    case = locked(case)
    permit(case, "review_technical_report", actor, at)
    require_said(NOT_READ, reason)
    require(
        report is not None and unread_reports(case).filter(pk=report.pk).exists(),
        NOT_READ,
        _("The report was reviewed before, or is not one of this case."),
        _("Open the technical review of the case to read what was found."),
    )
    verdict = TechnicalVerdict.objects.create(
        report=report, accepted=bool(accepted), reason=reason.strip(), person=actor, at=at
    )
    body = report.review.body
    kind = "technical_accepted" if verdict.accepted else "technical_returned"
    said = {"body": body, "reason": verdict.reason}
    letters.technical(case, kind, examiners(case, body), at, key=str(report.pk), **said)
    return done(case, report=report.digest, accepted=verdict.accepted)


@action("certification.cancel_technical_review")
def cancel_technical_review(*, actor, at, case, review, reason):
    """Cancel a review that was not handed in, with the reason; the body's people are released from the case."""
    case = locked(case)
    permit(case, "cancel_technical_review", actor, at)
    require_said(NOT_CANCELLED, reason)
    require(
        review is not None and open_reviews(case).filter(pk=review.pk).exists(),
        NOT_CANCELLED,
        _("The technical review was handed in or cancelled before, or is not one of this case."),
        _("Open the technical review of the case to see where it stands."),
    )
    cancel_review(review, actor, at, reason.strip())
    return done(case, review=review.pk, reason=reason.strip())


@action("certification.release_examiner")
def release_examiner(*, actor, at, case, person, reason):
    """Keep one person of a body from a case, where a ground became known; somebody of the body has to be left."""
    case = locked(case)
    permit(case, "release_examiner", actor, at)
    require_said(NOT_RELEASED, reason)
    held = _examining(case).filter(person=person)
    require(
        held.exists(),
        NOT_RELEASED,
        _("%(person)s does not examine this case.") % {"person": person},
        _("Open the technical review of the case to see who does."),
    )
    for review in open_reviews(case).filter(body__memberships__person=person).distinct():
        require(
            examiners(case, review.body).exclude(pk=person.pk).exists(),
            NOT_RELEASED,
            _("Nobody else of %(body)s examines this case.") % {"body": review.body},
            _("Cancel the technical review instead, and ask another body."),
        )
    held.update(released_at=at)
    letters.technical(case, "examiner_released", [person], at, reason=reason.strip())
    return done(case, person=person.code, reason=reason.strip())


def cancel_review(review, actor, at, reason) -> None:
    """Cancel one open review, release its body's people and tell them; part of an action."""
    people = list(examiners(review.case, review.body))
    TechnicalCancellation.objects.create(review=review, reason=reason, person=actor, at=at)
    _examining(review.case).filter(person__in=people).update(released_at=at)
    said = {"body": review.body, "reason": reason}
    letters.technical(review.case, "technical_cancelled", people, at, key=str(review.pk), **said)


def _office(case, on):
    return officers(Designation.Duty.OPERATING_BODY, case.edition.scheme, on)


def _examining(case):
    return Duty.objects.filter(case=case, duty=Duty.Kind.EXAMINE, released_at=None)


def _give_duties(case, body, at, on) -> int:
    """Everybody of the body who has no duty on the case and no place in a party; somebody must be left."""
    found = Person.objects.filter(in_force(on, "memberships__"), memberships__organisation=body, is_active=True)
    people = list(found.exclude(duties__case=case).distinct())
    barred = set(employed_by_party(case, people, on).values_list("person_id", flat=True))
    free = [person for person in people if person.pk not in barred]
    require(
        bool(free) or examiners(case, body).exists(),
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


def require_designated(case, body, on, what) -> None:
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


def require_said(what, *texts) -> None:
    require(
        all(text.strip() and len(text) <= LONGEST for text in texts),
        what,
        _("Something is not filled in, or is longer than 4,000 characters."),
        _("Fill in every field, and send it again."),
    )
