"""Complaints (민원) about a certificate or the use of the mark: ISO/IEC 17065 7.13."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models.proceeding import Proceeding


def _token() -> str:
    return secrets.token_urlsafe(24)


class Complaint(Proceeding):
    """What anybody complains of. Whoever has the link can follow it; who that is stands apart."""

    class About(models.TextChoices):
        CERTIFICATE = "certificate", _("A certified service")
        MARK = "mark", _("Use of the mark or of the name of the certification")

    about = models.CharField(_("about"), max_length=12, choices=About.choices)
    accused = models.CharField(_("who or what it is about"), max_length=300, blank=True)
    token = models.CharField(max_length=64, unique=True, default=_token, editable=False)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("Complaint")


class Complainant(models.Model):
    """Who complained, where they said so: kept apart, shown to nobody but the officers, and erased on demand."""

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="complainant")
    name = models.CharField(_("name of the person"), max_length=100, blank=True)
    email = models.EmailField(_("mail address"), blank=True)

    class Meta:
        verbose_name = _("complainant")

    def __str__(self):
        return str(self.complaint_id)
