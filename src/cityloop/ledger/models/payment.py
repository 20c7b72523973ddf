"""What was paid, and what was taken back because it was entered in error."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.ledger.models.invoice import Approval, Invoice
from cityloop.ledger.models.obligation import Obligation
from cityloop.organisations.models import Person


class Payment(models.Model):
    """An invoice paid in full, or (`reverses`) a payment entered in error and taken back with its reason. Appended.

    Whoever approved the invoice does not pay it. Where another currency left the account, it is written what and how
    much of it, at which rate of which day, and who published the rate.
    """

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="payments")
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="payments")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, null=True, related_name="payments")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversal")
    amount = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    paid_on = models.DateField(_("paid on"))
    reference = models.CharField(_("number of the transfer"), max_length=80)
    reason = models.TextField(_("reason"), blank=True)
    paid_in = models.CharField(_("currency paid in"), max_length=3, blank=True)
    paid_amount = models.BigIntegerField(_("amount paid in that currency"), null=True, blank=True)
    rate = models.DecimalField(_("exchange rate"), max_digits=15, decimal_places=6, null=True, blank=True)
    rate_on = models.DateField(_("day of the rate"), null=True, blank=True)
    rate_source = models.CharField(_("source of the rate"), max_length=200, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("payment")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount__gt=0)
                | Q(reverses__isnull=False, amount__lt=0) & ~Q(reason=""),
                name="a_payment_is_above_zero_and_a_reversal_has_a_reason",
            ),
            models.CheckConstraint(condition=~Q(person=F("approved_by")), name="whoever_approved_does_not_pay"),
            models.CheckConstraint(
                condition=Q(paid_in="", paid_amount__isnull=True, rate__isnull=True, rate_on__isnull=True)
                & Q(rate_source="")
                | ~Q(paid_in="")
                & ~Q(paid_in=F("currency"))
                & ~Q(rate_source="")
                & Q(paid_amount__isnull=False, rate__gt=0, rate_on__isnull=False),
                name="another_currency_comes_with_rate_day_and_source",
            ),
        ]

    def __str__(self):
        return f"{self.invoice} {self.amount} {self.currency}"
