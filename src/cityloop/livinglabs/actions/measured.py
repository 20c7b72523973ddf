"""Readings are received and reported on; what was shown can then be accepted; an effect is estimated from them."""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.livinglabs import rules
from cityloop.livinglabs.asked import pilot_rules
from cityloop.livinglabs.estimation import estimate, root, staged
from cityloop.livinglabs.intake import already_there, sha256_of
from cityloop.livinglabs.models import Delivery, Effect, Measurements
from cityloop.livinglabs.protocols import digest_of
from cityloop.livinglabs.queries.measured import counting

NOT_RECEIVED = _("The measurements were not received, and nothing of them was kept.")
NOT_ACCEPTED = _("The delivery was not accepted.")


@action("livinglabs.receive_measurements")
def receive_measurements(*, actor, at, pilot, path, kind="csv", name="", source, expected=None):
    """Read a file whole, flag every row, and report what was found; nothing of it counts before it is accepted.

    `expected` is how many rows there should be, where whoever handed it in said so.
    """
    _may(actor, pilot, at)
    protocol = getattr(pilot, "protocol", None)
    require(
        protocol is not None,
        NOT_RECEIVED,
        _("This pilot has no protocol yet."),
        _("Fix the protocol first: what is measured is decided before it is seen."),
    )
    path = Path(path)
    digest = sha256_of(path)
    for same in pilot.deliveries.filter(sha256=digest, kind=kind):
        why = _("The very same file was handed in before, as “%(name)s”.") % {"name": same.name}
        raise Refused(NOT_RECEIVED, why, _("Open that delivery, or hand in another file."))
    found = staged(path, kind, protocol.content, pilot, pilot_rules(), f"pilots/{pilot.code}", at=at)
    require(
        expected is None or found.rows == expected,
        NOT_RECEIVED,
        _("The file has %(rows)s rows where %(expected)s were announced.") % {"rows": found.rows, "expected": expected},
        _("It may have been cut off on its way: hand it in again."),
    )
    named = {*protocol.content["treated"], *protocol.content.get("comparison", ())}
    units = {one["unit"] for one in found.report["units"]}
    report = {
        **found.report,
        "manifest": found.manifest,
        "not_in_protocol": sorted(units - named)[:50] if "comparison" in protocol.content else [],
        "not_measured": sorted(named - units)[:50],
    }
    delivery = Delivery.objects.create(
        pilot=pilot,
        kind=kind,
        name=(name or path.name)[:200],
        sha256=digest,
        size=path.stat().st_size,
        staged=digest_of(found.manifest),
        rows=found.rows,
        kept=found.kept,
        report=report,
        source=source,
        person=actor,
        at=at,
    )
    return done(delivery, pilot=pilot.code, sha256=digest, rows=found.rows, kept=found.kept)


@action("livinglabs.accept_delivery")
def accept_delivery(*, actor, at, delivery, shown, instead=False):
    """Accept a delivery as it was reported on (`shown` is its digest), beside the others or instead of them."""
    pilot = delivery.pilot
    _may(actor, pilot, at)
    require(
        not Measurements.objects.filter(delivery=delivery).exists(),
        NOT_ACCEPTED,
        _("It was accepted before."),
        _("Nothing needs to be done."),
    )
    require(
        shown == delivery.staged,
        NOT_ACCEPTED,
        _("What was shown is not what was received."),
        _("Open the delivery again and read its report."),
    )
    require(
        delivery.kept > 0,
        NOT_ACCEPTED,
        _("Not one of its readings counts."),
        _("Have the source mended."),
    )
    before = list(counting(pilot))
    if not instead:
        twice = already_there(_files(delivery.report["manifest"]), [one for each in before for one in files_of(each)])
        require(
            twice == 0,
            NOT_ACCEPTED,
            _("%(count)s of its readings are there already, from an earlier delivery.") % {"count": twice},
            _("Accept it instead of the earlier ones, or hand in only what is new."),
        )
    manifest = delivery.report["manifest"]
    measurements = Measurements.objects.create(
        pilot=pilot,
        delivery=delivery,
        manifest=manifest,
        digest=digest_of(manifest),
        rows=delivery.kept,
        observed_from=delivery.report["first"] or "",
        observed_until=delivery.report["last"] or "",
        person=actor,
        received_at=at,
    )
    if instead:
        measurements.instead_of.set(before)
    return done(measurements, pilot=pilot.code, digest=measurements.digest, rows=measurements.rows)


@action("livinglabs.estimate_effect")
def estimate_effect(*, actor, at, pilot):
    """Estimate the effect under the protocol from the measurements that count, and keep the calculation."""
    _may(actor, pilot, at)
    used = list(counting(pilot))
    protocol = getattr(pilot, "protocol", None)
    what = _("No effect was estimated.")
    require(
        protocol is not None and bool(used),
        what,
        _("A protocol and measurements are needed first."),
        _("Fix the protocol, then hand in the measurements."),
    )
    files = [path for one in used for path in files_of(one)]
    hashes = [(one["path"], one["sha256"]) for each in used for one in each.manifest]
    changed = [path for path, digest in hashes if not _whole(path, digest)]
    require(
        not changed,
        what,
        _("A file of measurements is gone or no longer has its hash: %(path)s.") % {"path": "".join(changed[:1])},
        _("Hand the measurements in again."),
    )
    content = estimate(files, protocol.content, level=pilot_rules().level)
    effect = Effect.objects.create(
        pilot=pilot,
        protocol=protocol,
        estimate=content["estimate"],
        low=content["interval"][0],
        high=content["interval"][1],
        p_value=content["p_value"],
        verdict=content["verdict"],
        content=content,
        digest=digest_of({"protocol": protocol.digest, "files": sorted(d for _p, d in hashes), "effect": content}),
        person=actor,
        computed_at=at,
    )
    effect.measurements.set(used)
    return done(effect, pilot=pilot.code, estimate=round(effect.estimate, 6), digest=effect.digest)


def files_of(measurements) -> list[Path]:
    """The files of measurements, in the order of their months."""
    return _files(measurements.manifest)


def _files(manifest) -> list[Path]:
    return [root() / one["path"] for one in manifest]


def _whole(path: str, digest: str) -> bool:
    place = root() / path
    return place.is_file() and sha256_of(place) == digest


def _may(actor, pilot, at) -> None:
    if not rules.runs(actor, pilot, timezone.localdate(at)):
        raise not_yours()
