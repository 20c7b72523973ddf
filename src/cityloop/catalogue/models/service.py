"""Smart-city services and what makes them findable."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.language import bilingual, current
from cityloop.organisations.models import Organisation, Person

CODE = r"[A-Za-z0-9][A-Za-z0-9._~-]*"


class ServiceImport(models.Model):
    """A file of services entered at once: the batch is what the audit record speaks of."""

    source = models.CharField(_("source"), max_length=300)
    file = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField("sha256", max_length=64)
    services = models.PositiveIntegerField(_("services"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("import of services")

    def __str__(self):
        return f"{self.file} ({self.services})"


class Service(models.Model):
    """The thing certified and published: a smart-city service in the sense of Act Art. 2."""

    class Type(models.TextChoices):
        UNIT = "unit", _("Unit service")
        NETWORK_LINKED = "network_linked", _("Network-linked service")
        DATA_HUB = "data_hub", _("Data-hub service")

    class Operation(models.TextChoices):
        PLANNED = "planned", _("Planned")
        TRIAL = "trial", _("In trial")
        LIVE = "live", _("In operation")
        ENDED = "ended", _("No longer in operation")

    code = models.CharField(_("code"), max_length=80, unique=True, validators=[RegexValidator(rf"^{CODE}\Z")])
    name_ko = models.CharField(_("name in Korean"), max_length=300, blank=True)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    name = bilingual("name")
    summary_ko = models.TextField(_("summary in Korean"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    summary = bilingual("summary")
    provider = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("provider"),
    )
    type = models.CharField(_("type"), max_length=20, choices=Type.choices, blank=True)
    operation = models.CharField(_("operation"), max_length=10, choices=Operation.choices, blank=True)
    countries = models.CharField(_("countries"), max_length=200, blank=True, help_text=_("ISO codes, by comma"))
    start_year = models.PositiveSmallIntegerField(_("running since"), null=True, blank=True)
    facts = models.JSONField(default=dict, help_text=_("technologies, problems, costs, interfaces: what is known"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    simulated = models.BooleanField(_("simulated"), default=False)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1, help_text=_("counts changes, so that a stale form is noticed"))
    listed_at = models.DateTimeField(_("in the public directory since"), null=True, blank=True, db_index=True)
    withdrawn_at = models.DateTimeField(_("taken out of the public directory"), null=True, blank=True, db_index=True)
    withdrawn_because = models.TextField(_("why it was taken out"), max_length=1_000, blank=True)
    # Folded from the certificate's facts when they are written, so that no list computes per row.
    certificate_number = models.CharField(_("certificate"), max_length=40, blank=True, db_index=True)
    certificate_status = models.CharField(max_length=12, blank=True)
    certified_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("service")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(listed_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="a_withdrawn_service_is_not_listed",
            )
        ]

    def __str__(self):
        return self.name or self.code

    @property
    def name_language(self) -> str:
        """The language of the name that is shown, where it is not the reader's; else nothing."""
        return "" if getattr(self, f"name_{current()}") else "en" if current() == "ko" else "ko"

    @property
    def country_codes(self) -> list[str]:
        """ISO 3166-1 alpha-2 codes of the countries where it runs."""
        return [code for code in self.countries.split(",") if code]


class ServiceField(models.Model):
    """A service belongs to one or more of the twelve fields of Decree Art. 2; `field` is an id of fields.yaml."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="service_fields")
    field = models.CharField(_("field"), max_length=40, db_index=True)

    class Meta:
        verbose_name = _("field of a service")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["service", "field"], name="a_service_has_a_field_once")]

    def __str__(self):
        return self.field


class ServiceVersion(models.Model):
    """What was said about a service until a change: its number is the revision that ended. Appended."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"), help_text=_("the columns described, fields and provider"))
    digest = models.CharField("sha256", max_length=64)
    until = models.DateTimeField(_("said until"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("earlier version of a service")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["service", "number"], name="a_version_of_a_service_stands_once")]

    def __str__(self):
        return f"{self.service_id} {self.number}"
