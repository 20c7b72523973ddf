"""Times for pre-consulting: which are free, who has taken which, and what was advised."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from cityloop.assessment.models import Case, Edition
from cityloop.assessment.queries import compiled, kept_from
from cityloop.calls.models import Booking, Slot
from cityloop.language import pick
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import designations_held

DUTY = Designation.Duty.SECRETARIAT


def free_slots(case, at):
    """Times that a proposal could take: of its own call and track, ahead, and not taken."""
    taken = Booking.objects.filter(slot=OuterRef("pk"), released_at=None)
    found = Slot.objects.filter(edition=case.edition_id, track=case.profile, cancelled_at=None, begins_at__gt=at)
    return found.filter(~Exists(taken)).order_by("begins_at", "pk")


def slots_of(person, on):
    """Times of the tracks whose secretariat a person serves, each with the booking that holds.

    A booking of a proposal that the person conflicts with is `kept`: that it is taken is all they learn.
    """
    held = designations_held(person, DUTY, on).values_list("scheme", "part")
    mine = Q(pk__in=())
    for scheme, part in held:
        mine |= Q(edition__scheme=scheme, **({"track": part} if part else {}))
    kept = Case.objects.filter(kept_from(person, on), pk=OuterRef("case"))
    holding = Booking.objects.filter(released_at=None).select_related("case__applicant", "person")
    holding = holding.annotate(kept=Exists(kept)).prefetch_related("advice")
    found = Slot.objects.filter(mine, cancelled_at=None).select_related("edition", "offered_by")
    return found.defer("edition__content").prefetch_related(Prefetch("bookings", holding, to_attr="held"))


def drafts_shown() -> Q:
    """Proposals whose draft the secretariat may read: a time is held for which whoever applies agreed to it."""
    agreed = Booking.objects.filter(case=OuterRef("pk"), released_at=None, shows_draft=True)
    return Q(Exists(agreed), edition__kind=Edition.Kind.CALL)


def offered_tracks(person, on) -> list[tuple[str, str]]:
    """Calls and tracks for which a person may offer times, as choices `<edition pk>/<track>`, the newest first."""
    held = {(scheme, part) for scheme, part in designations_held(person, DUTY, on).values_list("scheme", "part")}
    found = Edition.objects.filter(kind=Edition.Kind.CALL, scheme__in={scheme for scheme, _part in held})
    return [
        (f"{edition.pk}/{track.id}", f"{edition.title} · {pick(track.title)}")
        for edition in found.defer("content").order_by("-published_at", "-pk")
        for track in compiled(edition).tracks
        if track.preconsulting and {(edition.scheme, ""), (edition.scheme, track.id)} & held
    ]
