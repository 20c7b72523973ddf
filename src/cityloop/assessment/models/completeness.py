"""The check of completeness item by item, and the supplement that it asks for (Art. 9(5), 13(4)). Appended."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.case import Case
from cityloop.assessment.models.dossier import Dossier
from cityloop.organisations.models import Person


class ItemCheck(models.Model):
    """What an officer found of one thing that the edition asks for; the last one counts."""

    class Finding(models.TextChoices):
        FITS = "fits", _("In order")
        LACKING = "lacking", _("Lacking")
        DIFFERS = "differs", _("Not as asked for")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="checks")
    criterion = models.CharField(_("criterion"), max_length=80, blank=True)
    item = models.CharField(_("piece of evidence"), max_length=80, blank=True)
    finding = models.CharField(_("finding"), max_length=10, choices=Finding.choices)
    note = models.TextField(_("note"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("check of an item")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.dossier_id} {self.criterion} {self.item} {self.finding}"


class Supplement(models.Model):
    """A request to supplement, answered by the version of the dossier that it opened."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="supplements")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="supplement")
    reason = models.TextField(_("what is to be supplemented"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    due_reason = models.TextField(_("reason for another deadline"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("request for a supplement")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.case_id} {self.at:%Y-%m-%d}"


class SupplementItem(models.Model):
    """One thing of a supplement; its answer stands in the dossier, and is frozen with it."""

    supplement = models.ForeignKey(Supplement, on_delete=models.PROTECT, related_name="items")
    criterion = models.CharField(_("criterion"), max_length=80, blank=True)
    item = models.CharField(_("piece of evidence"), max_length=80, blank=True)
    asks = models.TextField(_("what is asked"), blank=True)

    class Meta:
        verbose_name = _("item of a supplement")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["supplement", "criterion", "item"], name="a_supplement_asks_an_item_once")
        ]

    def __str__(self):
        return f"{self.supplement_id} {self.criterion} {self.item}"

    @property
    def key(self) -> str:
        """The name under which the dossier keeps the answer."""
        return f"supplement/{self.criterion}/{self.item}"


class SupplementExtension(models.Model):
    """A supplement got more time, for a reason."""

    supplement = models.ForeignKey(Supplement, on_delete=models.PROTECT, related_name="extensions")
    before = models.DateField(_("due until then"))
    due_on = models.DateField(_("due now"))
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("extension of a supplement")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gt=F("before")), name="a_supplement_only_gets_more_time")
        ]

    def __str__(self):
        return f"{self.supplement_id} {self.due_on}"
