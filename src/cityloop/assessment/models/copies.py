"""What reviewers read in place of a file, where a call hides who applies."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.dossier import Evidence
from cityloop.organisations.models import Person


class CleanCopy(models.Model):
    """A copy of a piece of evidence without what its file says of its makers; or why there is none. Appended.

    The piece itself stays as it was received, under its own hash.
    """

    class Problem(models.TextChoices):
        ADDRESS = "address", _("An address on the web may say who applies.")
        KIND = "kind", _("Files of this format cannot be freed of what they say of their makers.")
        BROKEN = "broken", _("The file could not be read to take out what it says of its makers.")
        NAMES = "names", _("Its text names whoever applies.")

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="clean_copy")
    sha256 = models.CharField("sha256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    problem = models.CharField(_("why there is none"), max_length=10, choices=Problem.choices, blank=True)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("copy without metadata")
        constraints = [
            models.CheckConstraint(
                condition=(Q(problem="") & ~Q(sha256="")) | (~Q(problem="") & Q(sha256="")),
                name="a_copy_has_a_hash_or_says_why_there_is_none",
            )
        ]

    def __str__(self):
        return f"{self.evidence_id} {self.sha256[:12] or self.problem}"


class UnreadPages(models.Model):
    """Pages of a piece of evidence without words that could be read: pictures, scans. Nobody asked them for names."""

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="unread")
    pages = models.JSONField(_("pages"), help_text=_("their numbers, from 1"))

    class Meta:
        verbose_name = _("pages not read")

    def __str__(self):
        return f"{self.evidence_id}: {len(self.pages)}"


class Disclosure(models.Model):
    """What an officer who looked at a file decided: that reviewers read it, or that they do not. The last one holds.

    `sha256` is what reviewers read from then on. Appended.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="disclosures")
    shown = models.BooleanField(_("shown to reviewers"))
    sha256 = models.CharField("sha256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("decision on showing a file")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(shown=True) & ~Q(sha256="")) | Q(shown=False, sha256=""),
                name="a_file_that_is_shown_has_a_hash",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="showing_a_file_or_not_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.evidence_id} {self.sha256[:12] or '–'}"
