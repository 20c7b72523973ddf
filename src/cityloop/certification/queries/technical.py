"""Technical reviews of a case, documents asked for, and whom they wait for."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.models import Duty, Party
from cityloop.assessment.queries import compiled
from cityloop.certification import workflow
from cityloop.certification.models import DocumentRequest, TechnicalReport, TechnicalReview
from cityloop.organisations.models import Designation, Person
from cityloop.organisations.queries import designated, organisations_of
from cityloop.organisations.waiting import Waiting


def may_be_asked(case, on):
    """The bodies designated on a day to examine cases of the case's scheme."""
    return designated(Designation.Duty.EVALUATION_BODY, case.edition.scheme, on)


def reviews_of(case):
    """The technical reviews of a case with their reports and verdicts, the first asked first."""
    return case.technical_reviews.select_related("body", "report__verdict", "cancellation", "person")


def accepted_reports(case):
    """The technical reports on a case that count: reviewed by the officer and accepted (Art. 3(2)9)."""
    found = TechnicalReport.objects.filter(review__case=case, verdict__accepted=True)
    return found.select_related("review__body", "verdict").order_by("review__at", "pk")


def open_reviews(case):
    """Technical reviews of a case that were neither handed in nor cancelled."""
    return TechnicalReview.objects.filter(case=case, report=None, cancellation=None).select_related("case", "body")


def unread_reports(case):
    """Technical reports on a case that the officer has not reviewed yet."""
    return TechnicalReport.objects.filter(review__case=case, verdict=None).select_related("review__body")


def examiners(case, body):
    """The people of a body who examine a case now."""
    held = Duty.objects.filter(case=case, duty=Duty.Kind.EXAMINE, released_at=None)
    return Person.objects.filter(pk__in=held.values("person_id"), memberships__organisation=body).distinct()


def assessors_read(case) -> bool:
    """Does the edition let assessors read accepted technical reports while they mark?"""
    rule = compiled(case.edition).technical_review
    return rule is not None and rule.read_by == "assessors"


def review_for(case, person):
    """The open technical review of a case by a body that the person works for, or None."""
    return open_reviews(case).filter(body__memberships__person=person).first()


def requests_of(case):
    """Documents asked for on a case with their answers, the first asked first."""
    return case.document_requests.select_related("answer", "person")


def standing_of(review) -> dict:
    """Where a review stands, as the words, the tone and the shape of its badge."""
    report = getattr(review, "report", None)
    verdict = getattr(report, "verdict", None)
    if hasattr(review, "cancellation"):
        return {"words": _("Cancelled"), "tone": "", "shape": "void"}
    if report is None:
        return {"words": _("Report awaited"), "tone": "warn", "shape": "hollow"}
    if verdict is None:
        return {"words": _("Report to be reviewed"), "tone": "info", "shape": "hollow"}
    return {"words": _("Accepted"), "tone": "good"} if verdict.accepted else {"words": _("Returned"), "tone": "bad"}


def waiting_technical(person, on, schemes, case=None) -> list[Waiting]:
    """Reports that a body hands in or an officer of these `schemes` reviews, documents that an applicant sends.

    Two queries.
    """
    ours = organisations_of(person, on).values("pk")
    among = {"case__state": workflow.EVALUATION, **({"case": case} if case else {})}
    together = Party.objects.filter(organisation__in=ours, answer=Party.Answer.AGREED, withdrawn_at=None)
    asked = DocumentRequest.objects.filter(answer=None, answer_by__gte=on, **among)
    mine = asked.filter(case__applicant__in=ours) | asked.filter(case__in=together.values("case"))
    return [
        *(_of_review(one) for one in _reviews_waiting(person, ours, schemes, among)),
        *(
            _line(one, one.answer_by, _("Send the documents asked for: %(case)s"), _("They are needed to evaluate it."))
            for one in mine.select_related("case").distinct()
        ),
    ]


def _reviews_waiting(person, ours, schemes, among):
    """Reviews that the person's body has to report on, or whose report the person has to review."""
    examined = Duty.objects.filter(person=person, duty=Duty.Kind.EXAMINE, released_at=None).values("case")
    reporting = Q(report=None, cancellation=None, body__in=ours, case__in=examined)
    reading = Q(report__isnull=False, report__verdict=None, case__edition__scheme__in=schemes)
    return TechnicalReview.objects.filter(reporting | reading, **among).select_related("case", "report")


def _of_review(review) -> Waiting:
    if hasattr(review, "report"):
        title, hint = _("Review the technical report: %(case)s"), _("It counts once you have reviewed it.")
        return _line(review, None, title, hint)
    title, hint = _("Hand in the technical report: %(case)s"), _("Your body was asked to examine it.")
    return _line(review, review.due_on, title, hint)


def _line(row, due, title, hint) -> Waiting:
    return Waiting(
        title=title % {"case": row.case.title},
        hint=hint,
        url=reverse("certification:technical", args=[row.case.reference]),
        since=row.at,
        due=due,
        label=row.case.reference,
        simulated=row.case.simulated,
    )
