"""What an applicant handed in, frozen; and the evidence, each piece with its hash and two dates."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.case import Case
from cityloop.organisations.models import Person

FORM = "form"
"""Stands in place of a criterion for a question of the edition's form."""


class Dossier(models.Model):
    """One version of the application documents. A draft changes; a frozen one has a digest and never does."""

    veiled = False
    """Whether names were taken off this copy of the row (`queries.veil`): such a copy is shown and never saved."""
    told = None
    """Of a veiled copy all answers, which conditions go on to ask."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="dossiers")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    answers = models.JSONField(_("answers"), default=dict)
    frozen_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField("sha256", max_length=64, blank=True)

    class Meta:
        verbose_name = _("dossier")
        ordering = ["case", "version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="a_case_has_each_dossier_version_once"),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, digest="") | (Q(frozen_at__isnull=False) & ~Q(digest="")),
                name="a_frozen_dossier_has_a_digest",
            ),
        ]

    def __str__(self):
        return f"{self.case_id} v{self.version}"

    def save(self, *args, **kwargs):
        if self.veiled:
            raise ValueError("A veiled copy of a dossier is not saved.")
        super().save(*args, **kwargs)


class Evidence(models.Model):
    """A file or address that supports one criterion. Without a hash it does not exist."""

    veiled = False
    """Whether it is shown as a copy under a name that says nothing."""
    withheld = ""
    """Why a veiled piece is not shown at all."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="evidence")
    criterion = models.CharField(_("criterion"), max_length=80, blank=True)
    item = models.CharField(_("piece of evidence"), max_length=80)
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("sha256", max_length=64)
    address = models.URLField(_("address"), max_length=500, blank=True)
    pages = models.CharField(_("pages"), max_length=100, blank=True)
    # Of a workbook, counted when it was handed in: cells with a formula, and those that ask something outside of it.
    formulas = models.PositiveIntegerField(_("formulas"), null=True, blank=True)
    formulas_outside = models.PositiveIntegerField(_("formulas that ask outside"), null=True, blank=True)
    observed_from = models.DateField(_("observed from"), null=True, blank=True)
    observed_until = models.DateField(_("observed until"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"))
    received_from = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("taken out before freezing"), null=True, blank=True)

    class Meta:
        verbose_name = _("evidence")
        ordering = ["criterion", "item", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sha256=""), name="evidence_has_a_hash"),
            models.CheckConstraint(
                condition=Q(observed_until__isnull=True)
                | Q(observed_from__isnull=False, observed_until__gte=models.F("observed_from")),
                name="observation_ends_after_it_began",
            ),
        ]

    def __str__(self):
        return self.name


class Measurement(models.Model):
    """A measured value for a measured criterion, as claimed in the dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="measurements")
    criterion = models.CharField(_("criterion"), max_length=80)
    value = models.FloatField(_("value"))

    class Meta:
        verbose_name = _("measurement")
        ordering = ["criterion"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "criterion"], name="a_dossier_measures_a_criterion_once")
        ]

    def __str__(self):
        return f"{self.criterion} = {self.value}"
