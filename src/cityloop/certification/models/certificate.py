"""The certificate and its events: the facts from which its status follows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.catalogue.models import Service
from cityloop.organisations.models import Organisation, Person


class Certificate(models.Model):
    """What was granted to whom, for what, until when. Its status is the fold of its events.

    Without a service it is about its holder: a city, or another organisation.
    """

    class Status(models.TextChoices):
        VALID = "valid", _("Valid")
        SUSPENDED = "suspended", _("Suspended")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")
        SUPERSEDED = "superseded", _("Superseded")

    number = models.CharField(_("number"), max_length=40, unique=True)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="certificate")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="certificates")
    issued_on = models.DateField(_("issued"))
    valid_until = models.DateField(_("valid until"))
    renewal_opens = models.DateField(_("renewal opens"))
    grade = models.CharField(_("grade"), max_length=10, blank=True)
    content = models.JSONField(_("content"), help_text=_("what was certified; its canonical JSON has the digest"))
    digest = models.CharField("sha256", max_length=64, unique=True)
    # Folded from the events when they are written; a page also compares `valid_until` with the day it is read.
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.VALID)

    class Meta:
        verbose_name = _("certificate")
        ordering = ["-issued_on", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=models.F("issued_on")), name="a_certificate_is_valid_for_some_time"
            )
        ]

    def __str__(self):
        return self.number

    @property
    def subject(self):
        """What is certified: the service, or the organisation that holds the certificate."""
        return self.service or self.holder


class CertificateEvent(models.Model):
    """Something that happened to a certificate, with its reason. Appended."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("Issued")
        SUSPENDED = "suspended", _("Suspended")
        REINSTATED = "reinstated", _("Suspension lifted")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")
        SUPERSEDED = "superseded", _("Superseded by a new certificate")

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("event"), max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    reason = models.TextField(_("reason"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("event of a certificate")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.certificate_id} {self.kind}"


class CertificatePaper(models.Model):
    """A PDF of a certificate that was given out: its hash, by which anybody can check the file they hold. Appended."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="papers")
    language = models.CharField(_("language"), max_length=2)
    says = models.CharField(_("status on the paper"), max_length=12, choices=Certificate.Status.choices)
    sha256 = models.CharField("sha256", max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))
    given_at = models.DateTimeField(_("first given out"))

    class Meta:
        verbose_name = _("paper of a certificate")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="a_paper_of_a_certificate_has_a_hash_of_its_own")
        ]

    def __str__(self):
        return f"{self.certificate_id} {self.language} {self.sha256[:12]}"
