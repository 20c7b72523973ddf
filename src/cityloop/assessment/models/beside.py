"""Two people write the same answer at once: the second one's text is kept beside the first, until one settles it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.dossier import Dossier
from cityloop.organisations.models import Person


class TextBeside(models.Model):
    """A text that somebody saved while another's had come in between. Neither is lost: both are shown."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="texts_beside")
    key = models.CharField(_("question"), max_length=200)
    value = models.JSONField(_("text"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    taken = models.BooleanField(_("it became the answer"), default=False)

    class Meta:
        verbose_name = _("text beside the answer")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, taken=False)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_text_beside_is_settled_by_somebody",
            )
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.key}"
