"""What somebody did for others is recorded and corrected: conflicts of interest are known from it (Art. 5(1)3 to 5)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.organisations.actions.known import retract
from cityloop.organisations.models import Engagement
from cityloop.organisations.rules import keeps_records

NOT_RECORDED = _("The engagement was not recorded.")


@action("organisations.record_engagement")
def record_engagement(
    *, actor, at, kind, since, source, person=None, organisation=None, client=None, service="", until=None
):
    """Record that a person or an organisation worked for a client, or on a service (its code in the directory).

    The installation, officers who run a scheme or a programme, and people about themselves may.
    """
    on = timezone.localdate(at)
    if actor and actor != person and not keeps_records(actor, on):
        raise not_yours()
    _require_engagement(kind, person, organisation, client, service)
    require(
        since <= on and (until is None or since <= until) and bool(source.strip()),
        NOT_RECORDED,
        _("It begins in the future, ends before it began, or names no source."),
        _("Correct the two days, and say where it is known from."),
    )
    engagement = Engagement.objects.create(
        person=person,
        organisation=organisation,
        client=client,
        service=service,
        kind=kind,
        since=since,
        until=until,
        source=source.strip(),
        recorded_at=at,
    )
    whose = person or organisation
    return done(engagement, whose=whose.code, client=client.code if client else "", service=service, kind=kind)


def _require_engagement(kind, person, organisation, client, service) -> None:
    require(
        kind in Engagement.Kind.values and (person is None) != (organisation is None),
        NOT_RECORDED,
        _("It is not clear who did what: a person or an organisation, and one kind of work."),
        _("Choose the one it is about, and the kind."),
    )
    require(
        client is not None or bool(service),
        NOT_RECORDED,
        _("It is not said for whom, or on which service, the work was done."),
        _("Choose the organisation, the service, or both."),
    )


@action("organisations.correct_engagement")
def correct_engagement(*, actor, at, engagement, reason, kind, since, source, client=None, service="", until=None):
    """Record an engagement anew as it really was; the one that was wrong is retracted, for a reason, and stays."""
    before = (engagement.kind, engagement.since, engagement.last_day, engagement.client, engagement.service)
    now = (kind, since, until, client, service)
    require(
        (*before, engagement.source) != (*now, source.strip()),
        NOT_RECORDED,
        _("Nothing differs from what is on record."),
        _("Change what was wrong, or retract the record if it never was so."),
    )
    retract(actor=actor, at=at, record=engagement, reason=reason)
    row = record_engagement(
        actor=actor,
        at=at,
        person=engagement.person,
        organisation=engagement.organisation,
        client=client,
        service=service,
        kind=kind,
        since=since,
        until=until,
        source=source,
    )
    return done(row, before=engagement.pk, reason=reason.strip())
