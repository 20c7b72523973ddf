"""The cities in which a service runs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.catalogue.models.service import Service
from cityloop.language import bilingual, country_name
from cityloop.organisations.models import Person


class ServiceCity(models.Model):
    """A service runs, is tried or is planned in a city, and who says so. Appended: the last word counts."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="cities")
    code = models.SlugField(_("code of the city"), max_length=60, help_text=_("its English name in small letters"))
    city_ko = models.CharField(_("city in Korean"), max_length=100, blank=True)
    city_en = models.CharField(_("city in English"), max_length=100)
    city = bilingual("city")
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 alpha-2"))
    operation = models.CharField(_("operation"), max_length=10, choices=Service.Operation.choices)
    since_year = models.PositiveSmallIntegerField(_("since (year)"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    simulated = models.BooleanField(_("simulated"), default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("city where a service runs")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(city_en=""), name="a_city_where_a_service_runs_has_a_name"
            ),
        ]
        indexes = [models.Index(fields=["country", "code"], name="services_of_a_city")]

    def __str__(self):
        return f"{self.service_id} {self.code} {self.operation}"

    @property
    def standing(self) -> str:
        """How it stands there, in words."""
        return self.get_operation_display()

    @property
    def place(self) -> str:
        """City and country in the reader's language."""
        return f"{self.city}, {country_name(self.country)}"
