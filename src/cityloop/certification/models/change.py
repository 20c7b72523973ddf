"""Changes that the holder reports: ISO/IEC 17065 7.10."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.certification.models.proceeding import Proceeding


class Change(Proceeding):
    """A change of what was certified, as its holder reports it, and what the operating body makes of it."""

    class What(models.TextChoices):
        NAME = "name", _("Name of the holder or of the service")
        OWNERSHIP = "ownership", _("Ownership or legal form")
        SITE = "site", _("Site")
        VERSION = "version", _("Version")
        FUNCTION = "function", _("Function")

    what = models.CharField(_("what changes"), max_length=10, choices=What.choices)
    takes_effect_on = models.DateField(_("takes effect on"))

    class Meta:
        verbose_name = _("Report of a change")
