"""Pre-consulting: the secretariat offers times, whoever prepares a proposal takes one, and the advice is kept."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import locked, permit
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, refused_if_taken, require
from cityloop.calls.models import Advice, Booking, Slot
from cityloop.organisations.actions import record_engagement
from cityloop.organisations.models import Engagement
from cityloop.organisations.rules import runs_programme

NOT_OFFERED = _("The times were not offered.")
NOT_BOOKED = _("The time was not booked.")
MOST_AT_ONCE = 40
SHORTEST, LONGEST = 5, 480
LONGEST_TEXT = 8_000


@action("calls.offer_slots")
def offer_slots(*, actor, at, edition, track, begins_at, minutes, place, count=1):
    """Offer `count` times in a row for a track that has pre-consulting; each lasts `minutes`. Gives back the first."""
    if not runs_programme(actor, edition.scheme, timezone.localdate(at), part=track):
        raise not_yours()
    found = compiled(edition).track(track)
    require(
        found is not None and found.preconsulting,
        NOT_OFFERED,
        _("This track has no pre-consulting."),
        _("Choose a track whose rules provide it."),
    )
    require(
        begins_at > at and 1 <= count <= MOST_AT_ONCE and SHORTEST <= minutes <= LONGEST,
        NOT_OFFERED,
        _("The time lies in the past, or the number or the length makes no sense."),
        _("Offer at most %(n)s times at once, of %(low)s to %(high)s minutes each, in the future.")
        % {"n": MOST_AT_ONCE, "low": SHORTEST, "high": LONGEST},
    )
    require(
        bool(place.strip()), NOT_OFFERED, _("The place is missing."), _("Write a room, or the address of a meeting.")
    )
    taken = Refused(
        NOT_OFFERED,
        _("You have offered one of these times already."),
        _("Choose another beginning, or cancel the earlier one."),
    )
    described = {"edition": edition, "track": track, "minutes": minutes, "place": place.strip()[:300]}
    with refused_if_taken(taken):
        slots = [
            Slot.objects.create(
                begins_at=begins_at + timedelta(minutes=n * minutes), offered_by=actor, offered_at=at, **described
            )
            for n in range(count)
        ]
    return done(slots[0], track=track, count=count, begins=begins_at.isoformat())


@action("calls.cancel_slot")
def cancel_slot(*, actor, at, slot):
    """Take a time back that nobody has booked."""
    slot = Slot.objects.select_for_update(of=("self",)).select_related("edition").get(pk=slot.pk)
    if not runs_programme(actor, slot.edition.scheme, timezone.localdate(at), part=slot.track):
        raise not_yours()
    require(
        slot.cancelled_at is None and not slot.bookings.filter(released_at=None).exists(),
        _("The time was not taken back."),
        _("Somebody has booked it, or it was taken back before."),
        _("Ask whoever booked it to give it back first."),
    )
    slot.cancelled_at = at
    slot.save(update_fields=["cancelled_at"])
    return done(slot)


@action("calls.book_slot")
def book_slot(*, actor, at, case, slot, asks="", shows_draft=False):
    """Take a time for a proposal; of two at once the second is told that it is gone.

    With `shows_draft` the secretariat may read the draft that it is to advise on, until the time is given back.
    """
    case = locked(case)
    permit(case, "book_slot", actor, at)
    slot = Slot.objects.select_for_update().get(pk=slot.pk)
    require(
        slot.cancelled_at is None
        and slot.begins_at > at
        and (slot.edition_id, slot.track) == (case.edition_id, case.profile),
        NOT_BOOKED,
        _("The time is over, was taken back, or is for another track."),
        _("Choose another time from the list."),
    )
    gone = Refused(NOT_BOOKED, _("Somebody else has just taken it."), _("Choose another time from the list."))
    if slot.bookings.filter(released_at=None).exists():
        raise gone
    require(
        not case.bookings.filter(released_at=None, slot__begins_at__gt=at).exists(),
        NOT_BOOKED,
        _("This proposal has a time ahead already."),
        _("Give that one back first."),
    )
    with refused_if_taken(gone):
        given = {"asks": asks.strip()[:LONGEST_TEXT], "shows_draft": bool(shows_draft)}
        Booking.objects.create(slot=slot, case=case, person=actor, at=at, **given)
    return done(case, begins=slot.begins_at.isoformat(), shows_draft=bool(shows_draft))


@action("calls.release_booking")
def release_booking(*, actor, at, case, booking):
    """Give a time back before it begins, so that others can take it."""
    case = locked(case)
    permit(case, "book_slot", actor, at)
    found = case.bookings.select_for_update(of=("self",)).select_related("slot").filter(pk=booking.pk).first()
    require(
        found is not None and found.released_at is None and found.slot.begins_at > at,
        _("The time was not given back."),
        _("It has begun, or was given back before."),
        _("Look at the list as it is now."),
    )
    found.released_at = at
    found.save(update_fields=["released_at"])
    return done(case, begins=found.slot.begins_at.isoformat())


@action("calls.give_advice")
def give_advice(*, actor, at, case, text, booking=None):
    """Keep with the case what was advised. Whoever advised counts as having an interest in it from then on."""
    case = locked(case)
    permit(case, "give_advice", actor, at)
    plain = text.strip()
    require(
        0 < len(plain) <= LONGEST_TEXT,
        _("The advice was not kept."),
        _("There is no text, or it is longer than %(n)s characters.") % {"n": LONGEST_TEXT},
        _("Write what was advised."),
    )
    require(
        booking is None or booking.case_id == case.pk,
        _("The advice was not kept."),
        _("The time was booked for another proposal."),
        _("Choose one of this proposal's times."),
    )
    Advice.objects.create(case=case, booking=booking, text=plain, person=actor, at=at)
    record_engagement(
        actor=actor,
        at=at,
        kind=Engagement.Kind.CONSULTATION,
        since=timezone.localdate(at),
        until=timezone.localdate(at),
        source=case.reference,
        person=actor,
        client=case.applicant,
    )
    return done(case)
