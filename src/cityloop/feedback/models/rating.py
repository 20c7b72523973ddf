"""What cities say of a service that they run, and what its provider answers. All of it is appended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.catalogue.models import Service
from cityloop.consulting.models import City
from cityloop.organisations.models import Organisation, Person


class Rating(models.Model):
    """A city rates a service that it runs, once a period; what verifies that it runs it is named."""

    class Ground(models.TextChoices):
        AGREEMENT = "agreement", _("An agreement with the provider")
        ROADMAP = "roadmap", _("An adopted roadmap")

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="ratings")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="ratings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ratings_given")
    period = models.CharField(_("period"), max_length=7, help_text=_("such as 2026"))
    ground = models.CharField(_("verified by"), max_length=10, choices=Ground.choices)
    reference = models.CharField(_("reference"), max_length=80, help_text=_("of the agreement or the roadmap"))
    values = models.JSONField(_("values"), help_text=_("by scale, as rulebook/ratings.yaml asks"))
    overall = models.FloatField(_("overall"), help_text=_("the mean of the scales, from 0 to 1"))
    words = models.TextField(_("in the city's words"), max_length=2_000, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("rating of a service")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "city", "period"], name="a_city_rates_a_service_once_a_period"),
            models.CheckConstraint(condition=Q(overall__gte=0, overall__lte=1), name="a_rating_lies_from_none_to_all"),
            models.CheckConstraint(condition=~Q(reference=""), name="a_rating_names_what_verifies_it"),
        ]

    def __str__(self):
        return f"{self.service_id} {self.city_id} {self.period}"


class RatingReply(models.Model):
    """The provider answers a rating, once."""

    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, related_name="reply")
    words = models.TextField(_("answer"), max_length=2_000)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("provider's answer to a rating")

    def __str__(self):
        return f"{self.rating_id}"


class Moderation(models.Model):
    """Somebody in charge shows or hides what somebody said, with a reason that everybody reads. The last one counts.

    What is hidden stays, and so does the reason; nothing is deleted.
    """

    class Verdict(models.TextChoices):
        SHOWN = "shown", _("Shown")
        HIDDEN = "hidden", _("Hidden")

    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, null=True, related_name="moderations")
    proposal = models.ForeignKey(
        "feedback.RevisionProposal", on_delete=models.PROTECT, null=True, related_name="moderations"
    )
    comment = models.ForeignKey("feedback.Comment", on_delete=models.PROTECT, null=True, related_name="moderations")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    reason = models.TextField(_("reason"), max_length=1_000, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("moderation")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="hidden", reason=""), name="whatever_is_hidden_is_hidden_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=False, proposal__isnull=True, comment__isnull=True)
                | Q(rating__isnull=True, proposal__isnull=False, comment__isnull=True)
                | Q(rating__isnull=True, proposal__isnull=True, comment__isnull=False),
                name="a_moderation_is_of_one_thing",
            ),
        ]

    def __str__(self):
        return f"{self.rating_id or self.proposal_id or self.comment_id} {self.verdict}"
