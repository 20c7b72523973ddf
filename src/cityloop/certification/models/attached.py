"""The file that came with a row: kept under its hash, or none."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attached(models.Model):
    """A file that came with a row, kept under its hash; or none."""

    name = models.CharField(_("file name"), max_length=255, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField("sha256", max_length=64, blank=True)

    class Meta:
        abstract = True
