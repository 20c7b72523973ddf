"""Withdrawal of a certificate by two notices: Guideline 2021-223 Art. 17, Act Art. 33."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models.proceeding import Proceeding
from cityloop.organisations.models import Person


class Withdrawal(Proceeding):
    """Whether a certificate is to be withdrawn, from the first suspicion to the withdrawal or the close."""

    class Ground(models.TextChoices):
        FRAUD = "fraud", _("Obtained by deceit or other wrongful means (Art. 17(1)1)")
        BELOW_CRITERIA = "below_criteria", _("No longer meets the criteria (Art. 17(1)2)")

    ground = models.CharField(_("Ground"), max_length=20, choices=Ground.choices)

    class Meta:
        verbose_name = _("Withdrawal")

    @property
    def must(self) -> bool:
        """Fraud obliges to withdraw; what fell below the criteria may be withdrawn."""
        return self.ground == self.Ground.FRAUD


class WithdrawalNotice(models.Model):
    """Notice that a certificate is going to be withdrawn (취소 예고통보): why, and until when to explain. Appended."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, related_name="notices")
    number = models.PositiveSmallIntegerField(_("number"))
    reason = models.TextField(_("reason"))
    deadline = models.DateField(_("last day to explain"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("notice of withdrawal")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["withdrawal", "number"], name="a_notice_of_withdrawal_is_given_once"),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="a_withdrawal_has_two_notices_at_most"),
        ]

    def __str__(self):
        return f"{self.withdrawal_id} {self.number}"
