"""Renewal of a certificate: a new case, linked to the certificate that it renews. Art. 15(5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.certification.models.certificate import Certificate


class Renewal(models.Model):
    """A case by which the holder asks for a certificate to be renewed, in its window. Appended."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="renewal")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="renewals")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("renewal")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.certificate_id} {self.case_id}"
