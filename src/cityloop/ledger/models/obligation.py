"""What one body owes another, and the instalments in which it falls due."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.language import bilingual
from cityloop.organisations.models import Organisation, Person


class Obligation(models.Model):
    """An amount that `payer` owes `payee`; the `keeper`, one of the two, keeps the account of it.

    Its terms never change. `about` is the reference of whatever it is owed for, opaque to this room. `paid` is folded
    from the payments by the database itself, and never passes the amount.
    """

    class Kind(models.TextChoices):
        GRANT = "grant", _("Project grant")
        FEE = "fee", _("Fee")
        RECOVERY = "recovery", _("Recovery")

    number = models.CharField(_("number"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    scheme = models.CharField(_("scheme or programme"), max_length=80, db_index=True)
    about = models.CharField(_("what it is owed for"), max_length=120)
    title_ko = models.CharField(_("title in Korean"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)
    title = bilingual("title")
    payer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="owes", verbose_name=_("payer"))
    payee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="is_owed", verbose_name=_("payee"))
    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="keeps")
    amount = models.BigIntegerField(_("amount"), help_text=_("in the currency's smallest unit"))
    currency = models.CharField(_("currency"), max_length=3)
    paid = models.BigIntegerField(_("paid"), default=0)
    recovers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="recoveries")
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_because = models.TextField(_("reason"), blank=True)
    simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        verbose_name = _("obligation")
        ordering = ["-opened_at", "number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "about"], name="a_matter_has_one_obligation_of_a_kind"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_obligation_is_of_an_amount"),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("amount")), name="the_sum_paid_never_passes_the_amount"
            ),
            models.CheckConstraint(condition=~Q(payer=F("payee")), name="nobody_owes_themselves"),
            models.CheckConstraint(
                condition=Q(keeper=F("payer")) | Q(keeper=F("payee")), name="one_of_the_two_keeps_the_account"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(closed_because=""), name="what_is_closed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(kind="recovery", recovers__isnull=False) | ~Q(kind="recovery") & Q(recovers__isnull=True),
                name="a_recovery_says_what_it_recovers",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def left(self) -> int:
        """What is not paid yet."""
        return self.amount - self.paid

    @property
    def payable(self) -> bool:
        """Does the keeper pay it? Otherwise the keeper is paid."""
        return self.keeper_id == self.payer_id


class Instalment(models.Model):
    """A part of an obligation. It may be invoiced once the room that knows its condition has released it."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="instalments")
    position = models.PositiveSmallIntegerField(_("position"))
    item = models.CharField(_("item"), max_length=100)
    title_ko = models.CharField(_("title in Korean"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)
    title = bilingual("title")
    amount = models.BigIntegerField(_("amount"))
    released_at = models.DateTimeField(_("condition met"), null=True, blank=True)
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("instalment")
        ordering = ["obligation", "position"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "position"], name="instalments_are_numbered"),
            models.UniqueConstraint(fields=["obligation", "item"], name="an_item_has_one_instalment"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_instalment_is_of_an_amount"),
        ]

    def __str__(self):
        return f"{self.obligation.number} {self.position}"

    @property
    def may_be_invoiced(self) -> bool:
        """Is it released, and no invoice of it under way or paid? Asks the invoices that were fetched with it."""
        return self.released_at is not None and all(one.state == "returned" for one in self.invoices.all())
