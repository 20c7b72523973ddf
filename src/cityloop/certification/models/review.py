"""The review of an evaluation, before anybody decides: ISO/IEC 17065 7.5."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case, Outcome
from cityloop.organisations.models import Person


class Review(models.Model):
    """ISO/IEC 17065 7.5: somebody who did not evaluate checks the evaluation and recommends.

    It binds to the digest of the outcome that was shown.
    """

    class Recommendation(models.TextChoices):
        GRANT = "grant", _("Grant")
        REFUSE = "refuse", _("Refuse")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="+")
    outcome_digest = models.CharField("sha256", max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recommendation = models.CharField(_("recommendation"), max_length=10, choices=Recommendation.choices)
    note = models.TextField(_("note"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("review")
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="a_round_has_one_review")]

    def __str__(self):
        return f"{self.case_id} {self.recommendation}"
