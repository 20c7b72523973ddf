"""Indicator values of cities: handed in, looked at, then appended by the file, each traceable to its line."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition
from cityloop.consulting.models.city import City
from cityloop.organisations.models import Person


class ValuesDraft(models.Model):
    """Files of values that a person handed in and looks at before anything is taken in; kept until they decide."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for your confirmation")
        TAKEN_IN = "taken_in", _("Taken in")
        DROPPED = "dropped", _("Dropped")

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="drafts")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("source"), max_length=300)
    files = models.JSONField(_("files"), help_text=_("name and sha256 of each"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        verbose_name = _("values handed in")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "edition", "person"],
                condition=Q(state="waiting"),
                name="a_person_looks_at_one_set_of_files_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.city_id}: {', '.join(file['name'] for file in self.files)}"


class IndicatorImport(models.Model):
    """A file of values as it was taken in: its hash, who gave it, and what it says about its source. Appended."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField("sha256", max_length=64)
    source = models.CharField(_("source"), max_length=300)
    simulated = models.BooleanField(_("simulated"), default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    cells = models.PositiveIntegerField(_("cells in the file"))
    added = models.PositiveIntegerField(_("values added"))

    class Meta:
        verbose_name = _("import of values")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.name} {self.sha256[:12]}"


class IndicatorValue(models.Model):
    """What is known of one indicator of one city, or which kind of nothing. The last row of a cell counts. Appended."""

    class Status(models.TextChoices):
        KNOWN = "known", _("Known")
        MISSING = "missing", _("No data")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")
        ASKED = "asked", _("Asked for")

    class Quality(models.TextChoices):
        MEASURED = "measured", _("Accurate measurement")
        SURVEY = "survey", _("Extrapolated from a survey")
        HIGHER_LEVEL = "higher_level", _("Extrapolated from data of a larger area")
        ASSUMPTION = "assumption", _("Estimated on assumptions")
        PERSONAL = "personal", _("A personal estimate")
        UNTRACEABLE = "untraceable", _("Unknown, not traceable")

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="values")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField(_("indicator"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=15, choices=Status.choices)
    value = models.FloatField(_("value"), null=True, blank=True)
    quality = models.CharField(_("data quality"), max_length=15, choices=Quality.choices, blank=True)
    note = models.CharField(
        _("remark"), max_length=300, blank=True, help_text=_("why it does not apply, of whom it was asked")
    )
    taken_from = models.ForeignKey(IndicatorImport, on_delete=models.PROTECT, related_name="values")
    line = models.PositiveIntegerField(_("line of the file"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("indicator value")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["city", "edition", "indicator"], name="value_by_city_and_indicator")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="known", value__isnull=False) | (~Q(status="known") & Q(value__isnull=True)),
                name="a_known_value_is_a_number",
            ),
            models.UniqueConstraint(fields=["taken_from", "line"], name="a_line_gives_one_value"),
        ]

    def __str__(self):
        return f"{self.city_id} {self.indicator}: {self.value}"


class Coverage(models.Model):
    """How much of a framework a city knows; folded from its values when they are written, so that lists only read."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="coverage")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    indicators = models.PositiveIntegerField(_("indicators of the framework"))
    known = models.PositiveIntegerField(_("known"))
    missing = models.PositiveIntegerField(_("no data"))
    not_applicable = models.PositiveIntegerField(_("not applicable"))
    asked = models.PositiveIntegerField(_("asked for"))
    population = models.FloatField(null=True, help_text=_("as the framework measures it, to choose peers by"))
    income = models.FloatField(null=True, help_text=_("as the framework measures it, to choose peers by"))
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("coverage")
        constraints = [models.UniqueConstraint(fields=["city", "edition"], name="a_city_has_one_coverage_an_edition")]

    def __str__(self):
        return f"{self.city_id}: {self.known}"
