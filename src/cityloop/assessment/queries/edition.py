"""Which edition holds, for which profile, on which day."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from cityloop.assessment.models import ApprovalRequest, Edition, EditionState
from cityloop.assessment.offices import among, concerning
from cityloop.engine.edition import compile_edition

State = EditionState.State
_compiled = {}


@dataclass(frozen=True)
class Standing:
    """An edition and the state it is in for one profile since a day; `until` is the day before the next state."""

    edition: Edition
    profile: str
    state: str
    since: object

    @property
    def mock(self) -> bool:
        """Is it tried out without certificates?"""
        return self.state == State.MOCK


def compiled(edition: Edition):
    """The engine's edition of a published one; compiled once a process, since neither ever changes."""
    if edition.digest not in _compiled:
        _compiled[edition.digest] = compile_edition(edition.content)
    return _compiled[edition.digest]


def published(kind=Edition.Kind.SCHEME):
    """Every published edition of a kind, without its content."""
    return Edition.objects.filter(kind=kind).defer("content")


def standings(on, scheme: str | None = None, kind=Edition.Kind.SCHEME) -> list[Standing]:
    """The state of every edition of a kind for every profile it names, on a day; those not begun are left out."""
    rows = EditionState.objects.filter(edition__kind=kind, since__lte=on).select_related("edition")
    rows = rows.defer("edition__content").order_by("edition__scheme", "edition__edition", "profile", "since", "pk")
    if scheme:
        rows = rows.filter(edition__scheme=scheme)
    latest = {(row.edition_id, row.profile): row for row in rows}
    return [Standing(row.edition, row.profile, row.state, row.since) for row in latest.values()]


def edition_in_force(scheme: str, profile: str, on, kind=Edition.Kind.SCHEME) -> Standing | None:
    """The edition under which a case of this profile is opened on a day: the one in force, else the one in mock use.

    Of several the one whose state began last. None where there is neither.
    """
    found = [one for one in standings(on, scheme, kind) if one.profile in ("", profile)]
    for state in (State.IN_FORCE, State.MOCK):
        candidates = [one for one in found if one.state == state]
        if candidates:
            return max(candidates, key=lambda one: (one.since, one.edition.edition))
    return None


def state_of(edition: Edition, profile: str, on) -> str:
    """The state of an edition for a field on a day; a draft before anything was decided."""
    rows = edition.states.filter(profile__in=("", profile), since__lte=on).order_by("since", "pk")
    last = rows.last()
    return last.state if last else State.DRAFT


def approvals_visible_to(person, on):
    """Requests for approval that a person may read: of rules that their body writes or approves."""
    found = ApprovalRequest.objects.filter(among(concerning(person, on), "content__kind"))
    return found.select_related("asked_by", "answer", "answer__decided_by")


def round_or_404(scheme: str, edition: str) -> Edition:
    """A published edition under which rounds are run: of a scheme or a call."""
    rounds = Edition.objects.exclude(kind=Edition.Kind.FRAMEWORK)
    return get_object_or_404(rounds, scheme=scheme, edition=edition)
