"""What a call knows of a proposal beyond what it knows of every case."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case
from cityloop.language import country_name


class Proposal(models.Model):
    """What lists, caps and budgets ask of a proposal; folded from the dossier each time it is handed in.

    `committee` is the year whose committee considers it: the year of the cut-off, or the one after it for what came
    later (`deferred`). Both are empty where the track has no cut-off.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="proposal")
    country = models.CharField(_("country of the project"), max_length=2, blank=True, db_index=True)
    requested = models.DecimalField(_("grant asked for"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    committee = models.PositiveSmallIntegerField(_("year of the committee"), null=True, blank=True)
    deferred = models.BooleanField(_("received after the cut-off"), default=False)
    # What the rules of the edition said when it was handed in: `admitted`, `excluded` or `incomplete`.
    eligible = models.CharField(_("eligibility by the rules"), max_length=12, blank=True)
    unmet = models.JSONField(_("rules not met"), default=list)
    undecided = models.JSONField(_("rules the facts do not decide"), default=list)
    copied_from = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="copies")
    not_copied = models.JSONField(_("questions whose earlier answers do not fit"), default=list)
    told_of = models.CharField(_("edition whose changes were read"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("proposal")
        constraints = [
            models.CheckConstraint(
                condition=Q(requested__isnull=True, currency="")
                | Q(requested__isnull=False, requested__gte=0) & ~Q(currency=""),
                name="a_grant_asked_for_has_a_currency",
            ),
            models.CheckConstraint(
                condition=Q(deferred=False) | Q(committee__isnull=False),
                name="what_is_deferred_names_its_committee",
            ),
        ]

    def __str__(self):
        return str(self.case)

    @property
    def place(self) -> str:
        """The country in the reader's language."""
        return country_name(self.country) if self.country else ""
