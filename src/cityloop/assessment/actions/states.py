"""An edition is tried out, put in force and retired, for one field at a time; every change says who and why."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import offices
from cityloop.assessment.models import Edition, EditionState
from cityloop.assessment.queries.edition import compiled, standings, state_of
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require

State = EditionState.State
ORDER = (State.DRAFT, State.MOCK, State.IN_FORCE, State.RETIRED)
NOTHING = _("The state was not changed.")


@action("assessment.change_state")
def change_state(*, actor, at, edition, profile, state, since, reason, without_mock=False):
    """From the day `since` on, an edition is in mock use, in force or retired for one field; the scheme's owner may.

    Not before today; not back; in force only after a mock round of that field, unless `without_mock` is said. Editions
    of the scheme that were in force for the field until then are retired from the same day.
    """
    edition = Edition.objects.select_for_update().defer("content").get(pk=edition.pk)
    on = timezone.localdate(at)
    if not offices.writes(actor, edition.kind, edition.scheme, on):
        raise not_yours()
    _require_field(edition, profile)
    _require_reason(reason)
    require(
        since >= on,
        NOTHING,
        _("%(day)s is past; what was judged until today stays as it was judged.") % {"day": since},
        _("Choose today or a later day."),
    )
    _require_forward(edition, profile, state, since, without_mock)
    row = _append(edition, profile, state, since, reason, actor, at)
    retired = _retire_others(edition, profile, since, actor, at) if state == State.IN_FORCE else []
    return done(row, profile=profile, state=str(state), since=since.isoformat(), reason=reason, retired=retired)


@action("assessment.call_off_state")
def call_off_state(*, actor, at, edition, profile, since, reason):
    """A change planned for a day to come does not happen: from that day the field stays as it was on the day before."""
    edition = Edition.objects.select_for_update().defer("content").get(pk=edition.pk)
    on = timezone.localdate(at)
    if not offices.writes(actor, edition.kind, edition.scheme, on):
        raise not_yours()
    _require_reason(reason)
    planned = {row.since: row for row in planned_changes(edition, profile, on)}
    require(
        since in planned,
        NOTHING,
        _("No change is planned for that day."),
        _("Open the edition’s page; only changes still to come can be called off."),
    )
    before = state_of(edition, profile, since - timedelta(days=1))
    row = _append(edition, profile, before, since, reason, actor, at)
    kept = _keep_replaced(edition, planned[since], reason, actor, at)
    return done(row, profile=profile, state=str(before), since=since.isoformat(), reason=reason, kept=kept)


def planned_changes(edition, profile, on) -> list[EditionState]:
    """What will change after a day for a field, in order; what was called off is no change."""
    rows = edition.states.filter(profile__in=("", profile)).order_by("since", "pk")
    days = {row.since: row for row in rows if row.since > on}
    changes, state = [], state_of(edition, profile, on)
    for row in days.values():
        if row.state != state:
            changes.append(row)
        state = row.state
    return changes


def _require_field(edition, profile) -> None:
    known = {one.id for one in compiled(edition).profiles} or {""}
    require(
        profile in known,
        NOTHING,
        _("The edition has no field “%(field)s”.") % {"field": profile},
        _("Choose one of the fields that the edition names."),
    )


def _require_reason(reason) -> None:
    require(bool(reason.strip()), NOTHING, _("There is no reason."), _("Say why; everybody can read it."))


def _require_forward(edition, profile, state, since, without_mock) -> None:
    now = state_of(edition, profile, since)
    require(
        state in ORDER[1:] and ORDER.index(state) > ORDER.index(now),
        NOTHING,
        _("From “%(now)s” an edition does not go to “%(state)s”.")
        % {"now": State(now).label, "state": State(state).label if state in ORDER else state},
        _("States go from draft to mock certification, in force and retired, never back."),
    )
    later = planned_changes(edition, profile, since)
    require(
        not later,
        NOTHING,
        _("Another change is planned for %(day)s.") % {"day": later[0].since if later else ""},
        _("Call that one off first, or choose a later day."),
    )
    require(
        state != State.IN_FORCE or now == State.MOCK or without_mock or not offices.OFFICES[edition.kind].mock_first,
        NOTHING,
        _("The field has not had a mock round under this edition by %(day)s.") % {"day": since},
        _("Run a mock round first, or say in the form that it goes in force without one, and why."),
    )


def _retire_others(edition, profile, since, actor, at) -> list[str]:
    """Retire what was in force for the field, since a new edition replaces it; cases under it stay under it."""
    others = [one for one in standings(since, edition.scheme, edition.kind) if one.edition.pk != edition.pk]
    replaced = [one.edition for one in others if one.state == State.IN_FORCE and one.profile == profile]
    for other in replaced:
        reason = _now("Replaced by edition %(edition)s") % {"edition": edition.edition}
        _append(other, profile, State.RETIRED, since, reason, actor, at)
    return [other.edition for other in replaced]


def _keep_replaced(edition, planned, reason, actor, at) -> list[str]:
    """Editions that were to be retired because of what is called off stay as they were."""
    others = EditionState.objects.filter(
        edition__scheme=edition.scheme,
        profile=planned.profile,
        since=planned.since,
        decided_at=planned.decided_at,
        state=State.RETIRED,
    ).exclude(edition=edition)
    for row in others.select_related("edition").defer("edition__content"):
        before = state_of(row.edition, row.profile, row.since - timedelta(days=1))
        _append(row.edition, row.profile, before, row.since, reason, actor, at)
    return [row.edition.edition for row in others]


def _append(edition, profile, state, since, reason, actor, at) -> EditionState:
    return EditionState.objects.create(
        edition=edition,
        profile=profile,
        state=state,
        since=since,
        decided_by=actor,
        decided_at=at,
        reason=reason.strip(),
    )
