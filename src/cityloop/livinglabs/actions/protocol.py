"""A protocol is drafted, tried on the past, fixed under its digest; what is done otherwise is a departure."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, refused_if_taken, require
from cityloop.livinglabs import rules
from cityloop.livinglabs.asked import pilot_rules
from cityloop.livinglabs.estimation import foreseen
from cityloop.livinglabs.models import Departure, Protocol, ProtocolDraft
from cityloop.livinglabs.protocols import digest_of, faults

NOT_FIXED = _("The protocol was not fixed.")
FIXED = Refused(
    _("The protocol stands as it was fixed."),
    _("It was fixed before, and what is fixed does not change."),
    _("Record a departure from the protocol instead; it is shown beside the result."),
)


@action("livinglabs.draft_protocol")
def draft_protocol(*, actor, at, pilot, content):
    """Keep the draft of a protocol. What was computed of its power goes where the content is another."""
    _may(actor, pilot, at)
    if hasattr(pilot, "protocol"):
        raise FIXED
    draft, _new = ProtocolDraft.objects.select_for_update().get_or_create(pilot=pilot, defaults={"changed_at": at})
    same = draft.content == content
    draft.content, draft.changed_at = content, at
    draft.power = draft.power if same else None
    draft.save()
    return done(draft, pilot=pilot.code)


@action("livinglabs.try_protocol")
def try_protocol(*, actor, at, pilot, path, kind, name):
    """Try the draft on measurements of the past: the smallest effect it finds, and how surely the one worth having."""
    _may(actor, pilot, at)
    if hasattr(pilot, "protocol"):
        raise FIXED
    draft = ProtocolDraft.objects.select_for_update().filter(pilot=pilot).first()
    _complete(draft, _("The draft was not tried."))
    draft.power = foreseen(path, kind, name, draft.content, pilot, pilot_rules(), at=at)
    draft.save(update_fields=["power"])
    return done(draft, pilot=pilot.code, past=draft.power["sha256"])


@action("livinglabs.freeze_protocol")
def freeze_protocol(*, actor, at, pilot, content=None, power=None):
    """Fix the draft (or a content given whole). Whether that came before the measurements is part of the record."""
    _may(actor, pilot, at)
    if hasattr(pilot, "protocol"):
        raise FIXED
    if content is None:
        draft = ProtocolDraft.objects.select_for_update().filter(pilot=pilot).first()
        _complete(draft, NOT_FIXED)
        content, power = draft.content, draft.power
    missing = faults(content)
    require(not missing, NOT_FIXED, " ".join(missing), _("Complete the draft."))
    after_the_fact = pilot.began_on <= timezone.localdate(at)
    require(
        power is not None or after_the_fact,
        NOT_FIXED,
        _("It was not tried on the past, so nobody knows what it could find."),
        _("Hand in measurements from before the start and have the power computed."),
    )
    with refused_if_taken(FIXED):
        protocol = Protocol.objects.create(
            pilot=pilot,
            content=content,
            power=power,
            digest=digest_of({"content": content, "power": power}),
            frozen_at=at,
            person=actor,
            after_the_fact=after_the_fact,
        )
    return done(protocol, pilot=pilot.code, digest=protocol.digest)


@action("livinglabs.record_departure")
def record_departure(*, actor, at, pilot, what_ko, what_en, why_ko, why_en):
    """Say what was done otherwise than fixed, and why; it stands beside every result from now on."""
    _may(actor, pilot, at)
    what = _("No departure was recorded.")
    require(
        hasattr(pilot, "protocol"), what, _("The protocol is not fixed yet."), _("Change the draft as you need it.")
    )
    texts = {"what_ko": what_ko, "what_en": what_en, "why_ko": why_ko, "why_en": why_en}
    require(
        all(one.strip() for one in texts.values()),
        what,
        _("What was done otherwise and why is said in both languages."),
        _("Fill in every field."),
    )
    departure = Departure.objects.create(protocol=pilot.protocol, person=actor, at=at, **texts)
    return done(departure, pilot=pilot.code, protocol=pilot.protocol.digest)


def _complete(draft, what) -> None:
    missing = faults(draft.content) if draft else [_("There is no draft yet.")]
    require(not missing, what, " ".join(map(str, missing)), _("Complete the draft."))


def _may(actor, pilot, at) -> None:
    if not rules.runs(actor, pilot, timezone.localdate(at)):
        raise not_yours()
