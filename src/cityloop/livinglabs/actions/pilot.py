"""Pilots are opened, their protocols fixed, measurements received, effects estimated."""

import hashlib
import os
import tempfile
from pathlib import Path

import rfc8785
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.livinglabs.estimation import estimate, readings
from cityloop.livinglabs.models import Effect, Measurements, Pilot, Protocol
from cityloop.livinglabs.rules import may_run_pilots


@action("livinglabs.open_pilot")
def open_pilot(*, actor, at, code, simulated=False, **described):
    """Open a pilot; `described` are columns of `Pilot`."""
    _may(actor, at)
    require(
        not Pilot.objects.filter(code=code).exists(),
        _("The pilot was not opened."),
        _("There is a pilot with the code “%(code)s”.") % {"code": code},
        _("Open the existing pilot, or choose another code."),
    )
    pilot = Pilot.objects.create(code=code, simulated=simulated, opened_at=at, **described)
    return done(pilot, code=code)


@action("livinglabs.freeze_protocol")
def freeze_protocol(*, actor, at, pilot, content):
    """Fix what will be measured and how. Whether that came before the measurements is part of the record."""
    _may(actor, at)
    protocol = Protocol.objects.create(
        pilot=pilot,
        content=content,
        digest=hashlib.sha256(rfc8785.dumps(content)).hexdigest(),
        frozen_at=at,
        after_the_fact=pilot.began_on <= timezone.localdate(at),
    )
    return done(protocol, pilot=pilot.code, digest=protocol.digest)


@action("livinglabs.receive_measurements")
def receive_measurements(*, actor, at, pilot, path, source):
    """Keep a delivery of measurements as Parquet under its hash.

    `path` is a CSV file with the columns that the protocol names; it is read and checked whole before anything is kept.
    """
    _may(actor, at)
    protocol = pilot.protocols.last()
    require(
        protocol is not None,
        _("The measurements were not received."),
        _("This pilot has no protocol yet."),
        _("Fix the protocol first: what is measured is decided before it is seen."),
    )
    found = readings(Path(path), protocol.content)
    digest = _keep(found.parquet)
    measurements = Measurements.objects.create(
        pilot=pilot,
        name=Path(path).name,
        sha256=digest,
        rows=found.rows,
        observed_from=found.first,
        observed_until=found.last,
        received_at=at,
        source=source,
    )
    return done(measurements, pilot=pilot.code, sha256=digest, rows=found.rows)


@action("livinglabs.estimate_effect")
def estimate_effect(*, actor, at, pilot):
    """Estimate the pilot's effect from its latest measurements under its latest protocol, and keep the calculation."""
    _may(actor, at)
    protocol, measurements = pilot.protocols.last(), pilot.measurements.last()
    require(
        protocol is not None and measurements is not None,
        _("No effect was estimated."),
        _("A protocol and measurements are needed first."),
        _("Fix the protocol, then hand in the measurements."),
    )
    content = estimate(evidence(measurements.sha256), protocol.content)
    effect = Effect.objects.create(
        pilot=pilot,
        protocol=protocol,
        measurements=measurements,
        estimate=content["estimate"],
        p_value=content["p_value"],
        content=content,
        digest=hashlib.sha256(rfc8785.dumps(content)).hexdigest(),
        computed_at=at,
    )
    return done(effect, pilot=pilot.code, estimate=round(effect.estimate, 6), digest=effect.digest)


def _may(actor, at) -> None:
    if not may_run_pilots(actor, timezone.localdate(at)):
        raise not_yours()


def evidence(sha256: str) -> Path:
    """Where the Parquet file with that hash is kept."""
    return settings.EVIDENCE_ROOT / sha256[:2] / f"{sha256}.parquet"


def _keep(content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    place = evidence(digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(temporary, place)
    return digest
