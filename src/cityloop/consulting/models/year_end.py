"""A year's end: what each started service really did, and what the plan of the next January makes of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.models.roadmap import Roadmap
from cityloop.organisations.models import Person


class YearEnd(models.Model):
    """What was measured of one service of a roadmap at the end of a year. Appended; the last one of a year counts."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="year_ends")
    year = models.PositiveSmallIntegerField(_("year"))
    service = models.CharField(_("code of the service"), max_length=80)
    measure = models.CharField(_("what was measured"), max_length=200)
    expected = models.FloatField(_("expected"), null=True, blank=True)
    measured = models.FloatField(_("measured value"))
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    source = models.CharField(_("source"), max_length=300)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("year-end measurement")
        ordering = ["year", "at", "pk"]

    def __str__(self):
        return f"{self.service} {self.year}: {self.measured:g}"


class JanuaryPlan(models.Model):
    """What the plan of January makes of a measurement of the year before: one decision, with its reason. Appended."""

    class Decision(models.TextChoices):
        KEEP = "keep", _("Go on as planned")
        STRENGTHEN = "strengthen", _("Strengthen")
        CHANGE = "change", _("Change the service")
        STOP = "stop", _("Stop")

    measurement = models.OneToOneField(YearEnd, on_delete=models.PROTECT, related_name="answer")
    decision = models.CharField(_("decision of January"), max_length=12, choices=Decision.choices)
    reason = models.CharField(_("reason"), max_length=500)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision of a January plan")

    def __str__(self):
        return f"{self.measurement_id}: {self.decision}"
