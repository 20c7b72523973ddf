"""Whether a proposal is admitted: the rules' verdicts, what a person judged where the facts do not tell, the end."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Case, Dossier
from cityloop.organisations.models import Person


class RuleJudgement(models.Model):
    """What an officer found on one rule where the facts do not tell, with the reason. Appended; the last one counts."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="judgements")
    rule = models.CharField(_("rule"), max_length=100)
    met = models.BooleanField(_("met"))
    reason = models.TextField(_("what it rests on"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("judgement of a rule")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_judgement_has_a_reason")]

    def __str__(self):
        return f"{self.dossier_id} {self.rule}: {self.met}"


class Screening(models.Model):
    """The end of the screening of a version: admitted, or excluded with the rules that it does not meet. Appended.

    `verdicts` has every rule with the fact that it looked at, as it was shown; `digest` is that of the dossier.
    """

    class Verdict(models.TextChoices):
        ADMITTED = "admitted", _("Admitted")
        EXCLUDED = "excluded", _("Excluded")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="screenings")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="screenings")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    unmet = models.JSONField(_("rules not met"), default=list)
    verdicts = models.JSONField(_("every rule"), default=list)
    digest = models.CharField("sha256", max_length=64)
    reason = models.TextField(_("reason"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("screening")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="excluded") | ~Q(reason=""), name="whatever_is_excluded_is_told_why"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="admitted") | Q(unmet=[]), name="nothing_is_admitted_against_a_rule"
            ),
        ]

    def __str__(self):
        return f"{self.case_id} {self.verdict}"
