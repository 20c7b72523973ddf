"""The technical review by an evaluation body, and documents asked for on the way; Notice 2021-223 Art. 6, 10(2), 14.

A body reports; it gives no marks. Every row is appended.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.certification.models.attached import Attached
from cityloop.organisations.models import Organisation, Person


class TechnicalReview(models.Model):
    """An evaluation body was asked to look into a case: what it is asked, and until when it reports."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="technical_reviews")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="technical_reviews")
    questions = models.TextField(_("questions to the body"))
    due_on = models.DateField(_("report due"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("technical review")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.case_id} {self.body_id}"


class TechnicalReport(Attached):
    """What the body reported, once, under a digest of all of it."""

    review = models.OneToOneField(TechnicalReview, on_delete=models.PROTECT, related_name="report")
    summary = models.TextField(_("summary"))
    findings = models.TextField(_("findings"))
    digest = models.CharField(_("digest"), max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("report of a technical review")
        constraints = [
            models.CheckConstraint(condition=~Q(sha256=""), name="a_report_of_a_technical_review_is_a_file"),
        ]

    def __str__(self):
        return f"{self.review_id}"


class TechnicalVerdict(models.Model):
    """The operating body's review of a technical report, without which it does not count (Art. 3(2)9). Once."""

    report = models.OneToOneField(TechnicalReport, on_delete=models.PROTECT, related_name="verdict")
    accepted = models.BooleanField(_("accepted"))
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("review of a technical report")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_verdict_on_a_technical_report_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.report_id} {self.accepted}"


class TechnicalCancellation(models.Model):
    """A technical review was cancelled before its report, with the reason; its examiners are released."""

    review = models.OneToOneField(TechnicalReview, on_delete=models.PROTECT, related_name="cancellation")
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("cancelled technical review")

    def __str__(self):
        return f"{self.review_id}"


class DocumentRequest(models.Model):
    """More documents that the applicant is asked for during the evaluation, by the officer or by the body."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="document_requests")
    asks = models.TextField(_("documents asked for"))
    answer_by = models.DateField(_("answer by"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("request for documents")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.case_id} {self.answer_by}"


class DocumentAnswer(Attached):
    """What the applicant answered to a request for documents, once, with a file where there is one."""

    request = models.OneToOneField(DocumentRequest, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField(_("answer"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a request for documents")

    def __str__(self):
        return f"{self.request_id}"
