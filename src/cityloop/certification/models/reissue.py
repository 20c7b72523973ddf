"""A certificate issued anew under its number, because a name changed; what it said before stays."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models.certificate import Certificate
from cityloop.certification.models.change import Change
from cityloop.organisations.models import Person


class Reissue(models.Model):
    """The text of a certificate that another one took the place of, with its digest, and why. Appended."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="reissues")
    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="reissue")
    content = models.JSONField(_("content until then"))
    digest = models.CharField("sha256", max_length=64, unique=True)
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("issued anew"))

    class Meta:
        verbose_name = _("reissue of a certificate")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="a_reissue_has_a_reason")]

    def __str__(self):
        return f"{self.certificate_id} {self.digest[:12]}"
