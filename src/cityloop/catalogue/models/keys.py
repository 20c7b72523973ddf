"""Keys with which programs read the open data more often than without."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.organisations.models import Person

PER_MINUTE = 1_200


class DataKey(models.Model):
    """A key of a person's program. Only its digest is kept: the key itself is shown once."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_keys")
    name = models.CharField(_("name"), max_length=80)
    beginning = models.CharField(_("begins with"), max_length=12)
    digest = models.CharField("sha256", max_length=64, unique=True)
    per_minute = models.PositiveIntegerField(_("calls a minute"), default=PER_MINUTE)
    made_at = models.DateTimeField(_("made"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("key for open data")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.beginning}… {self.name}"
