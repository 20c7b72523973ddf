"""Surveillance (사후관리) of what was certified: Art. 3(2)3, ISO/IEC 17065 7.9."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models.proceeding import Proceeding
from cityloop.organisations.models import Person


class Surveillance(Proceeding):
    """One look at a certified service while its certificate lasts, planned from the edition or by an officer."""

    planned_on = models.DateField(_("planned for"))

    class Meta:
        verbose_name = _("Surveillance")


class SurveillanceReport(models.Model):
    """What was seen on a day, and whether it still conforms; where not, what is to be corrected by when. Appended."""

    class Result(models.TextChoices):
        CONFORMING = "conforming", _("Conforming")
        NONCONFORMING = "nonconforming", _("Nonconforming")

    surveillance = models.OneToOneField(Surveillance, on_delete=models.PROTECT, related_name="report")
    seen_on = models.DateField(_("seen on"))
    result = models.CharField(_("result"), max_length=14, choices=Result.choices)
    findings = models.TextField(_("findings"))
    correction = models.TextField(_("what is to be corrected"), blank=True)
    correct_by = models.DateField(_("to be corrected by"), null=True, blank=True)
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("surveillance report")
        constraints = [
            models.CheckConstraint(
                condition=Q(result="conforming", correct_by__isnull=True)
                | (Q(result="nonconforming", correct_by__isnull=False) & ~Q(correction="")),
                name="what_does_not_conform_is_to_be_corrected_by_a_day",
            )
        ]

    def __str__(self):
        return f"{self.surveillance_id} {self.result}"
