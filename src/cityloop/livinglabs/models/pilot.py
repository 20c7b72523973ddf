"""Pilots: one test of a service or measure in a city, who runs it, and where it stands."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.catalogue.models import Service
from cityloop.language import bilingual
from cityloop.organisations.models import Organisation, Person


class Pilot(models.Model):
    """One test of a service or measure in a city. `state` is folded from the events when they are written."""

    class State(models.TextChoices):
        PLANNED = "planned", _("In preparation")
        RUNNING = "running", _("Running")
        HALTED = "halted", _("Halted")
        ENDED = "ended", _("Ended")

    code = models.SlugField(_("code"), unique=True)
    title_ko = models.CharField(_("title in Korean"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    title = bilingual("title")
    question_ko = models.TextField(_("question in Korean"))
    question_en = models.TextField(_("question in English"))
    question = bilingual("question")
    city_ko = models.CharField(_("city in Korean"), max_length=100)
    city_en = models.CharField(_("city in English"), max_length=100)
    city = bilingual("city")
    country = models.CharField(_("country"), max_length=2)
    zone = models.CharField(_("time zone"), max_length=40, default="Asia/Seoul")
    lead = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pilots",
        verbose_name=_("run by"),
        help_text=_("empty for one that is entered from a public record"),
    )
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="pilots", verbose_name=_("service")
    )
    service_version = models.CharField(_("version of the service"), max_length=60, blank=True)
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pilots",
        help_text=_("the award or the certification that it was opened from"),
    )
    opened_from = models.CharField(_("opened from"), max_length=20, blank=True)
    began_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    source = models.CharField(_("source"), max_length=200, blank=True)
    simulated = models.BooleanField(_("simulated"), default=False)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pilot")
        ordering = ["-began_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("began_on")), name="a_pilot_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return self.title


class Site(models.Model):
    """A place where a pilot is measured: treated, or one to compare with. Appended; the last row of a code counts."""

    class Role(models.TextChoices):
        TREATED = "treated", _("Treated place")
        COMPARISON = "comparison", _("Place to compare with")
        LEFT_OUT = "left_out", _("Left out")

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="sites")
    code = models.CharField(_("name in the measurements"), max_length=80)
    name_ko = models.CharField(_("name in Korean"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    name = bilingual("name")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("site of a pilot")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_site_is_on_the_globe",
            )
        ]

    def __str__(self):
        return f"{self.pilot_id} {self.code}"


class Partner(models.Model):
    """An organisation that takes part in a pilot, and as what. Appended."""

    class Part(models.TextChoices):
        HOST = "host", _("Host city")
        PROVIDER = "provider", _("Provider of the service")
        EVALUATOR = "evaluator", _("Measures and evaluates")
        OTHER = "other", _("Other partner")

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("takes part as"), max_length=10, choices=Part.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("partner of a pilot")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pilot", "organisation", "part"], name="a_partner_has_a_part_once")
        ]

    def __str__(self):
        return f"{self.pilot_id} {self.organisation_id} {self.part}"


class Condition(models.Model):
    """How a condition that the rulebook asks for is met: insurance, permits, safety. Appended; the last one counts."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="conditions")
    asked = models.CharField(_("condition"), max_length=30, help_text=_("its id in the rulebook"))
    statement = models.TextField(_("how it is met"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("condition of a pilot")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="a_condition_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return f"{self.pilot_id} {self.asked}"


class PilotEvent(models.Model):
    """What happened to a pilot on a day. Appended."""

    class Kind(models.TextChoices):
        STARTED = "started", _("Pilot started")
        HALTED = "halted", _("Pilot halted")
        RESUMED = "resumed", _("Pilot resumed")
        ENDED = "ended", _("Pilot ended")

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    on = models.DateField(_("day"))
    reason = models.TextField(_("reason"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("event of a pilot")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="halted") | ~Q(reason=""), name="whatever_halts_a_pilot_has_a_reason"
            )
        ]

    def __str__(self):
        return f"{self.pilot_id} {self.kind} {self.on}"
