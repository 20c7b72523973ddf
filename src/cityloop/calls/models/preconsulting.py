"""Pre-consulting (사전컨설팅): times that a secretariat offers, who took them, and the advice that was given."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case, Edition
from cityloop.organisations.models import Person


class Slot(models.Model):
    """A time that the secretariat of a track offers to whoever prepares a proposal."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="slots")
    track = models.CharField(_("track"), max_length=80)
    begins_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    place = models.CharField(_("place or address"), max_length=300)
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(_("offered"))
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    class Meta:
        verbose_name = _("time for pre-consulting")
        ordering = ["begins_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480), name="a_slot_lasts_five_minutes_to_eight_hours"
            ),
            models.UniqueConstraint(
                fields=["offered_by", "begins_at"],
                condition=Q(cancelled_at__isnull=True),
                name="an_officer_is_in_one_place_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.begins_at:%Y-%m-%d %H:%M}"


class Booking(models.Model):
    """A proposal took a time; given back, it stays on record and the time is free again.

    Where whoever applies agreed to it, the secretariat reads the draft as long as the time is held.
    """

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="bookings")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="bookings")
    asks = models.TextField(_("what it is about"), blank=True)
    shows_draft = models.BooleanField(_("the secretariat may read the draft"), default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    released_at = models.DateTimeField(_("given back"), null=True, blank=True)

    class Meta:
        verbose_name = _("booking of pre-consulting")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=Q(released_at__isnull=True), name="a_slot_is_taken_once")
        ]

    def __str__(self):
        return f"{self.slot_id} {self.case_id}"


class Advice(models.Model):
    """What was advised on a proposal, by whom. Appended: kept with the case, and never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="advice")
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="advice")
    text = models.TextField(_("advice"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("advice on a proposal")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="advice_is_in_words")]

    def __str__(self):
        return f"{self.case_id} {self.at:%Y-%m-%d}"
