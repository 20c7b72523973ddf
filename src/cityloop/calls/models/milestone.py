"""What is due under an agreement, what was handed in for it, and what was said of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.calls.models.agreement import Agreement
from cityloop.calls.models.award import Award
from cityloop.language import bilingual
from cityloop.organisations.models import Person


class Milestone(models.Model):
    """Something due on a day, and the instalment that follows it. `state` is folded from reports and verdicts."""

    class State(models.TextChoices):
        OPEN = "open", _("To be handed in")
        HANDED_IN = "handed_in", _("Report handed in")
        RETURNED = "returned", _("Report returned")
        ACCEPTED = "accepted", _("Report accepted")
        DROPPED = "dropped", _("No longer due")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField(_("position"))
    code = models.CharField(_("code"), max_length=100)
    title_ko = models.CharField(_("title in Korean"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300)
    title = bilingual("title")
    due_on = models.DateField(_("due on"), db_index=True)
    amount = models.BigIntegerField(_("instalment"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)

    class Meta:
        verbose_name = _("milestone")
        ordering = ["agreement", "due_on", "position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "code"], name="a_milestone_is_agreed_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="an_instalment_is_not_negative"),
        ]

    def __str__(self):
        return f"{self.agreement} {self.code}"


class Report(models.Model):
    """What those who were awarded handed in: for a milestone, or (without one) to close the project. Appended.

    `answers` are those of the closing report, by the id of the edition's question.
    """

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="reports")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, null=True, related_name="reports")
    version = models.PositiveSmallIntegerField(_("version"))
    note = models.TextField(_("what was done"))
    answers = models.JSONField(_("answers"), default=dict)
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("handed in"))

    class Meta:
        verbose_name = _("report of a project")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "version"], name="reports_of_a_milestone_are_numbered"),
            models.UniqueConstraint(
                fields=["award", "version"], condition=Q(milestone__isnull=True), name="closing_reports_are_numbered"
            ),
        ]

    def __str__(self):
        return f"{self.award_id} {self.milestone_id or 'closing'} v{self.version}"


class ReportPaper(models.Model):
    """A document of a report, under its hash. Appended."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="papers")
    item = models.CharField(_("asked for as"), max_length=100, blank=True)
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("sha256", max_length=64)

    class Meta:
        verbose_name = _("document of a report")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(sha256=""), name="a_document_has_a_hash")]

    def __str__(self):
        return self.name


class ReportVerdict(models.Model):
    """What the secretariat said of a report, by its digest: accepted, or returned with a reason. Appended; once."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("Report accepted")
        RETURNED = "returned", _("Report returned")

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="verdict")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    digest = models.CharField("sha256", max_length=64)
    reason = models.TextField(_("reason"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    handed_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a report")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("handed_in_by")), name="nobody_accepts_their_own_report"),
            models.CheckConstraint(
                condition=Q(verdict="accepted") | ~Q(reason=""), name="a_returned_report_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.report} {self.verdict}"
