"""Officials of the chosen cities invited to an event of the call, and what they answered."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition
from cityloop.calls.models.award import Award
from cityloop.organisations.models import Person


def new_token() -> str:
    """What opens the page of an invitation, for whoever has the letter."""
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """One official of a chosen city is invited to one event. `answer` is folded from the answers."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("Not answered yet")
        ATTENDS = "attends", _("Attends")
        DECLINES = "declines", _("Does not attend")
        SENDS = "sends", _("Sends somebody else")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="invitations")
    event = models.CharField(_("event of the call"), max_length=100)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(_("name"), max_length=100)
    office = models.CharField(_("city and office"), max_length=200)
    email = models.EmailField(_("mail address"))
    token = models.CharField(max_length=40, unique=True, default=new_token)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited on"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, default=Answer.WAITING)

    class Meta:
        verbose_name = _("invitation to an event")
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "event", "email"], name="an_address_is_invited_to_an_event_once")
        ]

    def __str__(self):
        return f"{self.event} {self.name}"


class InvitationAnswer(models.Model):
    """An answer to an invitation; the last one counts. Appended. `person` where an officer wrote it down."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(_("answer"), max_length=10, choices=Invitation.Answer.choices)
    instead = models.CharField(_("who comes instead"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to an invitation")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer="sends") | ~Q(instead=""), name="whoever_sends_another_says_whom"
            ),
        ]

    def __str__(self):
        return f"{self.invitation_id} {self.answer}"
