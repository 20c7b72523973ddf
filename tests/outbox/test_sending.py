"""Each letter is sent once, even with two senders; a mail server that refuses is asked again, later and later."""

import socket
from datetime import timedelta

import pytest
from cast import AT
from django.core import mail

from cityloop.audit.models import Entry
from cityloop.outbox.models import Letter
from cityloop.outbox.sending import LOST, TRIES, claim, send

State = Letter.State
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def refusing(settings):
    """A mail server that refuses every connection: a port that is bound and not listened to."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND, settings.EMAIL_USE_TLS = SMTP, False
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
        yield


def test_a_letter_that_is_not_held_goes_after_commit(letter, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        found = letter(held=False)
        assert mail.outbox == []
    found.refresh_from_db()
    assert (found.state, found.sent_at) == (State.SENT, AT)
    (sent,) = mail.outbox
    assert sent.to == ["applicant@example.org"]
    assert found.subject_ko in sent.subject and found.subject_en in sent.subject
    assert sent.body.index("귀하") < sent.body.index("Dear")


def test_a_held_letter_does_not_go(letter):
    letter()
    assert send(at=AT + timedelta(days=9)).sent == 0
    assert mail.outbox == []


def test_a_letter_is_sent_once(letter):
    letter(held=False)
    assert [send(at=AT).sent, send(at=AT).sent, len(mail.outbox)] == [1, 0, 1]


def test_of_two_senders_one_gets_the_letter(letter):
    found = letter(held=False)
    assert claim(found.pk, AT) is not None
    assert claim(found.pk, AT) is None
    assert send(at=AT).sent == 0


def test_a_sender_that_was_lost_half_way_is_followed_by_another(letter):
    found = letter(held=False)
    claim(found.pk, AT)
    assert send(at=AT + LOST).sent == 0
    assert send(at=AT + LOST + timedelta(seconds=1)).sent == 1


def test_a_mail_server_that_refuses_is_asked_again_later(letter, refusing):
    found = letter(held=False)
    tally = send(at=AT)
    found.refresh_from_db()
    assert (tally.sent, tally.failed, found.state, found.attempts) == (0, 1, State.FAILED, 1)
    assert "ConnectionRefusedError" in found.error
    assert found.next_try_at == AT + timedelta(minutes=30)
    assert send(at=AT + timedelta(minutes=29)).failed == 0
    assert send(at=AT + timedelta(minutes=30)).failed == 1


def test_after_many_refusals_an_officer_has_to_look(letter, refusing):
    found = letter(held=False)
    for day in range(TRIES + 3):
        send(at=AT + timedelta(days=2 * day))
    found.refresh_from_db()
    assert (found.state, found.attempts, found.next_try_at) == (State.FAILED, TRIES, None)


def test_an_address_that_is_none_does_not_stop_the_others(letter, stage):
    bad = letter(held=False)
    stage.applicant.email = "x@example.org\nBcc: y@example.org"
    stage.applicant.save()
    letter(held=False, to=[stage.stranger])
    assert vars(send(at=AT)) | {"errors": None} == {"sent": 1, "failed": 1, "errors": None}
    bad.refresh_from_db()
    assert bad.state == State.FAILED


def test_a_real_mail_server_gets_no_letter_to_somebody_simulated(letter, stage, settings):
    settings.MAIL_HOST = "mail.example.org"
    stage.applicant.simulated = True
    stage.applicant.save()
    letter(held=False), letter(held=False, to=[stage.stranger])
    assert send(at=AT).sent == 2
    assert [sent.to for sent in mail.outbox] == [["stranger@example.org"]]


def test_what_was_sent_is_on_the_record(letter):
    found = letter(held=False)
    send(at=AT)
    entry = Entry.objects.get(verb="outbox.send_letter")
    assert (entry.subject_id, entry.actor) == (str(found.pk), "")
