"""What was asked for, and what was said of it before anything was paid."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.ledger.models.obligation import Instalment
from cityloop.organisations.models import Person


class Invoice(models.Model):
    """One instalment asked for, in full. What it says never changes; `state` and `paid` follow from what is done."""

    class State(models.TextChoices):
        ISSUED = "issued", _("Invoice issued")
        APPROVED = "approved", _("Approved for payment")
        RETURNED = "returned", _("Invoice returned")
        PAID = "paid", _("Paid")

    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="invoices")
    number = models.CharField(_("number"), max_length=80, unique=True)
    amount = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    account = models.CharField(_("account to be paid into"), max_length=200)
    note = models.TextField(_("note of the invoice"), blank=True)
    digest = models.CharField("sha256", max_length=64)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("date of issue"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ISSUED)
    paid = models.BigIntegerField(_("paid"), default=0)

    class Meta:
        verbose_name = _("invoice")
        ordering = ["issued_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["instalment"], condition=~Q(state="returned"), name="an_instalment_is_invoiced_once"
            ),
            models.CheckConstraint(
                condition=Q(paid=0) | Q(paid=F("amount"), paid__gt=0), name="an_invoice_is_paid_once_and_in_full"
            ),
        ]

    def __str__(self):
        return self.number


class Approval(models.Model):
    """What an officer of the payer said of an invoice, by its digest: pay it, or return it. Appended; said once."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("Approved for payment")
        RETURNED = "returned", _("Invoice returned")

    invoice = models.OneToOneField(Invoice, on_delete=models.PROTECT, related_name="approval")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    digest = models.CharField("sha256", max_length=64)
    reason = models.TextField(_("reason"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("approval of an invoice")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("issued_by")), name="nobody_approves_their_own_invoice"),
            models.CheckConstraint(
                condition=Q(verdict="approved") | ~Q(reason=""), name="a_returned_invoice_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.invoice} {self.verdict}"
