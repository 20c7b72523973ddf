"""Marks, and the outcome computed from them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.case import Case
from cityloop.assessment.models.edition import Edition
from cityloop.organisations.models import Person


class MarkSheet(models.Model):
    """One assessor's work on one case in one round; handed in with a digest of the marks that count."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sheets")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sheets")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    digest = models.CharField("sha256", max_length=64, blank=True)

    class Meta:
        verbose_name = _("mark sheet")
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "round"], name="an_assessor_has_one_sheet_a_round"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, digest="") | (Q(submitted_at__isnull=False) & ~Q(digest="")),
                name="a_sheet_handed_in_has_a_digest",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "case"], condition=Q(submitted_at__isnull=True), name="sheet_being_marked")
        ]

    def __str__(self):
        return f"{self.case_id} {self.person_id} {self.round}"


class Mark(models.Model):
    """One assessor's answer on one criterion. A change is a new row; the last one counts.

    `mark` is empty where the assessor says that the criterion does not apply here.
    """

    sheet = models.ForeignKey(MarkSheet, on_delete=models.PROTECT, related_name="marks")
    criterion = models.CharField(_("criterion"), max_length=80)
    mark = models.FloatField(_("mark"), null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(_("confidence"), null=True, blank=True)
    note = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("mark")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["sheet", "criterion"], name="mark_by_sheet_and_criterion")]

    def __str__(self):
        return f"{self.criterion}: {self.mark}"

    @property
    def shown(self) -> int | float | None:
        """The mark without a needless fraction: 3, or 3.5."""
        return int(self.mark) if self.mark is not None and self.mark == int(self.mark) else self.mark


class Outcome(models.Model):
    """What the engine made of a case's marks under its edition, with the reasons. Appended; the last one counts."""

    class Status(models.TextChoices):
        PASS = "pass", _("Pass")
        FAIL = "fail", _("Fail")
        INCOMPLETE = "incomplete", _("Incomplete")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outcomes")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    points = models.FloatField(_("points"), null=True, blank=True)
    grade = models.CharField(_("grade"), max_length=10, blank=True)
    failed = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    nodes = models.JSONField(default=dict, help_text=_("points, status and reasons of every node"))
    digest = models.CharField("sha256", max_length=64)
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("outcome")
        ordering = ["computed_at", "pk"]

    def __str__(self):
        return f"{self.case_id} {self.status} {self.points}"

    @property
    def distance(self) -> float:
        """Points above the pass mark; negative below it."""
        return self.points - self.nodes["cut"]
