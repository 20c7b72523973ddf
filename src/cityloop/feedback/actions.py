"""The record is read into reports; drafts are opened, changed and tried against it."""

import hashlib

import rfc8785
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.engine.behaviour import behaviour
from cityloop.engine.edition import Faulty, compile_edition
from cityloop.feedback.drafting import applied, values
from cityloop.feedback.models import CriterionReport, Draft, Replay
from cityloop.feedback.queries import record_of
from cityloop.feedback.rules import may_draft
from cityloop.feedback.trial import tried
from cityloop.language import pick


@action("feedback.report_criteria")
def report_criteria(*, actor, at, edition):
    """Compute how every criterion of an edition behaved over all marks handed in so far."""
    if actor and not may_draft(actor, edition, timezone.localdate(at)):
        raise not_yours()
    record = record_of(edition)
    found = behaviour(compiled(edition), record.cases, record.assessors, record.criteria, record.marks)
    content = {"criteria": [_plain(one) for one in found]}
    report = CriterionReport.objects.create(
        edition=edition,
        cases=len(set(record.cases)),
        marks=len(record.marks),
        content=content,
        digest=_digest(content),
        computed_at=at,
    )
    return done(report, edition=edition.digest, cases=report.cases, marks=report.marks)


@action("feedback.open_draft")
def open_draft(*, actor, at, base, title):
    """Begin a draft of the next edition from `base`; the scheme's owner may."""
    if not may_draft(actor, base, timezone.localdate(at)):
        raise not_yours()
    draft = Draft.objects.create(base=base, owner=actor, title=title, opened_at=at, changed_at=at)
    return done(draft, base=base.digest, title=title)


@action("feedback.change_draft")
def change_draft(*, actor, at, draft, version, changes):
    """Set the values of a draft: `changes` maps the path of each value to what it shall be.

    `version` is the one that the change was made from; a draft changed meanwhile is not overwritten. Values equal to
    the base's are dropped; the edition that comes of the changes must compile.
    """
    draft = Draft.objects.select_for_update().select_related("base").get(pk=draft.pk)
    if not may_draft(actor, draft.base, timezone.localdate(at)):
        raise not_yours()
    require(
        draft.version == version,
        _("Your change was not saved."),
        _("The draft was changed by somebody else after you opened it."),
        _("Open the draft again and repeat your change on what is there now."),
    )
    known = {value.path: value.now for value in values(compiled(draft.base))}
    draft.changes = {path: value for path, value in changes.items() if path in known and value != known[path]}
    drafted(draft)
    draft.version += 1
    draft.changed_at = at
    draft.save(update_fields=["changes", "version", "changed_at"])
    return done(draft, version=draft.version, changes=draft.changes)


@action("feedback.try_draft")
def try_draft(*, actor, at, draft):
    """Replay the draft over every stored dossier and mark of its base, and keep who would have moved and why."""
    if not may_draft(actor, draft.base, timezone.localdate(at)):
        raise not_yours()
    old, new = compiled(draft.base), drafted(draft)
    content = tried(old, new, record_of(draft.base))
    replay = Replay.objects.create(
        draft=draft,
        version=draft.version,
        digest=new.digest,
        cases=len(content["cases"]),
        moved=sum(case["moved"] for case in content["cases"]),
        content=content,
        at=at,
    )
    return done(replay, draft=draft.pk, version=draft.version, moved=replay.moved)


def drafted(draft: Draft):
    """The engine's edition of a draft. Raises `Refused` where the changes make no sound edition."""
    try:
        return compile_edition(applied(draft.base.content, draft.changes))
    except Faulty as faulty:
        raise Refused(
            _("The draft was not saved."),
            " ".join(pick(fault.text) for fault in faulty.faults[:3]),
            _("Correct these values; what was saved before is unchanged."),
        ) from faulty


def _plain(one) -> dict:
    names = ("criterion", "cases", "marks", "share", "spread", "agreement", "discrimination", "low", "high")
    return {
        **{name: getattr(one, name) for name in names},
        "notes": [{"ko": note.ko, "en": note.en} for note in one.notes],
    }


def _digest(content) -> str:
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()
