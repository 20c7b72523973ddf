"""Pilots, what was fixed before they began, what was measured, and what it came to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.language import bilingual


class Pilot(models.Model):
    """One test of a service or measure in a city."""

    code = models.SlugField(_("code"), unique=True)
    title_ko = models.CharField(_("title in Korean"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    title = bilingual("title")
    question_ko = models.TextField(_("question in Korean"))
    question_en = models.TextField(_("question in English"))
    question = bilingual("question")
    city_ko = models.CharField(_("city in Korean"), max_length=100)
    city_en = models.CharField(_("city in English"), max_length=100)
    city = bilingual("city")
    country = models.CharField(_("country"), max_length=2)
    began_on = models.DateField(_("began"))
    source = models.CharField(_("source"), max_length=200)
    simulated = models.BooleanField(_("simulated"), default=False)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pilot")
        ordering = ["-began_on", "code"]

    def __str__(self):
        return self.title


class Protocol(models.Model):
    """What will be measured and how, fixed and hashed. Appended: a later version never replaces an earlier one."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="protocols")
    content = models.JSONField(
        _("content"), help_text=_("outcome, unit, treated, from, window, method, least share of valid hours")
    )
    digest = models.CharField("sha256", max_length=64)
    frozen_at = models.DateTimeField(_("fixed"))
    after_the_fact = models.BooleanField(
        _("written after the measurements"), help_text=_("true where the pilot had already been measured")
    )

    class Meta:
        verbose_name = _("protocol")
        ordering = ["frozen_at", "pk"]

    def __str__(self):
        return f"{self.pilot_id} {self.digest[:12]}"


class Measurements(models.Model):
    """A delivery of measurements: Parquet under its hash in the evidence folder; the rows never pass the database."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="measurements")
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField("sha256", max_length=64)
    rows = models.PositiveBigIntegerField(_("rows"))
    observed_from = models.CharField(_("observed from"), max_length=10)
    observed_until = models.CharField(_("observed until"), max_length=10)
    received_at = models.DateTimeField(_("received"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("measurements")
        ordering = ["received_at", "pk"]

    def __str__(self):
        return f"{self.pilot_id} {self.name}"


class Effect(models.Model):
    """An effect estimated under a protocol from one delivery of measurements. Appended."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="effects")
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="effects")
    measurements = models.ForeignKey(Measurements, on_delete=models.PROTECT, related_name="effects")
    estimate = models.FloatField(_("effect"))
    p_value = models.FloatField(_("share of placebos at least as large"))
    content = models.JSONField(_("content"), help_text=_("means, series, placebos, checks"))
    digest = models.CharField("sha256", max_length=64)
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("effect")
        ordering = ["computed_at", "pk"]

    def __str__(self):
        return f"{self.pilot_id} {self.estimate:+.2f}"
