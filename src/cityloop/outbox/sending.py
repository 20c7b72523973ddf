"""Send what is to be sent: each letter once, even with two senders; a failure is tried again, later and later.

A sender claims a letter by an update that only one can win, speaks to the mail server outside any transaction, and
writes down what came of it. Where the machine stops between the two, the letter is taken up again after `LOST`: a mail
may then arrive twice, never not at all.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q

from cityloop.audit.actions import action, done
from cityloop.outbox.models import Letter

State = Letter.State
LOST = timedelta(hours=2)  # longer than a whole batch can take
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=30), timedelta(days=1)
TRIES = 8
BATCH = 500
TROUBLE = (OSError, SMTPException, ValueError)  # no server, a server that refuses, an address that is none


@dataclass
class Sent:
    """What one round of sending came to."""

    sent: int = 0
    failed: int = 0
    errors: set[str] = field(default_factory=set)


def send(*, at, about: dict | None = None) -> Sent:
    """Send every letter whose time has come, or those of one occasion. Never raises because of a mail server."""
    tally = Sent()
    found = list(_ready(at).filter(**(about or {})).order_by("written_at", "pk").values_list("pk", flat=True)[:BATCH])
    if not found:
        return tally
    connection, closed = get_connection(), ""
    try:
        connection.open()
    except TROUBLE as trouble:
        closed = _said(trouble)
    for pk in found:
        letter = claim(pk, at)
        if letter:
            error = closed or _mailed(letter, connection)
            _close(letter, at, error, tally)
    if not closed:
        connection.close()
    return tally


def claim(pk, at) -> Letter | None:
    """Take a letter for sending; None where another sender has it, or it is no longer to be sent."""
    won = _ready(at).filter(pk=pk).update(state=State.SENDING, claimed_at=at, attempts=F("attempts") + 1)
    return Letter.objects.select_related("person").get(pk=pk) if won else None


def mail_of(letter: Letter, connection=None) -> EmailMessage:
    """The mail as it goes: Korean first, then English, in one."""
    return EmailMessage(
        subject=f"{letter.subject_ko} / {letter.subject_en}",
        body=f"{letter.body_ko}\n{'-' * 60}\n\n{letter.body_en}",
        to=[letter.person.email if letter.person else letter.address],
        connection=connection,
    )


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failures; None where an officer has to look.

    >>> [str(wait_after(n)) for n in (1, 2, 3)], wait_after(8)
    (['0:30:00', '1:00:00', '2:00:00'], None)
    """
    return None if attempts >= TRIES else min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)


def _ready(at):
    """Letters whose time has come, and those whose sender was lost half-way."""
    return Letter.objects.filter(
        Q(state__in=(State.WAITING, State.FAILED), next_try_at__lte=at)
        | Q(state=State.SENDING, claimed_at__lt=at - LOST)
    )


def _mailed(letter, connection) -> str:
    if letter.person and letter.person.simulated and settings.MAIL_HOST:
        return ""  # nobody is at that address: it is read on the page of letters only
    try:
        mail_of(letter, connection).send()
    except TROUBLE as trouble:
        return _said(trouble)
    return ""


def _said(trouble) -> str:
    return f"{type(trouble).__name__}: {trouble}"[:500]


def _close(letter, at, error, tally) -> None:
    if error:
        tally.failed += 1
        tally.errors.add(error)
        wait = wait_after(letter.attempts)
        letter.state, letter.error, letter.next_try_at = State.FAILED, error, at + wait if wait else None
        letter.save(update_fields=["state", "error", "next_try_at"])
        return
    tally.sent += 1
    _mark_sent(actor=None, at=at, letter=letter)


@action("outbox.send_letter")
def _mark_sent(*, actor, at, letter):
    letter.state, letter.sent_at, letter.error, letter.next_try_at = State.SENT, at, "", None
    letter.save(update_fields=["state", "sent_at", "error", "next_try_at"])
    return done(letter, kind=letter.kind, person=letter.person.code if letter.person else "")
