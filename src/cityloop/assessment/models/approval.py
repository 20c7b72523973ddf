"""Detailed rules need the certifier's approval (Art. 3(3)): of one text, by its digest."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.organisations.models import Person


class ApprovalRequest(models.Model):
    """A text put before the certifier, as it was on that day. Appended."""

    scheme = models.CharField(_("scheme"), max_length=80)
    digest = models.CharField("sha256", max_length=64, help_text=_("of the text that was put forward"))
    content = models.JSONField(_("content"))
    compared_with = models.CharField(_("digest of the edition that it is compared with"), max_length=64, blank=True)
    note = models.TextField(_("what changes, and why"))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("request for approval")
        ordering = ["asked_at", "pk"]

    def __str__(self):
        return f"{self.scheme} {self.digest[:12]}"


class ApprovalAuthor(models.Model):
    """Somebody who wrote on the text: they cannot approve it. Appended."""

    request = models.ForeignKey(ApprovalRequest, on_delete=models.PROTECT, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("author of a text put forward")
        constraints = [models.UniqueConstraint(fields=["request", "person"], name="an_author_is_named_once")]

    def __str__(self):
        return f"{self.request_id} {self.person_id}"


class EditionApproval(models.Model):
    """What the certifier said of a text put forward: approved, or returned with a reason. Appended; it is said once."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")

    request = models.OneToOneField(ApprovalRequest, on_delete=models.PROTECT, related_name="answer")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    digest = models.CharField("sha256", max_length=64, help_text=_("of the text that was shown"))
    reason = models.TextField(_("reason"), blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("approval of an edition")
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("decided_by")), name="nobody_approves_what_they_put_forward"
            ),
            models.CheckConstraint(
                condition=Q(verdict="approved") | ~Q(reason=""), name="what_is_returned_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.request} {self.verdict}"
