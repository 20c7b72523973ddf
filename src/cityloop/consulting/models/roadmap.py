"""What a city will start in which year, with everything that it was planned from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.consulting.models.consultation import Consultation
from cityloop.organisations.models import Person


class Roadmap(models.Model):
    """Services by year under budgets and staff; the digest covers all that went in and came out.

    Appended: to move a service is to make another version, which names the one it was made from.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="roadmaps")
    version = models.PositiveIntegerField(_("version"))
    made_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    inputs = models.JSONField(_("what it was planned from"))
    result = models.JSONField(_("result"))
    digest = models.CharField("sha256", max_length=64)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    chosen = models.PositiveIntegerField(_("services in the roadmap"))
    spent = models.FloatField(_("cost of all years"), help_text=_("KRW million"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("roadmap")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "version"], name="a_roadmap_has_its_own_version"),
            models.CheckConstraint(
                condition=Q(first_year__lte=models.F("last_year")), name="a_roadmap_ends_no_earlier_than_it_begins"
            ),
        ]

    def __str__(self):
        return f"{self.consultation_id} v{self.version}"
