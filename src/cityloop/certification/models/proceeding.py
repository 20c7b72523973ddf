"""What goes on after the decision: proceedings, their steps, what was filed in them. ISO/IEC 17065 7.9-7.13."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.certification.models.certificate import Certificate
from cityloop.organisations.models import Organisation, Person


class Proceeding(models.Model):
    """A matter about a certificate, a decision, the mark or an evaluation body, on its way through its own table.

    `party` is the organisation whose interest it is; it sees the proceeding once it has been told of it.
    """

    class Kind(models.TextChoices):
        WITHDRAWAL = "withdrawal", _("Withdrawal")
        APPEAL = "appeal", _("Appeal")
        SURVEILLANCE = "surveillance", _("Surveillance")
        CHANGE = "change", _("Report of a change")
        COMPLAINT = "complaint", _("Complaint")
        INQUIRY = "inquiry", _("Inquiry into an evaluation body")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    reference = models.CharField(_("reference"), max_length=40, unique=True)
    scheme = models.CharField(_("scheme or programme"), max_length=80, db_index=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="proceedings")
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="proceedings"
    )
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="proceedings")
    because = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="led_to", verbose_name=_("arose from")
    )
    state = models.CharField(_("state"), max_length=30, db_index=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField(_("in this state since"))
    told_at = models.DateTimeField(_("told to the party"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    due_on = models.DateField(_("next step due"), null=True, blank=True)
    simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        verbose_name = _("proceeding")
        ordering = ["-opened_at", "reference"]

    def __str__(self):
        return self.reference


class ProceedingEvent(models.Model):
    """A step of a proceeding: who, when, from which state to which, and the reason given. Appended."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="events")
    action = models.CharField(max_length=40)
    before = models.CharField(max_length=30, blank=True)
    after = models.CharField(max_length=30)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(_("reason"), blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)

    class Meta:
        verbose_name = _("step of a proceeding")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.proceeding_id}: {self.before} → {self.after}"


class FiledPaper(models.Model):
    """A file handed in with a step of a proceeding, kept under its hash. Appended."""

    event = models.ForeignKey(ProceedingEvent, on_delete=models.PROTECT, related_name="papers")
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField("sha256", max_length=64)

    class Meta:
        verbose_name = _("paper of a proceeding")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "sha256"], name="a_paper_is_handed_in_once_with_a_step")
        ]

    def __str__(self):
        return self.name
