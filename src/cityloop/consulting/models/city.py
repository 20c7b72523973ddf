"""A city, and what the public record says of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.language import bilingual
from cityloop.organisations.models import Organisation


class City(models.Model):
    """A city or district that is compared and advised. What it measures of itself are its `values`."""

    class Region(models.TextChoices):
        NORTHERN_EUROPE = "northern-europe", _("Northern Europe")
        WESTERN_EUROPE = "western-europe", _("Western Europe")
        SOUTHERN_EUROPE = "southern-europe", _("Southern Europe")
        CENTRAL_EASTERN_EUROPE = "central-and-eastern-europe", _("Central and Eastern Europe")
        EASTERN_ASIA = "eastern-asia", _("Eastern Asia")
        ELSEWHERE = "elsewhere", _("Elsewhere")

    class Class(models.TextChoices):
        LARGE = "large", _("Large city (500,000 or more)")
        SMALL_MEDIUM = "small_medium", _("Small or medium-sized city (below 500,000)")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_ko = models.CharField(_("name in Korean"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    name = bilingual("name")
    spellings = models.JSONField(
        _("other spellings"), default=list, help_text=_("names under which files of values know the city")
    )
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 alpha-2"))
    region = models.CharField(_("region"), max_length=30, choices=Region.choices)
    city_class = models.CharField(_("class"), max_length=12, choices=Class.choices, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cities",
        verbose_name=_("who acts for it"),
    )
    simulated = models.BooleanField(_("simulated"), default=False)
    registered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("city")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_city_is_on_the_globe",
            )
        ]

    def __str__(self):
        return self.name


class CityRecord(models.Model):
    """A certification of a city as the press reported it: no act of this platform. Appended."""

    class Event(models.TextChoices):
        CERTIFIED = "certified", _("Certified")
        RENEWED = "renewed", _("Renewed")

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="records")
    year = models.PositiveSmallIntegerField(_("year"))
    event = models.CharField(_("event"), max_length=10, choices=Event.choices)
    source = models.CharField(_("source"), max_length=300)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("certification on record")
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["city", "year", "event"], name="a_certification_is_on_record_once")
        ]

    def __str__(self):
        return f"{self.city_id} {self.year} {self.event}"
