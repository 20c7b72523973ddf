"""Credentials and the public halves of the keys that signed them. Private halves are never in the database."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models.certificate import Certificate
from cityloop.engine.credential import LEAST_BITS


class IssuingKey(models.Model):
    """A key that signs credentials from a moment on, until the next key begins. Appended, and published for good."""

    number = models.PositiveIntegerField(_("number"), primary_key=True)
    public_key = models.CharField(_("public key"), max_length=100, unique=True, help_text=_("Multikey, Ed25519"))
    address = models.URLField(_("address of the installation"))
    issuer = models.CharField("DID", max_length=300)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("issuing key")
        ordering = ["number"]

    def __str__(self):
        return self.method

    @property
    def method(self) -> str:
        """The verification method that proofs name."""
        return f"{self.issuer}#key-{self.number}"


class Credential(models.Model):
    """A certificate as a signed credential, with its place on the status lists. A newer one supersedes it."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="credentials")
    key = models.ForeignKey(IssuingKey, on_delete=models.PROTECT, related_name="+")
    status_list = models.PositiveIntegerField(_("status list"))
    status_index = models.PositiveIntegerField(_("place on the status list"))
    content = models.JSONField(_("content"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("credential")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="a_place_on_a_status_list_is_taken_once"
            ),
            models.CheckConstraint(
                condition=Q(status_index__lt=LEAST_BITS), name="a_credential_has_a_place_on_its_status_list"
            ),
        ]

    def __str__(self):
        return f"{self.certificate_id} {self.status_list}/{self.status_index}"
