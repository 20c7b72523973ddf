"""A draft is opened, saved version by version, and tried over the record."""

import re

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment import offices
from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, require
from cityloop.engine.edition import Faulty, canonical, compile_edition, digest, examine, lint, shaped
from cityloop.engine.edition.lint.wording import filled
from cityloop.feedback.drafting import first_text, opened_from
from cityloop.feedback.models import Draft, DraftVersion, Replay
from cityloop.feedback.queries import latest, record_of
from cityloop.feedback.rules import may_draft
from cityloop.feedback.trial import tried
from cityloop.language import pick

MOST_BYTES = 1_000_000
NOT_SAVED = _("The draft was not saved.")
UNCHANGED = _("Correct these values; what was saved before is unchanged.")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@action("feedback.open_draft")
def open_draft(*, actor, at, base, title):
    """Begin a draft of the next edition from `base`; the scheme's owner may. It plans no states of its own."""
    if not may_draft(actor, base, timezone.localdate(at)):
        raise not_yours()
    draft = Draft.objects.create(
        base=base, kind=base.kind, scheme=base.scheme, owner=actor, title=title, opened_at=at, changed_at=at
    )
    _append(draft, opened_from(base.content, timezone.localdate(at)), actor, at)
    return done(draft, base=base.digest, title=title)


@action("feedback.open_first_draft")
def open_first_draft(*, actor, at, scheme, title, title_ko, title_en):
    """Begin the first edition of a scheme of which nothing is published, with its name; the scheme's owner may."""
    kind, on = Edition.Kind.SCHEME, timezone.localdate(at)
    if not offices.writes(actor, kind, scheme, on):
        raise not_yours()
    require(
        not Edition.objects.filter(kind=kind, scheme=scheme).exists(),
        _("No draft was opened."),
        _("An edition of this scheme is published."),
        _("Open the draft of the next from that edition."),
    )
    draft = Draft.objects.create(kind=kind, scheme=scheme, owner=actor, title=title, opened_at=at, changed_at=at)
    _append(draft, first_text(kind, scheme, {"ko": title_ko, "en": title_en}, on), actor, at)
    return done(draft, scheme=scheme, title=title)


@action("feedback.save_draft")
def save_draft(*, actor, at, draft, version, content, what="", source=""):
    """Save the whole text of a draft as its next version; `source` is the YAML that somebody wrote, with its comments.

    `version` is the one that the change was made from; a draft changed meanwhile is not overwritten. The text may
    still have faults that an edition may not have, which are counted; but every part of it has its shape.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if not may_draft(actor, draft, timezone.localdate(at)):
        raise not_yours()
    require(
        draft.version == version,
        _("Your change was not saved."),
        _("The draft was changed by somebody else after you opened it."),
        _("Open the draft again and repeat your change on what is there now."),
    )
    _require_shape(content, draft)
    draft.version += 1
    draft.changed_at = at
    draft.save(update_fields=["version", "changed_at"])
    row = _append(draft, content, actor, at, what=what, source=source)
    return done(draft, version=draft.version, digest=row.digest, faults=row.faults, what=what)


@action("feedback.try_draft")
def try_draft(*, actor, at, draft):
    """Replay the draft over every stored dossier and mark of its base, and keep who would have moved and why."""
    if not may_draft(actor, draft, timezone.localdate(at)):
        raise not_yours()
    require(
        draft.base is not None,
        _("The draft was not tried."),
        _("Nothing was judged under this scheme yet."),
        _("Publish its first edition, and try it in a mock round."),
    )
    old, new = compiled(draft.base), drafted(draft)
    content = tried(old, new, record_of(draft.base, at))
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
    """The engine's edition of a draft's last version. Raises `Refused` where it is no sound edition yet."""
    try:
        return compile_edition(latest(draft).content)
    except Faulty as faulty:
        raise Refused(
            _("The draft was not tried."),
            " ".join(pick(fault.text) for fault in faulty.faults[:3]),
            _("Mend these first; the draft itself is kept."),
        ) from faulty


def _append(draft, content, actor, at, *, what="", source="") -> DraftVersion:
    _edition, faults = examine(content)
    wrong = [fault for fault in (*faults, *lint(content)) if not fault.warning]
    return DraftVersion.objects.create(
        draft=draft,
        number=draft.version,
        content=content,
        source=source,
        digest=digest(content),
        faults=len(wrong),
        what=str(what)[:200],
        by=actor,
        at=at,
    )


def _require_shape(content, draft) -> None:
    """The text is of this scheme, can be stored, and every part of it has its shape."""
    whole = isinstance(content, dict)
    require(
        whole and content.get("kind") == draft.kind and content.get("id") == draft.scheme,
        NOT_SAVED,
        _("The text is not one of the scheme “%(scheme)s”.") % {"scheme": draft.scheme},
        _("Keep its “kind” and “id” as they are; they never change."),
    )
    _edition, faults = shaped(filled(content))
    if faults:
        raise Refused(NOT_SAVED, " ".join(pick(fault.text) for fault in faults[:3]), UNCHANGED)
    text = canonical(content)
    require(
        len(text) <= MOST_BYTES and not _CONTROL.search(_strings(content)),
        NOT_SAVED,
        _("It is longer than 1 MB, or holds characters that no text has."),
        UNCHANGED,
    )


def _strings(content) -> str:
    """All the words of a content, one after another."""
    if isinstance(content, dict):
        return "".join(f"{name}{_strings(item)}" for name, item in content.items())
    if isinstance(content, list):
        return "".join(map(_strings, content))
    return content if isinstance(content, str) else ""
