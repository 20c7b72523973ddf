"""Programmes' published past: what was announced for each year, and the projects that were named."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.language import bilingual, country_name


class PublishedTotal(models.Model):
    """What a programme's owner announced about one year. Unknown stays unknown; totals are never made to add up."""

    programme = models.CharField(_("programme"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    applications = models.PositiveIntegerField(_("applications"), null=True)
    applicant_countries = models.PositiveIntegerField(_("countries that applied"), null=True)
    selected = models.PositiveIntegerField(_("selected"), null=True)
    selected_countries = models.PositiveIntegerField(_("countries selected"), null=True)
    cumulative_projects = models.PositiveIntegerField(_("projects so far, as announced"), null=True)
    cumulative_countries = models.PositiveIntegerField(_("countries so far, as announced"), null=True)
    parts = models.JSONField(
        _("projects so far by type"),
        default=dict,
        blank=True,
        help_text=_("as announced: the code of a type and a count"),
    )
    source = models.CharField(_("source"), max_length=200)
    unconfirmed = models.BooleanField(
        _("not confirmed"), default=False, help_text=_("quoted at second hand: the original was not at hand")
    )

    class Meta:
        verbose_name = _("published total")
        ordering = ["programme", "year"]
        constraints = [models.UniqueConstraint(fields=["programme", "year"], name="a_year_is_announced_once")]

    def __str__(self):
        return f"{self.programme} {self.year}"

    @property
    def figures(self):
        """The announced numbers in the order in which a table shows them."""
        return (self.applications, self.applicant_countries, self.selected, self.cumulative_projects)


class Project(models.Model):
    """A project that a source names. A city, title or company that nobody named is empty, not guessed."""

    programme = models.CharField(_("programme"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"), db_index=True)
    type = models.CharField(_("type"), max_length=60, blank=True, help_text=_("the code that the source uses"))
    type_name_ko = models.CharField(_("type in Korean"), max_length=100, blank=True)
    type_name_en = models.CharField(_("type in English"), max_length=100, blank=True)
    type_name = bilingual("type_name")
    country = models.CharField(_("country"), max_length=2, db_index=True)
    country_as_printed = models.CharField(
        _("country as the source prints it"), max_length=60, blank=True, help_text=_("only where it differs")
    )
    city_ko = models.CharField(_("city in Korean"), max_length=100, blank=True)
    city_en = models.CharField(_("city in English"), max_length=100, blank=True)
    city = bilingual("city")
    title_ko = models.CharField(_("title in Korean"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    title = bilingual("title")
    company = models.CharField(_("company"), max_length=100, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    awarded_on = models.DateField(_("awarded on"), null=True)
    result_ko = models.TextField(_("what came of it, in Korean"), blank=True)
    result_en = models.TextField(_("what came of it, in English"), blank=True)
    result = bilingual("result")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("project")
        ordering = ["-year", "type", "country", "city_en", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | (Q(amount__gte=0) & ~Q(currency="")),
                name="an_amount_has_its_currency",
            )
        ]

    def __str__(self):
        return f"{self.year} {self.country} {self.city}"

    @property
    def kind(self) -> str:
        """The type as it is called; its code in words where nobody named it."""
        return self.type_name or self.type.replace("_", " ")

    @property
    def place(self) -> str:
        """City and country in the reader's language; the country alone where no city was named."""
        country = country_name(self.country)
        return f"{self.city}, {country}" if self.city else country
