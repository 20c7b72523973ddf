"""The agreement (협약) on an award: its texts, each frozen with its digest, and who signed them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.calls.models.award import Award
from cityloop.language import bilingual
from cityloop.organisations.models import Organisation, Person


class Agreement(models.Model):
    """What is agreed on an award, folded from the texts in force: with whom, from when until when."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="agreement")
    payee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreed_as_payee")
    chosen_by = models.CharField(_("how the contractor was chosen"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    in_force_at = models.DateTimeField(_("in force since"), null=True, blank=True)

    class Meta:
        verbose_name = _("agreement")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="an_agreement_ends_after_it_starts"),
        ]

    def __str__(self):
        return str(self.award)


class AgreementText(models.Model):
    """One text put before the sides: the agreement, an amendment, or its one extension. Its content never changes."""

    class Kind(models.TextChoices):
        ORIGINAL = "original", _("Project agreement")
        AMENDMENT = "amendment", _("Amendment")
        EXTENSION = "extension", _("Extension")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    content = models.JSONField(_("content"))
    digest = models.CharField("sha256", max_length=64)
    reason_ko = models.TextField(_("reason in Korean"), blank=True)
    reason_en = models.TextField(_("reason in English"), blank=True)
    reason = bilingual("reason")
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(_("offered"))
    in_force_at = models.DateTimeField(_("in force since"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("text of an agreement")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "version"], name="texts_of_an_agreement_are_numbered"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(in_force_at__isnull=True, withdrawn_at__isnull=True),
                name="one_text_at_a_time_waits_to_be_signed",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(kind="extension", withdrawn_at__isnull=True),
                name="an_agreement_is_extended_once",
            ),
            models.CheckConstraint(
                condition=Q(in_force_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="a_text_in_force_is_not_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(kind="original") | ~Q(reason_ko="") & ~Q(reason_en=""),
                name="a_change_of_an_agreement_has_a_reason_in_both_languages",
            ),
        ]

    def __str__(self):
        return f"{self.agreement} v{self.version}"


class Signature(models.Model):
    """An officer signed a text for a side, by the digest of what was shown. Appended."""

    text = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField("sha256", max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("signature")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["text", "organisation"], name="a_side_signs_a_text_once"),
            models.UniqueConstraint(fields=["text", "person"], name="nobody_signs_for_two_sides"),
        ]

    def __str__(self):
        return f"{self.text} {self.organisation_id}"
