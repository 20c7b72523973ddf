"""The certifier's decision on a case: Art. 15(2), ISO/IEC 17065 7.6."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.certification.models.report import Report
from cityloop.organisations.models import Person


class Decision(models.Model):
    """The certifier's decision on a case: one a round, by somebody who did neither, on the digest of the report.

    A case has a second round where an appeal against its refusal was upheld (decision record 0010).
    """

    class Verdict(models.TextChoices):
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="decisions")
    outcome_digest = models.CharField("sha256", max_length=64)
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict.choices)
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision")
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="a_round_has_one_decision")]

    def __str__(self):
        return f"{self.case_id} {self.verdict}"
