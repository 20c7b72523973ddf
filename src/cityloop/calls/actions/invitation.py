"""Officials of the chosen cities are invited to an event of the call, and answer."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.calls import awarding, telling
from cityloop.calls.models import Award, Invitation, InvitationAnswer

NOT_INVITED, NOT_ANSWERED = _("Nobody was invited."), _("The reply was not recorded.")
Answer = Invitation.Answer
CHOSEN = (Award.State.OFFERED, Award.State.AGREED, Award.State.COMPLETED)


@action("calls.invite_official")
def invite_official(*, actor, at, award, event, name, office, email):
    """Invite one official of a chosen city; an officer of the secretariat. The letter waits in the outbox."""
    if not awarding.runs(actor, award, timezone.localdate(at)):
        raise not_yours()
    found = event_of(award.case.edition, event)
    name, office, email = " ".join(name.split()), " ".join(office.split()), email.strip().lower()
    _require_open(found, award, at)
    require(
        0 < len(name) <= 100 and 0 < len(office) <= 200 and _is_address(email),
        NOT_INVITED,
        _("The name, the office or the mail address is missing, too long, or no address."),
        _("Write who is invited, of which city and office, and where the letter goes."),
    )
    require(
        not Invitation.objects.filter(edition=award.case.edition, event=event, email=email).exists(),
        NOT_INVITED,
        _("%(email)s is invited to this event already.") % {"email": email},
        _("Open the list to see what was answered."),
    )
    invitation = Invitation.objects.create(
        edition=award.case.edition,
        event=event,
        award=award,
        name=name,
        office=office,
        email=email,
        invited_by=actor,
        invited_at=at,
    )
    place = found.place or found.title
    project = {"ko": award.case.title_ko, "en": award.case.title_en or award.case.title_ko}
    telling.to_official(
        invitation, at, event=found.title, place=place, since=found.since, until=found.until, project=project
    )
    return done(invitation, case=award.case.reference, event=event)


@action("calls.answer_event_invitation")
def answer_event_invitation(*, actor, at, invitation, answer, instead="", note=""):
    """Record what an official answered: whoever has the letter (`actor=None`), or an officer who was told."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if actor and not awarding.runs(actor, invitation.award, timezone.localdate(at)):
        raise not_yours()
    found = event_of(invitation.edition, invitation.event)
    require(
        found is not None and timezone.localdate(at) <= found.until,
        NOT_ANSWERED,
        _("The event is over."),
        _("Nothing needs to be answered any more."),
    )
    instead = " ".join(instead.split())
    require(
        answer in (Answer.ATTENDS, Answer.DECLINES) or (answer == Answer.SENDS and 0 < len(instead) <= 200),
        NOT_ANSWERED,
        _("It is not said who comes, or who comes instead."),
        _("Choose an answer; where somebody else comes, write their name and office."),
    )
    InvitationAnswer.objects.create(
        invitation=invitation,
        answer=answer,
        instead=instead if answer == Answer.SENDS else "",
        note=note.strip()[:2_000],
        person=actor,
        at=at,
    )
    invitation.answer = answer
    invitation.save(update_fields=["answer"])
    return done(invitation, answer=str(answer))


def event_of(edition, event):
    """An event of an edition by its id, or None."""
    return next((one for one in compiled(edition).events if one.id == event), None)


def _require_open(found, award, at) -> None:
    require(
        found is not None and timezone.localdate(at) <= found.until,
        NOT_INVITED,
        _("The call has no such event, or it is over."),
        _("Invite to an event that is still to come."),
    )
    require(
        award.state in CHOSEN and award.announced_at is not None,
        NOT_INVITED,
        _("The award was not announced, or is no longer to be carried out."),
        _("Officials of chosen cities are invited once the results are public."),
    )


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
