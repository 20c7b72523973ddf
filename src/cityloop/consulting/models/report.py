"""The report of a consultation, frozen when it is made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.models.consultation import Consultation
from cityloop.consulting.models.roadmap import Roadmap
from cityloop.organisations.models import Person


class PlanReport(models.Model):
    """What a city takes to its council, in both languages, as it stood when it was made. Appended.

    The files are printed from `papers`, so that the same report is always the same bytes.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField(_("number"))
    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="reports")
    papers = models.JSONField(_("the report, by language"))
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("plan report")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="a_plan_report_has_its_own_number")
        ]

    def __str__(self):
        return f"{self.consultation_id} r{self.number}"
