"""What will be measured and how: drafted, tried on the past, fixed under a digest; and every departure from it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.language import bilingual
from cityloop.livinglabs.models.pilot import Pilot
from cityloop.organisations.models import Person


class ProtocolDraft(models.Model):
    """A protocol that may still change; `power` is what it could find, tried on the past, and of which content."""

    pilot = models.OneToOneField(Pilot, on_delete=models.CASCADE, related_name="draft")
    content = models.JSONField(_("content"), default=dict)
    power = models.JSONField(_("power"), null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft of a protocol")

    def __str__(self):
        return f"{self.pilot_id}"


class Protocol(models.Model):
    """What will be measured and how, fixed and hashed. Never changed, never replaced: what changes is a departure."""

    pilot = models.OneToOneField(Pilot, on_delete=models.PROTECT, related_name="protocol")
    content = models.JSONField(_("content"), help_text=_("outcome, unit, treated, from, window, method"))
    power = models.JSONField(_("power"), null=True, blank=True)
    digest = models.CharField("sha256", max_length=64)
    frozen_at = models.DateTimeField(_("fixed"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    after_the_fact = models.BooleanField(
        _("written after the measurements"), help_text=_("true where the pilot had already been measured")
    )

    class Meta:
        verbose_name = _("protocol")
        ordering = ["frozen_at", "pk"]

    def __str__(self):
        return f"{self.pilot_id} {self.digest[:12]}"


class Departure(models.Model):
    """Where what was done is not what the protocol says, and why. Appended, and listed beside every result."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="departures")
    what_ko = models.TextField(_("what was done otherwise, in Korean"))
    what_en = models.TextField(_("what was done otherwise, in English"))
    what = bilingual("what")
    why_ko = models.TextField(_("why, in Korean"))
    why_en = models.TextField(_("why, in English"))
    why = bilingual("why")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("departure from a protocol")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why_ko="") | ~Q(why_en=""), name="a_departure_has_a_reason"),
            models.CheckConstraint(condition=~Q(what_ko="") | ~Q(what_en=""), name="a_departure_says_what"),
        ]

    def __str__(self):
        return f"{self.protocol_id} {self.at:%Y-%m-%d}"
