"""What a selected proposal was awarded: how much of which money, and what happened to the award since."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.calls.models.register import Project
from cityloop.language import bilingual
from cityloop.ledger.models import Obligation
from cityloop.organisations.models import Organisation, Person


class Award(models.Model):
    """One proposal was selected and may be agreed on. The amount never changes and keeps to the edition's ceiling.

    `state` is folded from the events when they are written. `result` is what came of the project, for everybody.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("Agreement to be made")
        AGREED = "agreed", _("Under way")
        DECLINED = "declined", _("Award declined")
        TERMINATED = "terminated", _("Agreement terminated")
        COMPLETED = "completed", _("Completed")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="award")
    amount = models.BigIntegerField(_("amount"), help_text=_("in the currency's smallest unit"))
    currency = models.CharField(_("currency"), max_length=3)
    ceiling = models.BigIntegerField(_("ceiling"), null=True, blank=True)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="awarded")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OFFERED)
    begun_at = models.DateTimeField(_("awarded"))
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True)
    account = models.OneToOneField(Obligation, on_delete=models.PROTECT, null=True, blank=True, related_name="award")
    project = models.OneToOneField(
        Project, on_delete=models.PROTECT, null=True, blank=True, related_name="award", help_text=_("in the register")
    )
    result_ko = models.TextField(_("what came of it in Korean"), blank=True)
    result_en = models.TextField(_("what came of it in English"), blank=True)
    result = bilingual("result")

    class Meta:
        verbose_name = _("award")
        ordering = ["-begun_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_award_is_of_an_amount"),
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True) | Q(amount__lte=F("ceiling")), name="an_award_keeps_to_the_ceiling"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("offered", "declined")) | Q(account__isnull=False),
                name="an_award_under_way_has_an_account",
            ),
        ]

    def __str__(self):
        return f"{self.case.reference} {self.amount} {self.currency}"


class AwardEvent(models.Model):
    """What happened to an award: who did it, when, and why where it needs a reason. Appended."""

    class Kind(models.TextChoices):
        BEGUN = "begun", _("Awarded")
        ANNOUNCED = "announced", _("Announced")
        DECLINED = "declined", _("Award declined")
        AGREED = "agreed", _("Agreement in force")
        AMENDED = "amended", _("Agreement amended")
        EXTENDED = "extended", _("Agreement extended")
        TERMINATED = "terminated", _("Terminated")
        COMPLETED = "completed", _("Closed")

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    reason_ko = models.TextField(_("reason in Korean"), blank=True)
    reason_en = models.TextField(_("reason in English"), blank=True)
    reason = bilingual("reason")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("event of an award")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=("declined", "terminated", "extended")) | ~Q(reason_ko="") | ~Q(reason_en=""),
                name="what_ends_or_lengthens_an_award_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.award_id} {self.kind}"
