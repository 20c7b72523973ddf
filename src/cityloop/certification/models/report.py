"""The report of the operating body to the certifier: Art. 10(3), 14(5), 15(1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case, Outcome
from cityloop.organisations.models import Person


class Report(models.Model):
    """What was evaluated, what came out and who took part, as it was laid before the certifier (인증심사결과서).

    Its canonical JSON has the digest to which the decision binds. Appended: one a round.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(_("content"), help_text=_("what was reported; its canonical JSON has the digest"))
    digest = models.CharField("sha256", max_length=64, unique=True)
    note = models.TextField(_("note"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("certification report")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="a_round_has_one_report")]

    def __str__(self):
        return f"{self.case_id} {self.digest[:8]}"
