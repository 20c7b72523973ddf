"""What an officer does with a letter: release it, edit it while it is held, or keep it from going."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.outbox.models import EarlierText, Letter
from cityloop.outbox.rules import may_handle
from cityloop.outbox.sending import send
from cityloop.outbox.texts import LONGEST_SUBJECT

State = Letter.State
OPEN = (State.HELD, State.FAILED)
TEXTS = ("subject_ko", "body_ko", "subject_en", "body_en")


@action("outbox.release_letters")
def release_letters(*, actor, at, letters, shown=None):
    """Let letters go that were read; a failed one is tried again at once.

    `shown` gives the digest of each text that was read, by the letter's key: one edited since is not released.
    """
    require(bool(letters), _("No letter was released."), _("None was chosen."), _("Choose the letters that are to go."))
    found = [_taken(letter, actor, at, OPEN, _("No letter was released.")) for letter in letters]
    for letter in found:
        require(
            not shown or shown.get(letter.pk, letter.digest) == letter.digest,
            _("No letter was released."),
            _("The letter “%(letter)s” was edited since this page was opened.") % {"letter": letter.subject},
            _("Read it as it is now, and release it then."),
        )
        letter.state, letter.next_try_at, letter.attempts = State.WAITING, at, 0
        letter.released_at, letter.released_by = letter.released_at or at, letter.released_by or actor
        letter.save(update_fields=["state", "next_try_at", "attempts", "released_at", "released_by"])
    keys = [letter.pk for letter in found]
    transaction.on_commit(partial(send, at=at, about={"pk__in": keys}), robust=True)
    return done(found[0], letters=keys)


@action("outbox.edit_letter")
def edit_letter(*, actor, at, letter, subject_ko, body_ko, subject_en, body_en, shown=""):
    """Change the text of a letter that is still held; what it said before is kept."""
    what = _("The letter was not changed.")
    letter = _taken(letter, actor, at, (State.HELD,), what)
    require(
        not shown or shown == letter.digest,
        what,
        _("Somebody else edited it since this page was opened."),
        _("Read it as it is now, and edit it then."),
    )
    texts = [" ".join(subject_ko.split()), _lines(body_ko), " ".join(subject_en.split()), _lines(body_en)]
    require(
        all(text.strip() for text in texts) and max(len(texts[0]), len(texts[2])) <= LONGEST_SUBJECT,
        what,
        _("A letter has a subject of at most %(n)s characters and a text, in both languages.") % {"n": LONGEST_SUBJECT},
        _("Write what is missing."),
    )
    EarlierText.objects.create(letter=letter, person=actor, at=at, **{name: getattr(letter, name) for name in TEXTS})
    for name, text in zip(TEXTS, texts, strict=True):
        setattr(letter, name, text)
    letter.save(update_fields=TEXTS)
    return done(letter, kind=letter.kind, sha256=letter.digest)


@action("outbox.withdraw_letter")
def withdraw_letter(*, actor, at, letter, reason):
    """Keep a letter from going, with the reason; it stays on record."""
    what = _("The letter was not stopped.")
    letter = _taken(letter, actor, at, (*OPEN, State.WAITING), what)
    require(bool(reason.strip()), what, _("The reason is missing."), _("Write it in a sentence."))
    letter.state, letter.next_try_at = State.WITHDRAWN, None
    letter.withdrawn_at, letter.withdrawn_by, letter.withdrawn_because = at, actor, reason.strip()
    letter.save(update_fields=["state", "next_try_at", "withdrawn_at", "withdrawn_by", "withdrawn_because"])
    return done(letter, kind=letter.kind)


def _taken(letter, actor, at, states, what) -> Letter:
    """The letter, locked, where the actor may handle it and it stands where the step begins."""
    letter = Letter.objects.select_for_update(of=("self",)).select_related("person").get(pk=letter.pk)
    if not may_handle(actor, letter, timezone.localdate(at)):
        raise not_yours()
    require(
        letter.state in states,
        what,
        _("The letter “%(letter)s” stands at: %(state)s.")
        % {"letter": letter.subject, "state": letter.get_state_display()},
        _("Open the outbox again to see where each letter stands."),
    )
    return letter


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip() + "\n" if text.strip() else ""
