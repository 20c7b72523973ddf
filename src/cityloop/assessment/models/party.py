"""Who applies together: several providers and a local government (Art. 13(2)), or the partners of a project."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models.case import Case
from cityloop.organisations.models import Organisation, Person


class Party(models.Model):
    """An organisation that was asked to apply together with the lead, and what it answered.

    `parts` are the questions, documents and criteria that are its to fill; all of them where it is None.
    """

    class Role(models.TextChoices):
        PROVIDER = "provider", _("Provider")
        LOCAL_GOVERNMENT = "local_government", _("Local government")
        PARTNER = "partner", _("Partner in the project")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("Not answered yet")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="party_to")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    parts = models.JSONField(_("its parts of the form"), null=True, blank=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, default=Answer.WAITING)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    withdrawn_at = models.DateTimeField(_("invitation taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("joint applicant")
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_organisation_is_party_to_a_case_once",
            ),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="waiting") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="an_answer_of_a_party_has_a_person_and_a_moment",
            ),
        ]

    def __str__(self):
        return f"{self.case_id} {self.organisation_id} {self.role}"
