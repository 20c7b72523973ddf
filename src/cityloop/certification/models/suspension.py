"""On what terms a certificate is suspended: ISO/IEC 17065 7.11."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models.certificate import CertificateEvent
from cityloop.certification.models.proceeding import Proceeding


class Suspension(models.Model):
    """The terms of a suspension: what it covers, and until when or until what is shown. Appended with its event."""

    event = models.OneToOneField(CertificateEvent, on_delete=models.PROTECT, related_name="suspension")
    scope = models.TextField(_("what is suspended"))
    until = models.DateField(_("last day of the suspension"), null=True, blank=True)
    condition = models.TextField(_("what has to be shown"), blank=True)
    because = models.ForeignKey(Proceeding, on_delete=models.PROTECT, null=True, blank=True, related_name="suspensions")

    class Meta:
        verbose_name = _("terms of a suspension")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=False) | ~Q(condition=""),
                name="a_suspension_says_until_when_or_until_what_is_shown",
            )
        ]

    def __str__(self):
        return f"{self.event_id} {self.until or self.condition[:40]}"
