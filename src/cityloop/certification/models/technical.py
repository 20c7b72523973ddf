"""The technical review by an evaluation body, and documents asked for on the way; Notice 2021-223 Art. 6, 10(2), 14.

A body reports; it gives no marks. Every row is appended.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.organisations.models import Organisation, Person


class Attached(models.Model):
    """A file that came with a row, kept under its hash; or none."""

    name = models.CharField(_("file name"), max_length=255, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField("sha256", max_length=64, blank=True)

    class Meta:
        abstract = True


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
