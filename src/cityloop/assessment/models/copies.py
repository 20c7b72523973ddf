"""What reviewers read in place of a file, where a call hides who applies."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.dossier import Evidence


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
