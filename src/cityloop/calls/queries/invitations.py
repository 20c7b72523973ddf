"""Who was invited to an event of a call, and what they answered."""

from django.db.models import Count, Prefetch

from cityloop.assessment.queries import compiled
from cityloop.calls.models import Award, Invitation, InvitationAnswer
from cityloop.calls.queries.awards import visible_to
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import designations_held, schemes_in_duty

CHOSEN = (Award.State.OFFERED, Award.State.AGREED, Award.State.COMPLETED)
SECRETARIAT = Designation.Duty.SECRETARIAT


def invites(person, edition, on) -> bool:
    """Is the person an officer of the programme's secretariat, of any of its tracks?"""
    return edition.scheme in schemes_in_duty(person, SECRETARIAT, on)


def chosen(person, edition, on) -> list[Award]:
    """Announced awards of the edition for which the person may invite: those of the tracks that they run."""
    parts = set(designations_held(person, SECRETARIAT, on).filter(scheme=edition.scheme).values_list("part", flat=True))
    found = visible_to(person, on).filter(case__edition=edition, announced_at__isnull=False, state__in=CHOSEN)
    return list(found if "" in parts else found.filter(case__profile__in=parts))


def invited(edition, event):
    """Everybody invited to an event, with the answers given."""
    answers = Prefetch("answers", InvitationAnswer.objects.order_by("at", "pk"), to_attr="answers_given")
    found = Invitation.objects.filter(edition=edition, event=event).select_related("award__case")
    return found.prefetch_related(answers)


def counts(edition, event) -> dict[str, int]:
    """How many gave each answer."""
    rows = Invitation.objects.filter(edition=edition, event=event).order_by().values_list("answer")
    return dict(rows.annotate(n=Count("pk")))


def event_in(edition, event):
    """An event of an edition by its id, or None."""
    return next((one for one in compiled(edition).events if one.id == event), None)


def event_of(invitation):
    """The event of an invitation."""
    return event_in(invitation.edition, invitation.event)
