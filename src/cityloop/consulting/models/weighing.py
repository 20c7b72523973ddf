"""Several people say how much each criterion counts, apart; then they look at it together and agree. All appended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.models.consultation import Need
from cityloop.consulting.models.engagement import Adviser
from cityloop.organisations.models import Person


class Weighing(models.Model):
    """People are asked, by one method, how much each criterion counts for a need."""

    class Method(models.TextChoices):
        SWING = "swing", _("Swing: points for a step from worst to best")
        BEST_WORST = "best_worst", _("Best-worst: all beside the most and the least important")
        AHP = "ahp", _("AHP: two at a time")

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="weighings")
    method = models.CharField(_("method"), max_length=12, choices=Method.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("weighing")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.need_id} {self.method}"


class OwnWeights(models.Model):
    """What one person answered and the weights that follow; the person's last answer counts.

    `said_by` is the adviser for whom somebody of the city typed the answers: advisers need no account.
    """

    weighing = models.ForeignKey(Weighing, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_by = models.ForeignKey(Adviser, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(_("answers"))
    weights = models.JSONField(_("weights"), help_text=_("shares that add up to one, by criterion"))
    inconsistency = models.FloatField(_("inconsistency"), null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("weights of one person")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.weighing_id} {self.said_by or self.person}"


class WeighingShown(models.Model):
    """The weights were laid beside each other: from now on everybody sees all, and nobody changes the own."""

    weighing = models.OneToOneField(Weighing, on_delete=models.PROTECT, related_name="shown")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("laying weights beside each other")

    def __str__(self):
        return f"{self.weighing_id} {self.at:%Y-%m-%d}"


class AgreedWeights(models.Model):
    """What those who weighed agreed on, in points out of a hundred, and why. The last agreement counts."""

    weighing = models.ForeignKey(Weighing, on_delete=models.PROTECT, related_name="agreements")
    points = models.JSONField(_("points by criterion"))
    reason = models.CharField(_("how it was agreed"), max_length=500)
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("agreed weights")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_agreement_on_weights_has_its_reason")]

    def __str__(self):
        return f"{self.weighing_id} {self.digest[:12]}"
