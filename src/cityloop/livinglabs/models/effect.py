"""What a pilot came to: the effect, and the report that closes it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.livinglabs.models.measured import Measurements
from cityloop.livinglabs.models.pilot import Pilot
from cityloop.livinglabs.models.protocol import Protocol
from cityloop.organisations.models import Person


class Effect(models.Model):
    """An effect estimated under the protocol from the measurements that count. Appended; the last one is shown."""

    class Verdict(models.TextChoices):
        WORTH = "worth", _("As much as was wanted")
        SOME = "some", _("An effect the right way")
        SMALL = "small", _("Less than was wanted")
        NONE = "none", _("Not told from chance")
        AGAINST = "against", _("The wrong way")
        UNKNOWN = "unknown", _("Cannot be told")

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="effects")
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="effects")
    measurements = models.ManyToManyField(Measurements, related_name="effects")
    estimate = models.FloatField(_("effect"))
    low = models.FloatField(_("low end of the interval"), null=True, blank=True)
    high = models.FloatField(_("high end of the interval"), null=True, blank=True)
    p_value = models.FloatField(_("p value"), null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict.choices)
    content = models.JSONField(_("content"), help_text=_("means, cells, series, placebos, checks, sentences"))
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("effect")
        ordering = ["computed_at", "pk"]

    def __str__(self):
        return f"{self.pilot_id} {self.estimate:+.2f}"


class ClosingReport(models.Model):
    """The closing report by the questions of the law, with what it rests on, frozen. Appended; the last one counts."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="closing_reports")
    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    content = models.JSONField(_("content"))
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("closing report of a pilot")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.pilot_id} {self.digest[:12]}"
