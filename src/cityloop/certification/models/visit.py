"""The site visit (현장실사): its plan, its record, and what was found; Notice 2021-223 Art. 10(1), 14(1).

A finding can only take evidence away: none of these rows carries a mark or points.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case, Evidence
from cityloop.certification.models.attached import Attached
from cityloop.organisations.models import Person


class Visit(models.Model):
    """A visit as it was planned and told to the applicant. Appended: another plan is another row."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField(_("day of the visit"))
    place = models.CharField(_("place"), max_length=200)
    visitors = models.CharField(_("visitors"), max_length=500)
    agenda = models.TextField(_("agenda"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("site visit")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.case_id} {self.on}"


class VisitRecord(Attached):
    """What was seen on a visit, with the report as a file. Appended."""

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="record")
    attendees = models.CharField(_("attendees"), max_length=500)
    observations = models.TextField(_("observations"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("record of a visit")
        constraints = [
            models.CheckConstraint(
                condition=Q(name="", sha256="") | (~Q(name="") & ~Q(sha256="")), name="a_report_of_a_visit_has_a_hash"
            )
        ]

    def __str__(self):
        return f"{self.visit_id}"


class Finding(models.Model):
    """On a visit a piece of evidence was found not to hold; the applicant may answer until `answer_by`. Appended."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="findings")
    found = models.TextField(_("what was found"))
    answer_by = models.DateField(_("answer by"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("finding of a visit")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.visit_id} {self.evidence_id}"


class FindingAnswer(models.Model):
    """What the applicant says to a finding. Appended."""

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField(_("answer"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a finding")

    def __str__(self):
        return f"{self.finding_id}"


class FindingRuling(models.Model):
    """The officer confirms a finding, which voids the evidence, or drops it. Appended."""

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="ruling")
    confirmed = models.BooleanField(_("confirmed"))
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("ruling on a finding")

    def __str__(self):
        return f"{self.finding_id} {self.confirmed}"
