"""What the closed cases of an edition came to, stored so that statistics never count ten thousand cases anew."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition


class RoundFigures(models.Model):
    """The fold of the closed cases of one edition, by notice and field, up to an event. Made anew when more close."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="figures")
    through = models.PositiveBigIntegerField(_("number of the last event counted"))
    cases = models.PositiveIntegerField(_("closed cases"))
    content = models.JSONField(_("content"), help_text=_("a list of notice, field and figures"))
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("figures of a round")

    def __str__(self):
        return f"{self.edition_id}: {self.cases}"
