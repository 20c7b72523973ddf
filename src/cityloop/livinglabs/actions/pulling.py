"""Readings are fetched from an address: each page is kept once, what was begun can go on, the whole is a delivery."""

import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.files.store import keep, read
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.livinglabs import rules
from cityloop.livinglabs.actions.measured import NOT_RECEIVED, receive_measurements
from cityloop.livinglabs.models import Delivery, Pull, PulledPage
from cityloop.livinglabs.pulling import Unreachable, Unread, asked, read_page

PULLED = (Delivery.Kind.NGSI_LD, Delivery.Kind.SENSOR_THINGS)
ROWS = pa.schema([("unit", pa.string()), ("time", pa.string()), ("value", pa.float64()), ("uom", pa.string())])


@action("livinglabs.begin_pull")
def begin_pull(*, actor, at, pilot, kind, address, source):
    """Begin to fetch from an address. One that was fetched before is not fetched again."""
    _may(actor, pilot, at)
    require(
        hasattr(pilot, "protocol"),
        NOT_RECEIVED,
        _("This pilot has no protocol yet."),
        _("Fix the protocol first: what is measured is decided before it is seen."),
    )
    require(kind in PULLED, NOT_RECEIVED, _("Nothing of this kind can be fetched."), _("Choose one of the list."))
    require(
        not pilot.pulls.filter(address=address).exists(),
        NOT_RECEIVED,
        _("This address was fetched from before; readings are fetched once."),
        _("Go on with that one, or ask for another span of time."),
    )
    pull = Pull.objects.create(
        pilot=pilot, kind=kind, address=address, following=address, source=source, person=actor, at=at
    )
    return done(pull, pilot=pilot.code, address=address)


def fetch(pull, *, actor, at, most: int = 20) -> Pull:
    """Fetch up to `most` pages, each in a transaction of its own; what went wrong stops it where it can go on."""
    for _page in range(most):
        pull.refresh_from_db()
        if not pull.following:
            break
        try:
            body, headers = asked(pull.following)
            page = read_page(pull.kind, pull.following, body, headers, pull.pilot.protocol.content["outcome"])
        except (Unreachable, Unread) as trouble:
            return stop_pull(actor=actor, at=at, pull=pull, trouble=str(trouble))
        pull = keep_page(actor=actor, at=at, pull=pull, asked_for=pull.following, body=body, page=page)
    if not pull.following and pull.delivery_id is None:
        pull = finish_pull(actor=actor, at=at, pull=pull)
    return pull


@action("livinglabs.keep_page")
def keep_page(*, actor, at, pull, asked_for, body, page):
    """Keep a page under its hash; one that came in the meantime is not kept twice."""
    _may(actor, pull.pilot, at)
    pull = Pull.objects.select_for_update().get(pk=pull.pk)
    if pull.following == asked_for and not pull.pages.filter(address=asked_for).exists():
        PulledPage.objects.create(
            pull=pull, number=pull.pages_fetched + 1, address=asked_for, sha256=keep(body), rows=len(page.rows), at=at
        )
        seen = page.following and pull.pages.filter(address=page.following).exists()
        pull.following = "" if seen else page.following
        pull.pages_fetched += 1
        pull.rows += len(page.rows)
        pull.expected = page.expected if page.expected is not None else pull.expected
        pull.state, pull.trouble = Pull.State.UNDER_WAY, ""
        pull.save()
    return done(pull, page=pull.pages_fetched, rows=pull.rows)


@action("livinglabs.stop_pull")
def stop_pull(*, actor, at, pull, trouble):
    """Stop where it can go on, and say what stopped it."""
    _may(actor, pull.pilot, at)
    pull = Pull.objects.select_for_update().get(pk=pull.pk)
    pull.state, pull.trouble = Pull.State.STOPPED, trouble[:300]
    pull.save(update_fields=["state", "trouble"])
    return done(pull, page=pull.pages_fetched, trouble=trouble[:300])


@action("livinglabs.finish_pull")
def finish_pull(*, actor, at, pull):
    """All pages are there: together they are a delivery, to be read and accepted like any other."""
    with tempfile.TemporaryDirectory(prefix="cityloop-") as folder, transaction.atomic():
        pull = Pull.objects.select_for_update().get(pk=pull.pk)
        path = Path(folder) / "fetched.parquet"
        _together(pull, path)
        delivery = receive_measurements(
            actor=actor, at=at, pilot=pull.pilot, path=path, kind=pull.kind, name=pull.address[:200], source=pull.source
        )
        pull.delivery, pull.state, pull.trouble = delivery, Pull.State.DONE, ""
        pull.save()
    return done(pull, pages=pull.pages_fetched, rows=pull.rows, delivery=delivery.pk)


def _together(pull, path: Path) -> None:
    outcome = pull.pilot.protocol.content["outcome"]
    with pq.ParquetWriter(path, ROWS) as writer:
        for one in pull.pages.order_by("number"):
            page = read_page(pull.kind, one.address, read(one.sha256), {}, outcome)
            columns = zip(*page.rows, strict=True) if page.rows else ([], [], [], [])
            writer.write_table(pa.table([list(column) for column in columns], ROWS))


def _may(actor, pilot, at) -> None:
    if not rules.runs(actor, pilot, timezone.localdate(at)):
        raise not_yours()
