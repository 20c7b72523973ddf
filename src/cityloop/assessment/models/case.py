"""A case: one application or proposal on its way through its procedure."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.edition import Edition
from cityloop.assessment.models.notice import Notice
from cityloop.catalogue.models import Service
from cityloop.language import bilingual
from cityloop.organisations.models import Organisation, Person


class Case(models.Model):
    """One application under one edition. Its states are those of the procedure's workflow table.

    The edition is the one in force when the case was opened, and stays. It says what a case is about: a service, the
    organisation that applies (a city, a body to be designated), or what is proposed.
    """

    class About(models.TextChoices):
        SERVICE = "service", _("A service")
        ORGANISATION = "organisation", _("An organisation")
        PROPOSAL = "proposal", _("A proposal")

    veiled = False
    """Whether names were taken off this copy of the row (`queries.veil`): such a copy is shown and never saved."""

    reference = models.CharField(_("reference"), max_length=40, unique=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cases")
    profile = models.CharField(_("field profile or track"), max_length=40, blank=True)
    mock = models.BooleanField(_("mock certification"), default=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    about = models.CharField(_("subject of the case"), max_length=12, choices=About.choices, default=About.SERVICE)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    applicant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    title_ko = models.CharField(_("title in Korean"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    title = bilingual("title")
    state = models.CharField(_("state"), max_length=30, db_index=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField(_("in this state since"))
    received_at = models.DateTimeField(_("received"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    due_on = models.DateField(_("next step due"), null=True, blank=True)
    simulated = models.BooleanField(_("simulated"), default=False)
    record = models.CharField(
        _("public record"), max_length=200, blank=True, help_text=_("the open record that this case replays, if any")
    )
    # Folded from the latest outcome when it is written.
    outcome_status = models.CharField(max_length=12, blank=True)
    outcome_points = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = _("case")
        ordering = ["-opened_at", "reference"]
        indexes = [models.Index(fields=["-opened_at", "reference"], name="case_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(about="service", service__isnull=False) | (~Q(about="service") & Q(service__isnull=True)),
                name="a_case_about_a_service_names_it_and_no_other_does",
            ),
            models.CheckConstraint(
                condition=~Q(state="excluded") | Q(outcome_status="", outcome_points__isnull=True),
                name="whatever_is_excluded_has_no_points",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def save(self, *args, **kwargs):
        if self.veiled:
            raise ValueError("A veiled copy of a case is not saved.")
        super().save(*args, **kwargs)

    @property
    def subject(self):
        """What would be certified: the service, or the organisation that applies; None for a proposal."""
        if self.about == self.About.SERVICE:
            return self.service
        return self.applicant if self.about == self.About.ORGANISATION else None


class Series(models.Model):
    """Numbers given out within one series and year: the row is locked, so that no number is given twice."""

    prefix = models.CharField(_("prefix"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number given"), default=0)

    class Meta:
        verbose_name = _("series of numbers")
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="a_series_counts_once_a_year")]

    def __str__(self):
        return f"{self.prefix} {self.year}: {self.last}"


class CaseEvent(models.Model):
    """A case passed from one state to another: who, when, and the reason given. Appended."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    action = models.CharField(max_length=40)
    before = models.CharField(max_length=30, blank=True)
    after = models.CharField(max_length=30)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("event of a case")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.case_id}: {self.before} → {self.after}"
