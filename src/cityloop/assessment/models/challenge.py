"""A party asks that a member be kept from its case (기피): Notice 2021-223 Art. 5(2), 5(3)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.case import Case
from cityloop.organisations.models import Organisation, Person


class Challenge(models.Model):
    """One party's challenge of one member of a case's panel, until the committee upholds or dismisses it.

    What was asked and why never changes; `state`, `decided_at` and `decision` are written once, by the decision.
    """

    class Ground(models.TextChoices):
        PARTY = "party", _("The member or their spouse is a party, joint holder or joint debtor (Art. 5(1)1)")
        RELATIVE = "relative", _("The member is or was related to a party (Art. 5(1)2)")
        ADVICE = "advice", _("The member advised, studied, contracted, appraised or investigated in it (Art. 5(1)3)")
        AGENT = "agent", _("The member or their organisation is or was an agent of a party (Art. 5(1)4)")
        EMPLOYER = "employer", _("The member's employer of the last three years worked on it (Art. 5(1)5)")
        FAIRNESS = "fairness", _("A fair deliberation cannot be expected for another reason (Art. 5(2))")

    class State(models.TextChoices):
        FILED = "filed", _("Challenge filed")
        UPHELD = "upheld", _("Challenge upheld")
        DISMISSED = "dismissed", _("Challenge dismissed")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="challenges")
    member = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="challenged_on")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("ground"), max_length=10, choices=Ground.choices)
    reasons = models.TextField(_("reasons"))
    evidence = models.TextField(_("what shows it"), blank=True)
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(_("filed"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.FILED)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decision = models.TextField(_("grounds of the decision"), blank=True)

    class Meta:
        verbose_name = _("challenge")
        ordering = ["filed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "member"],
                condition=~Q(state="dismissed"),
                name="a_member_is_challenged_once_until_it_is_dismissed",
            ),
            models.CheckConstraint(
                condition=Q(state="filed", decided_at__isnull=True, decision="")
                | (~Q(state="filed") & Q(decided_at__isnull=False) & ~Q(decision="")),
                name="a_challenge_decided_says_when_and_why",
            ),
        ]

    def __str__(self):
        return f"{self.case_id} {self.member_id} {self.state}"
