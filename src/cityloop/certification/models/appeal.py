"""Appeals (이의신청) against a refusal, a suspension or a withdrawal: ISO/IEC 17065 7.13, Art. 3(2)3."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models.certificate import CertificateEvent
from cityloop.certification.models.decision import Decision
from cityloop.certification.models.proceeding import Proceeding
from cityloop.organisations.models import Person


class Appeal(Proceeding):
    """An appeal of the party, heard by somebody who took no part; one against one decision or event."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="appeal")
    event = models.OneToOneField(
        CertificateEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="appeal"
    )
    appealed_digest = models.CharField(_("what is appealed, sha256"), max_length=64)
    hearer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Appeal")
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, event__isnull=True) | Q(decision__isnull=True, event__isnull=False),
                name="an_appeal_is_against_one_decision_or_one_event",
            )
        ]

    @property
    def against(self):
        """The refusal, or the event of a suspension or a withdrawal, that is appealed."""
        return self.decision or self.event


class Ruling(models.Model):
    """How an appeal was ruled, with reasons, on the digest of what was appealed. Appended."""

    class Verdict(models.TextChoices):
        UPHELD = "upheld", _("Upheld")
        DISMISSED = "dismissed", _("Dismissed")

    class Back(models.TextChoices):
        EVALUATION = "evaluation", _("To the evaluation, with other assessors")
        REVIEW = "review", _("To the review, on the same marks")

    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="ruling")
    verdict = models.CharField(_("ruling"), max_length=10, choices=Verdict.choices)
    back_to = models.CharField(_("the case goes back"), max_length=10, choices=Back.choices, blank=True)
    reason = models.TextField(_("reason"))
    appealed_digest = models.CharField(_("what is appealed, sha256"), max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("ruling on an appeal")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="upheld") | Q(back_to=""), name="only_an_upheld_appeal_sends_a_case_back"
            )
        ]

    def __str__(self):
        return f"{self.appeal_id} {self.verdict}"
