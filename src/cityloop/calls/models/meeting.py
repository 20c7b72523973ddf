"""The panel of a round: one meeting over all its proposals, that makes what was agreed on each of them consistent."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case, Notice
from cityloop.organisations.models import Person


class PanelMeeting(models.Model):
    """A panel looks across the proposals of a track's round. Appended; once a round."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="panels")
    track = models.CharField(_("track"), max_length=80)
    committee = models.PositiveSmallIntegerField(_("year of the committee"), default=0)
    members = models.ManyToManyField(Person, related_name="+", verbose_name=_("members"))
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        verbose_name = _("panel meeting")
        ordering = ["-opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "track", "committee"], name="a_round_has_one_panel"),
        ]

    def __str__(self):
        return f"{self.notice.number} {self.track}"

    @property
    def scheme(self) -> str:
        """The programme that it belongs to."""
        return self.notice.edition.scheme


class PanelAdjustment(models.Model):
    """The panel moved marks of one proposal, for a reason; what was agreed before stays beside it. Appended."""

    meeting = models.ForeignKey(PanelMeeting, on_delete=models.PROTECT, related_name="adjustments")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="panel_adjustments")
    version = models.PositiveSmallIntegerField(_("version"))
    before = models.JSONField(_("marks before"), help_text=_("by criterion"))
    marks = models.JSONField(_("marks"), help_text=_("by criterion"))
    reason = models.TextField(_("reason"))
    absent = models.JSONField(_("who left for this proposal"), default=list, help_text=_("codes of people"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("marks moved by the panel")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="moves_of_a_panel_are_numbered"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_panel_moves_marks_for_a_reason"),
        ]

    def __str__(self):
        return f"{self.case_id} {self.version}"


class PanelClosing(models.Model):
    """The panel ends: its minutes, and the order in which it put proposals that were still tied. Appended; once."""

    meeting = models.OneToOneField(PanelMeeting, on_delete=models.PROTECT, related_name="closing")
    minutes = models.TextField(_("minutes"))
    order = models.JSONField(_("order of the tied"), default=list, help_text=_("references, the first before the next"))
    digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("end of a panel")
        constraints = [models.CheckConstraint(condition=~Q(minutes=""), name="a_panel_ends_with_minutes")]

    def __str__(self):
        return str(self.meeting)
