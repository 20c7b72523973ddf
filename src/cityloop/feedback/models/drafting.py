"""Drafts of a scheme's next edition, tried against its record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition
from cityloop.organisations.models import Person


class Draft(models.Model):
    """A draft of a scheme's next edition: the edition it starts from, and the number of its last version.

    Without a base it is the first edition of a scheme of which nothing is published yet.
    """

    base = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts")
    kind = models.CharField(_("kind"), max_length=10, choices=Edition.Kind.choices)
    scheme = models.CharField(_("scheme or programme"), max_length=80)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    version = models.PositiveIntegerField(_("version"), default=1)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft of an edition")
        ordering = ["-changed_at"]

    def __str__(self):
        return self.title


class DraftVersion(models.Model):
    """The whole text of a draft as somebody saved it. Appended: what was proposed and approved stays readable."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"), help_text=_("the whole edition as data"))
    source = models.TextField(_("YAML as it was written"), blank=True, help_text=_("with its comments"))
    digest = models.CharField("sha256", max_length=64)
    faults = models.PositiveIntegerField(_("faults that keep it from being an edition"))
    what = models.CharField(_("what was changed"), max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a draft")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="a_version_of_a_draft_is_saved_once")]

    def __str__(self):
        return f"{self.draft_id} v{self.number}"


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


class Reexamination(models.Model):
    """The rules were examined for whether they still fit, by the day they were due (Art. 18). Appended."""

    scheme = models.CharField(_("scheme"), max_length=80)
    due = models.DateField(_("due"))
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="reexaminations")
    finding = models.TextField(_("finding of the examination"), help_text=_("what was found, and what follows"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("re-examination of the rules")
        ordering = ["due", "pk"]
        constraints = [models.UniqueConstraint(fields=["scheme", "due"], name="rules_are_examined_once_a_term")]

    def __str__(self):
        return f"{self.scheme} {self.due}"
