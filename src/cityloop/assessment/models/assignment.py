"""Panels of a round staged in versions: kept, compared, changed by hand, and one of them published once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.edition import Edition
from cityloop.assessment.models.notice import Notice
from cityloop.organisations.models import Person


class Assignment(models.Model):
    """The panels of the cases of a round, while they are staged and after they were published. Appended."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="assignments")
    profile = models.CharField(_("field profile or track"), max_length=40, blank=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("assignment")
        ordering = ["opened_at", "pk"]

    def __str__(self):
        return f"{self.edition} {self.profile} {self.opened_at:%Y-%m-%d}"


class AssignmentVersion(models.Model):
    """One way to fill the panels, as it was shown: the rules it was computed by, who sits where, its figures.

    `inputs` is the digest of the situation that it holds in, `digest` that of all of it. Appended.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True, help_text=_("why it was changed by hand"))
    parameters = models.JSONField(_("rules"), default=dict)
    panels = models.JSONField(_("panels"), default=dict, help_text=_("codes of people by reference"))
    figures = models.JSONField(_("figures"), default=dict)
    inputs = models.CharField(max_length=64)
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of an assignment")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "number"], name="a_version_of_an_assignment_has_its_number"),
            models.UniqueConstraint(fields=["assignment", "digest"], name="a_version_of_an_assignment_is_kept_once"),
            models.CheckConstraint(
                condition=Q(based_on__isnull=True) | ~Q(reason=""), name="panels_are_changed_by_hand_for_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.assignment_id} v{self.number}"


class AssignmentPublication(models.Model):
    """One version was published and everybody in it seated. Appended; an assignment is published once."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="publication")
    version = models.ForeignKey(AssignmentVersion, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("publication of an assignment")

    def __str__(self):
        return f"{self.version_id} {self.at:%Y-%m-%d}"
