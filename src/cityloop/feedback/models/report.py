"""What the record says about the criteria of an edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition


class CriterionReport(models.Model):
    """How every criterion of an edition behaved over all marks so far, in one field or in all.

    Appended; the last one counts.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="criterion_reports")
    profile = models.CharField(_("field profile"), max_length=40, blank=True, help_text=_("empty for all of them"))
    cases = models.PositiveIntegerField(_("cases"))
    marks = models.PositiveIntegerField(_("marks"))
    content = models.JSONField(_("content"), help_text=_("one entry a criterion, predictions, severities"))
    digest = models.CharField("sha256", max_length=64)
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("criterion report")
        ordering = ["computed_at", "pk"]

    def __str__(self):
        return f"{self.edition_id}: {self.cases}"
