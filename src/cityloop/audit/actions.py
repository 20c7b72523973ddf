"""One action is one transaction and one audit entry."""

import functools
import hashlib
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC

import rfc8785
from django.db import models, transaction
from django.utils import timezone

from cityloop.audit.models import Entry, Head

_waiting: ContextVar[list | None] = ContextVar("entries of the transaction under way", default=None)


@dataclass(frozen=True)
class Done:
    """What an action did: its subject, and the detail worth keeping."""

    subject: models.Model
    detail: dict = field(default_factory=dict)


def done(subject: models.Model, **detail) -> Done:
    """Close an action: `subject` is what it was about; `detail` goes into the audit entry (JSON values only)."""
    return Done(subject, detail)


def action(verb: str):
    """Make a function an action: atomic, audited under `verb`, giving back its subject.

    The function takes keywords only, among them `actor` (a person, or None for the clock) and `at` (aware datetime),
    and returns `done(subject, **detail)`. Actions may call actions: all share the outer transaction, and each leaves
    its entry. Entries are written last, so that the head of the chain is locked as briefly as can be and always
    after every other lock.
    """

    def wrap(function):
        @functools.wraps(function)
        def run(*, actor, at, **values):
            outermost = _waiting.get() is None
            token = _waiting.set([]) if outermost else None
            try:
                with transaction.atomic():
                    result = function(actor=actor, at=at, **values)
                    _waiting.get().append((verb, actor, at, result))
                    if outermost:
                        _append(_waiting.get())
                return result.subject
            finally:
                if outermost:
                    _waiting.reset(token)

        run.verb = verb
        return run

    return wrap


def _append(entries) -> None:
    head = Head.objects.select_for_update().get()
    now = timezone.now()
    rows = []
    for verb, actor, at, result in entries:
        entry = Entry(
            sequence=head.sequence + 1,
            at=at,
            recorded_at=now,
            actor=actor.code if actor else "",
            verb=verb,
            subject_kind=result.subject._meta.label_lower,
            subject_id=str(result.subject.pk),
            detail=result.detail,
            previous=head.hash,
        )
        entry.hash = digest(entry)
        head.sequence, head.hash = entry.sequence, entry.hash
        rows.append(entry)
    Entry.objects.bulk_create(rows)
    head.save()


def digest(entry: Entry) -> str:
    """SHA-256 over the RFC 8785 canonical JSON of everything the entry says, the hash before it included."""
    content = {
        "sequence": entry.sequence,
        "at": _utc(entry.at),
        "recorded_at": _utc(entry.recorded_at),
        "actor": entry.actor,
        "verb": entry.verb,
        "subject": [entry.subject_kind, entry.subject_id],
        "detail": entry.detail,
        "previous": entry.previous,
    }
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def _utc(moment) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
