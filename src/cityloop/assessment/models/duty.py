"""Who does what on a case; and who must not."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.case import Case
from cityloop.organisations.models import Person


class Assessor(models.Model):
    """A person in the pool of assessors of a scheme, for the fields they know."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessor_of")
    scheme = models.CharField(_("scheme or programme"), max_length=80)
    fields = models.JSONField(_("fields"), default=list)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("assessor")
        constraints = [models.UniqueConstraint(fields=["person", "scheme"], name="a_person_is_in_a_pool_once")]

    def __str__(self):
        return str(self.person)


class Duty(models.Model):
    """One person has one duty on one case: whoever evaluated cannot review, decide or hear the appeal.

    A released duty stays and keeps the person from any other.
    """

    class Kind(models.TextChoices):
        EVALUATE = "evaluate", _("Evaluation")
        DELIBERATE = "deliberate", _("Deliberation")
        EXAMINE = "examine", _("Technical review")
        REVIEW = "review", _("Review")
        DECIDE = "decide", _("Decision")
        APPEAL = "appeal", _("Appeal")
        AFTERCARE = "aftercare", _("Surveillance, suspension or withdrawal")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="duties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duties")
    duty = models.CharField(_("duty"), max_length=10, choices=Kind.choices)
    given_at = models.DateTimeField()
    reason = models.TextField(_("reason"), blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("duty")
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="a_person_has_one_duty_on_a_case"),
            models.UniqueConstraint(
                fields=["case", "duty"],
                condition=Q(duty__in=["review", "decide"], released_at__isnull=True),
                name="a_case_has_one_reviewer_and_one_decider",
            ),
        ]

    def __str__(self):
        return f"{self.case_id} {self.person_id} {self.duty}"


class Declaration(models.Model):
    """What an assessor declared about conflicts of interest on a case. Appended; the latest counts."""

    class Ground(models.TextChoices):
        NONE = "none", _("No conflict of interest")
        PARTY = "party", _("I or my spouse am a party, joint holder or joint debtor (Art. 5(1)1)")
        RELATIVE = "relative", _("I am or was related to a party (Art. 5(1)2)")
        ADVICE = "advice", _("I advised, studied, contracted, appraised or investigated in this matter (Art. 5(1)3)")
        AGENT = "agent", _("I or my organisation am or was an agent of a party (Art. 5(1)4)")
        EMPLOYER = "employer", _("My employer of the last three years worked on this matter (Art. 5(1)5)")
        RECOGNISED = "recognised", _("I recognise who applies, although I was not to know")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")
    ground = models.CharField(_("ground"), max_length=10, choices=Ground.choices)
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("declaration of interest")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.case_id} {self.person_id} {self.ground}"
