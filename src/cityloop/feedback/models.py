"""What the record says about a scheme, and drafts of its next edition tried against it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition
from cityloop.organisations.models import Person


class CriterionReport(models.Model):
    """How every criterion of an edition behaved over all marks so far. Appended; the last one counts."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="criterion_reports")
    cases = models.PositiveIntegerField(_("cases"))
    marks = models.PositiveIntegerField(_("marks"))
    content = models.JSONField(_("content"), help_text=_("one entry a criterion, and the agreement of assessors"))
    digest = models.CharField("sha256", max_length=64)
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("criterion report")
        ordering = ["computed_at", "pk"]

    def __str__(self):
        return f"{self.edition_id}: {self.cases}"


class Draft(models.Model):
    """A draft of a scheme's next edition: the edition it starts from, and the values changed so far."""

    base = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="drafts")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    changes = models.JSONField(_("changes"), default=dict, help_text=_("path of a value: its new value"))
    version = models.PositiveIntegerField(_("version"), default=1)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft of an edition")
        ordering = ["-changed_at"]

    def __str__(self):
        return self.title


class Replay(models.Model):
    """A draft tried over the whole record: who would have moved, and why. Appended."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="replays")
    version = models.PositiveIntegerField(_("version of the draft"))
    digest = models.CharField("sha256", max_length=64, help_text=_("of the draft edition that was tried"))
    cases = models.PositiveIntegerField(_("cases"))
    moved = models.PositiveIntegerField(_("cases that move"))
    content = models.JSONField(_("content"), help_text=_("class of the change, and every case with its reason"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("replay")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.draft_id} v{self.version}: {self.moved}/{self.cases}"
