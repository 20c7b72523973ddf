"""What officers learn about organisations and people: further names, groups, former employers. All of it is appended.

A conflict of interest survives a new sign on the door. What came to an end gets an ending beside it; what turned out
wrong is retracted, with the reason, and stays.
"""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cityloop.organisations.models.people import Engagement, Lasting, Organisation, Person


class Known(Lasting, models.Model):
    """From one day until another, from a source, entered at a moment."""

    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        abstract = True


def ends_after_it_began(what: str) -> models.CheckConstraint:
    """The constraint that a record of this kind does not end before it began."""
    return models.CheckConstraint(
        condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
        name=f"{what}_ends_after_it_began",
    )


class OrganisationName(Known):
    """One more name that an organisation has or had, in any script; or the domain of its mail addresses."""

    class Kind(models.TextChoices):
        FORMER = "former", _("Former name")
        OTHER = "other", _("Other name")
        SHORT = "short", _("Short name")
        DOMAIN = "domain", _("Mail domain")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, db_index=True, help_text=_("the name folded for comparing"))

    class Meta:
        verbose_name = _("further name of an organisation")
        ordering = ["recorded_at", "pk"]
        constraints = [
            ends_after_it_began("a_name"),
            models.CheckConstraint(condition=~Q(key=""), name="a_further_name_has_letters"),
        ]

    def __str__(self):
        return self.name


class GroupTie(Known):
    """Two organisations that count as one for a conflict of interest: parent and subsidiary, or one entered twice."""

    class Kind(models.TextChoices):
        SUBSIDIARY = "subsidiary", _("Subsidiary")
        SAME = "same", _("The same organisation")

    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="subsidiaries")
    child = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="parents")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)

    class Meta:
        verbose_name = _("tie within a group")
        ordering = ["recorded_at", "pk"]
        constraints = [
            ends_after_it_began("a_tie"),
            models.CheckConstraint(condition=~Q(parent=F("child")), name="no_organisation_is_its_own_parent"),
        ]

    def __str__(self):
        return f"{self.parent} – {self.child}"


class Employment(Known):
    """Where a person worked or works, as far as known. It gives no right, as a membership does."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employments")

    class Meta:
        verbose_name = _("employment")
        ordering = ["recorded_at", "pk"]
        constraints = [ends_after_it_began("an_employment")]

    def __str__(self):
        return f"{self.person} · {self.organisation}"


def of_one(*fields: str) -> Q:
    """The condition that exactly one of these references is there."""
    return reduce(or_, (Q(**{f"{field}__isnull": field != chosen for field in fields}) for chosen in fields))


class Ending(models.Model):
    """Something on record that lasted came to an end: since which day, where that is known from, by whom. Appended.

    Only what had no last day gets one so; a wrong last day is corrected as anything else is.
    """

    tie = models.OneToOneField(GroupTie, on_delete=models.PROTECT, null=True, blank=True)
    employment = models.OneToOneField(Employment, on_delete=models.PROTECT, null=True, blank=True)
    engagement = models.OneToOneField(Engagement, on_delete=models.PROTECT, null=True, blank=True)
    until = models.DateField(_("until"))
    source = models.CharField(_("source"), max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("end of a record")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=of_one("tie", "employment", "engagement"), name="an_end_is_of_one_record"),
            models.CheckConstraint(condition=~Q(source=""), name="an_end_is_known_from_somewhere"),
        ]

    def __str__(self):
        return f"{self.tie or self.employment or self.engagement} – {self.until}"


class Retraction(models.Model):
    """A record that turned out wrong counts no more: which, why, by whom. The record stays."""

    name = models.OneToOneField(OrganisationName, on_delete=models.PROTECT, null=True, blank=True)
    tie = models.OneToOneField(GroupTie, on_delete=models.PROTECT, null=True, blank=True)
    employment = models.OneToOneField(Employment, on_delete=models.PROTECT, null=True, blank=True)
    engagement = models.OneToOneField(Engagement, on_delete=models.PROTECT, null=True, blank=True)
    reason = models.TextField(_("reason"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("retraction of a record")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=of_one("name", "tie", "employment", "engagement"), name="a_retraction_is_of_one_record"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_retraction_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.name or self.tie or self.employment or self.engagement}"
