"""What was measured: deliveries as they came and what was wrong with them, what was accepted, and what was pulled."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.livinglabs.models.pilot import Pilot
from cityloop.organisations.models import Person


class Delivery(models.Model):
    """A file of readings as it came, read whole and reported on; nothing counts before it is accepted. Appended."""

    class Kind(models.TextChoices):
        CSV = "csv", "CSV"
        PARQUET = "parquet", "Parquet"
        NGSI_LD = "ngsi_ld", "NGSI-LD"
        SENSOR_THINGS = "sensor_things", "OGC SensorThings"

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="deliveries")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField("sha256", max_length=64)
    size = models.PositiveBigIntegerField(_("size"))
    staged = models.CharField(_("sha256 of what was read"), max_length=64)
    rows = models.PositiveBigIntegerField(_("rows"))
    kept = models.PositiveBigIntegerField(_("readings that count"))
    report = models.JSONField(_("report"))
    source = models.CharField(_("source"), max_length=300)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("delivery of measurements")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.pilot_id} {self.name}"


class Measurements(models.Model):
    """A delivery that was accepted: Parquet by pilot and month, each file under its hash. Appended.

    Where it stands in for others (`instead_of`), those no longer count.
    """

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="measurements")
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="accepted")
    manifest = models.JSONField(_("manifest"), help_text=_("path, sha256 and rows of each file"))
    digest = models.CharField(_("sha256 of the manifest"), max_length=64)
    rows = models.PositiveBigIntegerField(_("readings"))
    observed_from = models.CharField(_("observed from"), max_length=25)
    observed_until = models.CharField(_("observed until"), max_length=25)
    instead_of = models.ManyToManyField("self", symmetrical=False, related_name="replaced_by", blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(_("accepted"))

    class Meta:
        verbose_name = _("measurements")
        ordering = ["received_at", "pk"]

    def __str__(self):
        return f"{self.pilot_id} {self.digest[:12]}"


class Pull(models.Model):
    """Readings fetched from an address, page by page, once. `following`, counts and `state` are folds of its pages."""

    class State(models.TextChoices):
        UNDER_WAY = "under_way", _("Being fetched")
        DONE = "done", _("Fetched")
        STOPPED = "stopped", _("Stopped; can go on")

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="pulls")
    kind = models.CharField(_("kind"), max_length=14, choices=Delivery.Kind.choices)
    address = models.URLField(_("address"), max_length=1000)
    source = models.CharField(_("source"), max_length=300)
    following = models.URLField(_("next page"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.UNDER_WAY)
    trouble = models.CharField(_("what stopped it"), max_length=300, blank=True)
    pages_fetched = models.PositiveIntegerField(_("pages"), default=0)
    rows = models.PositiveBigIntegerField(_("readings"), default=0)
    expected = models.PositiveBigIntegerField(_("readings announced"), null=True, blank=True)
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, null=True, blank=True, related_name="pull")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("fetching of measurements")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(following=""), name="what_is_fetched_has_no_page_left"
            )
        ]

    def __str__(self):
        return f"{self.pilot_id} {self.address}"


class PulledPage(models.Model):
    """One page as it came, kept under its hash. Appended."""

    pull = models.ForeignKey(Pull, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField(_("number"))
    address = models.URLField(max_length=2000)
    sha256 = models.CharField("sha256", max_length=64)
    rows = models.PositiveIntegerField(_("readings"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("fetched page")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pull", "number"], name="a_page_is_fetched_once"),
            models.UniqueConstraint(fields=["pull", "address"], name="an_address_is_fetched_once"),
        ]

    def __str__(self):
        return f"{self.pull_id} {self.number}"
