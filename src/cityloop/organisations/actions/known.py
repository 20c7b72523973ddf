"""Officers record what is known of organisations and people: further names, groups, former employers."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, refused_if_taken, require
from cityloop.organisations.models import (
    Employment,
    Ending,
    Engagement,
    GroupTie,
    Organisation,
    OrganisationName,
    Retraction,
)
from cityloop.organisations.naming import key_of
from cityloop.organisations.queries.known import same_by_name
from cityloop.organisations.rules import keeps_records

NOT_RECORDED = _("Nothing was recorded.")
FIELDS = {OrganisationName: "name", GroupTie: "tie", Employment: "employment", Engagement: "engagement"}


@action("organisations.note_organisation")
def note_organisation(*, actor, at, code, name_ko, name_en, kind, country, tier="", simulated=False):
    """Enter an organisation that nobody acts for here, such as somebody's former employer; officers may."""
    _keeps(actor, at)
    taken = Refused(
        _("The organisation was not registered."),
        _("The code “%(code)s” is taken.") % {"code": code},
        _("Choose another code."),
    )
    require(not Organisation.objects.filter(code=code).exists(), taken.what, taken.why, taken.remedy)
    with refused_if_taken(taken):
        organisation = Organisation.objects.create(
            code=code, name_ko=name_ko, name_en=name_en, kind=kind, country=country, tier=tier, simulated=simulated
        )
    tie_same(organisation, at)
    return done(organisation, code=code)


@action("organisations.record_name")
def record_name(*, actor, at, organisation, kind, name, source, since=None, until=None):
    """Record a former or other name of an organisation, in any script, or the domain of its mail."""
    _keeps(actor, at)
    name, key = " ".join(name.split()), key_of(kind, name)
    require(
        kind in OrganisationName.Kind.values and bool(key) and len(name) <= 200,
        NOT_RECORDED,
        _("“%(name)s” is no name that could be found again.") % {"name": name[:60]},
        _("Write the name as it is printed, or a domain such as daon.example; at most 200 characters."),
    )
    _require_dated(since, until, source, at)
    known = OrganisationName.objects.filter(organisation=organisation, kind=kind, key=key, retraction=None)
    require(
        not known.exists(),
        NOT_RECORDED,
        _("%(organisation)s is known under this name already.") % {"organisation": organisation},
        _("See the record of the organisation."),
    )
    row = OrganisationName.objects.create(
        organisation=organisation,
        kind=kind,
        name=name,
        key=key,
        since=since,
        until=until,
        source=source.strip(),
        recorded_at=at,
    )
    tie_same(organisation, at)
    return done(row, organisation=organisation.code, name=name, kind=kind)


@action("organisations.record_tie")
def record_tie(*, actor, at, parent, child, source, since=None, until=None, kind=GroupTie.Kind.SUBSIDIARY):
    """Record that one organisation belongs, or belonged, to another; or that both are one, entered twice."""
    _keeps(actor, at)
    require(
        parent != child and kind in GroupTie.Kind.values,
        NOT_RECORDED,
        _("Both sides are the same organisation."),
        _("Choose the organisation that it belongs to."),
    )
    _require_dated(since, until, source, at)
    known = GroupTie.objects.filter(parent__in=(parent, child), child__in=(parent, child), retraction=None, until=None)
    require(
        not known.exists(),
        NOT_RECORDED,
        _("That these two belong together is on record already."),
        _("See the record of the organisation."),
    )
    tie = _tie(parent, child, kind, source.strip(), at, since, until)
    return done(tie, parent=parent.code, child=child.code, kind=kind)


@action("organisations.record_employment")
def record_employment(*, actor, at, person, organisation, source, since=None, until=None):
    """Record where a person worked or works; officers may, and people about themselves."""
    if actor != person:
        _keeps(actor, at)
    _require_dated(since, until, source, at)
    known = Employment.objects.filter(
        person=person, organisation=organisation, since=since, until=until, retraction=None
    )
    require(
        not known.exists(),
        NOT_RECORDED,
        _("The same employment is on record already."),
        _("Correct the days if they were others."),
    )
    row = Employment.objects.create(
        person=person, organisation=organisation, since=since, until=until, source=source.strip(), recorded_at=at
    )
    return done(row, person=person.code, organisation=organisation.code)


@action("organisations.end_record")
def end_record(*, actor, at, record, until, source):
    """A tie, an employment or an engagement that lasted has ended: until when, and where that is known from."""
    _keeps(actor, at)
    _require_counts(record)
    require(
        not isinstance(record, OrganisationName),
        NOT_RECORDED,
        _("A name that was given up is still a name by which the organisation is found."),
        _("Retract it if the organisation never had it."),
    )
    over = Refused(
        _("Nothing was changed."),
        _("Its last day is on record already."),
        _("Correct the record if the day was another."),
    )
    if record.last_day:
        raise over
    require(
        until <= timezone.localdate(at) and (record.since is None or record.since <= until) and bool(source.strip()),
        NOT_RECORDED,
        _("It ends in the future, ended before it began, or names no source."),
        _("Correct the day, and say where it is known from."),
    )
    field = FIELDS[type(record)]
    with refused_if_taken(over):
        row = Ending.objects.create(**{field: record}, until=until, source=source.strip(), person=actor, at=at)
    return done(row, record=field, of=str(record))


@action("organisations.retract")
def retract(*, actor, at, record, reason):
    """A record that turned out wrong counts no more, for a reason; it stays to be read."""
    _keeps(actor, at)
    require(bool(reason.strip()), NOT_RECORDED, _("The reason is missing."), _("Write it in a sentence."))
    _require_counts(record)
    field = FIELDS[type(record)]
    with refused_if_taken(_retracted()):
        row = Retraction.objects.create(**{field: record}, reason=reason.strip(), person=actor, at=at)
    return done(row, record=field, of=str(record))


def tie_same(organisation, at) -> None:
    """Tie an organisation to those of its country that go under one of its names: one body, entered twice.

    A step of whatever enters a name. An officer who knows better retracts the tie.
    """
    for other in same_by_name(organisation):
        _tie(other, organisation, GroupTie.Kind.SAME, str(_("the same name in the same country")), at)


def _tie(parent, child, kind, source, at, since=None, until=None) -> GroupTie:
    return GroupTie.objects.create(
        parent=parent, child=child, kind=kind, source=source, since=since, until=until, recorded_at=at
    )


def _require_dated(since, until, source, at) -> None:
    on = timezone.localdate(at)
    require(
        (since is None or since <= on) and (since is None or until is None or since <= until) and bool(source.strip()),
        NOT_RECORDED,
        _("It begins in the future, ends before it began, or names no source."),
        _("Correct the two days, and say where it is known from."),
    )


def _require_counts(record) -> None:
    if hasattr(record, "retraction"):
        raise _retracted()


def _retracted() -> Refused:
    return Refused(
        _("Nothing was changed."),
        _("This record was retracted before."),
        _("Open the organisation again to see what counts."),
    )


def _keeps(actor, at) -> None:
    if actor and not keeps_records(actor, timezone.localdate(at)):
        raise not_yours()
