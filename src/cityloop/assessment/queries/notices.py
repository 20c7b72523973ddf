"""Notices of rounds: which are public, which is open, and which are still drafts."""

from django.db.models import F, Q

from cityloop.assessment.models import Edition, Notice
from cityloop.assessment.offices import OFFICES
from cityloop.assessment.queries.edition import compiled, edition_in_force, standings
from cityloop.organisations.queries import designations_held, parts_in_duty

GIVES = {kind: office.gives_notice for kind, office in OFFICES.items()}


def notices(scheme: str | None = None, kind: str | None = Edition.Kind.SCHEME):
    """Every published notice of a kind of edition (None for all kinds), the latest first, ready to be listed."""
    found = Notice.objects.filter(published_at__isnull=False).select_related("edition")
    found = found.filter(edition__kind=kind) if kind else found
    found = found.defer("edition__content").order_by(F("open_until").desc(nulls_first=True), "-number")
    return found.filter(edition__scheme=scheme) if scheme else found


def taking(found, at):
    """Of some notices those whose window is open at a moment."""
    return found.filter(Q(open_until=None) | Q(open_until__gt=at), opens_at__lte=at)


def gives_notice(person, edition, parts, on) -> bool:
    """May the person give notice of a round of these fields or tracks? Of none named: of something in the edition."""
    held = parts_in_duty(person, GIVES.get(edition.kind, ""), edition.scheme, on)
    return "" in held or bool(held and set(parts) <= held)


def notice_editions(person, on) -> list[tuple[Edition, str]]:
    """Editions under which a person may give notice, each with the track where it has tracks ("" where not)."""
    held = _held(person, on)
    if not held:
        return []
    schemes = {scheme for _, scheme in held}
    found = Edition.objects.filter(kind__in=GIVES, scheme__in=schemes).order_by("-published_at", "-edition")
    rows = []
    for edition in found:
        parts = held.get((GIVES[edition.kind], edition.scheme), set())
        for id in [track.id for track in compiled(edition).tracks] or [""]:
            if parts & {"", id} or (parts and not id):
                rows.append((edition, id))
    return rows


def drafts_for(person, on):
    """Drafts of notices that a person may see: those that they may change."""
    held = _held(person, on)
    if not held:
        return Notice.objects.none()
    found = drafts_of({scheme for _, scheme in held})
    own = [one for one in found if gives(held, one)]
    return found.filter(pk__in=[one.pk for one in own])


def gives(held, notice) -> bool:
    """Do the duties held (by duty and scheme, the parts) cover a notice?"""
    parts = held.get((GIVES.get(notice.edition.kind), notice.edition.scheme), set())
    return "" in parts or bool(parts and set(notice.profiles) <= parts)


def _held(person, on) -> dict[tuple[str, str], set[str]]:
    """For each duty and scheme by which the person gives notices, the parts."""
    if not getattr(person, "pk", None):
        return {}
    held: dict[tuple[str, str], set[str]] = {}
    for duty, scheme, part in designations_held(person, tuple(GIVES.values()), on).values_list(
        "duty", "scheme", "part"
    ):
        held.setdefault((duty, scheme), set()).add(part)
    return held


def drafts_of(schemes):
    """Drafts of notices of some schemes, the latest first."""
    found = Notice.objects.filter(edition__scheme__in=schemes, published_at=None, discarded_at=None)
    return found.select_related("edition").defer("edition__content").order_by("-drafted_at")


def open_notice(scheme: str, profile: str, at, kind=Edition.Kind.SCHEME) -> Notice | None:
    """The notice under which applications for a field or track are taken at a moment.

    Where none is open, the latest one, if what comes late to it is taken for the next edition.
    """
    begun = notices(scheme, kind).filter(opens_at__lte=at)
    found = sorted((one for one in begun if one.covers(profile)), key=lambda one: one.opens_at, reverse=True)
    opened = next((notice for notice in found if notice.is_open(at)), None)
    return opened or next((notice for notice in found[:1] if notice.takes(at)), None)


def admission(scheme: str, profile: str, at, on):
    """Under which standing and which notice an application opened now would go: `(Standing | None, Notice | None)`.

    A notice binds its round to its edition, even where a later one came into force meanwhile.
    """
    notice = open_notice(scheme, profile, at)
    if notice is None:
        return edition_in_force(scheme, profile, on), None
    mine = [one for one in standings(on, scheme) if one.edition == notice.edition and one.profile in ("", profile)]
    return (mine[0] if mine else None), notice
