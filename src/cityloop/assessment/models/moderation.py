"""Assessors are asked to look at their marks again: in a new round of their sheets, beside the earlier one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.case import Case
from cityloop.organisations.models import Person


class Moderation(models.Model):
    """A round of moderation on a case: why it was opened, and what the calibration said then. Appended.

    Whoever is asked has a sheet of this `round`; the sheets of earlier rounds stay as they were handed in.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moderations")
    round = models.PositiveSmallIntegerField(_("round"))
    reason = models.TextField(_("reason"))
    finding = models.JSONField(_("finding"), default=dict, help_text=_("what the calibration said of the case"))
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("moderation")
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="a_round_is_moderated_once"),
            models.CheckConstraint(condition=models.Q(round__gt=1), name="moderation_follows_a_first_round"),
        ]

    def __str__(self):
        return f"{self.case_id} round {self.round}"
