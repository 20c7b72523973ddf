"""Technical reviews of a case, documents asked for, and whom they wait for."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.assessment.models import Party
from cityloop.certification import workflow
from cityloop.certification.models import DocumentRequest, TechnicalReview
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import designated, organisations_of
from cityloop.organisations.waiting import Waiting


def may_be_asked(case, on):
    """The bodies designated on a day to examine cases of the case's scheme."""
    return designated(Designation.Duty.EVALUATION_BODY, case.edition.scheme, on)


def reviews_of(case):
    """The technical reviews of a case with their reports, the first asked first."""
    return case.technical_reviews.select_related("body", "report", "person")


def open_reviews(case):
    """Technical reviews of a case that were not handed in."""
    return TechnicalReview.objects.filter(case=case, report=None).select_related("body")


def review_for(case, person):
    """The open technical review of a case by a body that the person works for, or None."""
    return open_reviews(case).filter(body__memberships__person=person).first()


def requests_of(case):
    """Documents asked for on a case with their answers, the first asked first."""
    return case.document_requests.select_related("answer", "person")


def waiting_technical(person, on, case=None) -> list[Waiting]:
    """Reviews that a body still has to hand in, and documents that an applicant still has to send; two queries."""
    ours = organisations_of(person, on).values("pk")
    among = {"case__state": workflow.EVALUATION, **({"case": case} if case else {})}
    examined = {"case__duties__person": person, "case__duties__duty": "examine", "case__duties__released_at": None}
    reviews = TechnicalReview.objects.filter(report=None, body__in=ours, **examined, **among)
    together = Party.objects.filter(organisation__in=ours, answer=Party.Answer.AGREED, withdrawn_at=None)
    asked = DocumentRequest.objects.filter(answer=None, answer_by__gte=on, **among)
    mine = asked.filter(case__applicant__in=ours) | asked.filter(case__in=together.values("case"))
    return [
        *(
            _line(one, one.due_on, _("Hand in the technical report: %(case)s"), _("Your body was asked to examine it."))
            for one in reviews.select_related("case").distinct()
        ),
        *(
            _line(one, one.answer_by, _("Send the documents asked for: %(case)s"), _("They are needed to evaluate it."))
            for one in mine.select_related("case").distinct()
        ),
    ]


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
