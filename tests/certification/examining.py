"""What the walk over every step needs of a technical review: a body that examines, and a request for documents."""

from cast import AT, officer_for, person
from certification.stage import SCHEME

from cityloop.assessment.models import Duty
from cityloop.certification.models import DocumentRequest, TechnicalReport, TechnicalReview
from cityloop.organisations.models import Designation


def another_body():
    """A designated body that was not asked."""
    return officer_for(Designation.Duty.EVALUATION_BODY, SCHEME, key="other", code="other").organisations.get()


def request_on(case):
    """A request for documents within its term."""
    given = {"asks": "The log.", "answer_by": "2026-12-31", "person": case.opened_by, "at": AT}
    request = DocumentRequest.objects.create(case=case, **given)
    request.refresh_from_db()
    return request


def examined(stage, case):
    """A designated body examines the case; during the evaluation its report is awaited."""
    stage.examiner = officer_for(Designation.Duty.EVALUATION_BODY, SCHEME, key="examiner", code="lab")
    body = stage.examiner.organisations.get()
    for one in (stage.examiner, person("second-examiner", of=body)):
        Duty.objects.create(case=case, person=one, duty=Duty.Kind.EXAMINE, given_at=AT)
    if case.state == "evaluation":
        given = {"questions": "Is it?", "due_on": "2026-12-31", "person": stage.operator, "at": AT}
        TechnicalReview.objects.create(case=case, body=body, **given)


def open_review(case):
    """A review of the case that was not handed in, where there is one."""
    return case.technical_reviews.first()


def report_on(case):
    """A report that was handed in and not reviewed, beside the review that is open."""
    review = open_review(case)
    if review is None:
        return None
    given = {"questions": "Is it?", "due_on": "2026-12-31", "person": case.opened_by, "at": AT}
    other = TechnicalReview.objects.create(case=case, body=review.body, **given)
    said = {"summary": "Yes.", "findings": "None.", "name": "t.pdf", "sha256": "0" * 64, "digest": "0" * 64}
    return TechnicalReport.objects.create(review=other, person=case.opened_by, at=AT, **said)
