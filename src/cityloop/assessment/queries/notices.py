"""Notices of rounds: which are public, which is open, and which are still drafts."""

from cityloop.assessment.models import Edition, Notice
from cityloop.assessment.queries.edition import edition_in_force, standings
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import schemes_in_duty


def notices(scheme: str | None = None, kind=Edition.Kind.SCHEME):
    """Every published notice, the latest first, ready to be listed."""
    found = Notice.objects.filter(edition__kind=kind, published_at__isnull=False).select_related("edition")
    found = found.defer("edition__content").order_by("-open_until", "-number")
    return found.filter(edition__scheme=scheme) if scheme else found


def drafts_for(person, on):
    """Drafts of notices that a person may see: those of the schemes whose operating body they are an officer of."""
    return drafts_of(schemes_in_duty(person, Designation.Duty.OPERATING_BODY, on))


def drafts_of(schemes):
    """Drafts of notices of some schemes, the latest first."""
    found = Notice.objects.filter(edition__scheme__in=schemes, published_at=None, discarded_at=None)
    return found.select_related("edition").defer("edition__content").order_by("-drafted_at")


def open_notice(scheme: str, profile: str, at) -> Notice | None:
    """The notice under which applications for a field are taken at a moment."""
    found = notices(scheme).filter(opens_at__lte=at, open_until__gt=at)
    return next((notice for notice in found if notice.covers(profile)), None)


def admission(scheme: str, profile: str, at, on):
    """Under which standing and which notice an application opened now would go: `(Standing | None, Notice | None)`.

    A notice binds its round to its edition, even where a later one came into force meanwhile.
    """
    notice = open_notice(scheme, profile, at)
    if notice is None:
        return edition_in_force(scheme, profile, on), None
    mine = [one for one in standings(on, scheme) if one.edition == notice.edition and one.profile in ("", profile)]
    return (mine[0] if mine else None), notice
