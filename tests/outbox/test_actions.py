"""An officer reads, edits, releases or stops a held letter; nobody else does."""

import pytest
from cast import AT
from django.core import mail
from django.db import DatabaseError, transaction

from cityloop.audit.refusal import Refused
from cityloop.outbox.actions import edit_letter, release_letters, withdraw_letter
from cityloop.outbox.models import EarlierText, Letter
from cityloop.outbox.sending import send

State = Letter.State
TEXT = {"subject_ko": "제목", "body_ko": "본문", "subject_en": "Subject", "body_en": "Text"}


def test_a_released_letter_goes(letter, stage, django_capture_on_commit_callbacks):
    found = letter()
    with django_capture_on_commit_callbacks(execute=True):
        release_letters(actor=stage.operator, at=AT, letters=[found])
    found.refresh_from_db()
    assert (found.state, found.released_by, len(mail.outbox)) == (State.SENT, stage.operator, 1)


def test_what_was_edited_since_it_was_read_is_not_released(letter, stage):
    found = letter()
    shown = {found.pk: found.digest}
    edit_letter(actor=stage.operator, at=AT, letter=found, **TEXT)
    with pytest.raises(Refused, match="edited"):
        release_letters(actor=stage.operator, at=AT, letters=[found], shown=shown)
    assert Letter.objects.get().state == State.HELD


def test_what_a_letter_said_before_is_kept_for_good(letter, stage):
    found = letter()
    before = found.body_ko
    edit_letter(actor=stage.operator, at=AT, letter=found, shown=found.digest, **TEXT)
    assert Letter.objects.get().body_ko == "본문\n"
    assert EarlierText.objects.get().body_ko == before
    with pytest.raises(DatabaseError), transaction.atomic():
        EarlierText.objects.update(body_ko="another")


def test_two_officers_editing_at_once_do_not_overwrite_each_other(letter, stage):
    found = letter()
    shown = found.digest
    edit_letter(actor=stage.operator, at=AT, letter=found, shown=shown, **TEXT)
    with pytest.raises(Refused, match="Somebody else"):
        edit_letter(actor=stage.reviewer, at=AT, letter=found, shown=shown, **{**TEXT, "body_ko": "다른 본문"})


@pytest.mark.parametrize("gap", [{"subject_ko": " "}, {"body_en": ""}, {"subject_en": "x" * 301}])
def test_a_letter_keeps_a_subject_and_a_text_in_both_languages(letter, stage, gap):
    with pytest.raises(Refused, match="both languages"):
        edit_letter(actor=stage.operator, at=AT, letter=letter(), **{**TEXT, **gap})


def test_a_subject_stays_one_line(letter, stage):
    found = edit_letter(actor=stage.operator, at=AT, letter=letter(), **{**TEXT, "subject_en": "A\r\nBcc: b@c.d"})
    assert found.subject_en == "A Bcc: b@c.d"


def test_a_stopped_letter_never_goes(letter, stage):
    found = withdraw_letter(actor=stage.operator, at=AT, letter=letter(), reason="the case was closed")
    assert send(at=AT).sent == 0
    with pytest.raises(Refused, match="stands at"):
        release_letters(actor=stage.operator, at=AT, letters=[found])


def test_stopping_needs_a_reason(letter, stage):
    with pytest.raises(Refused, match="reason"):
        withdraw_letter(actor=stage.operator, at=AT, letter=letter(), reason="  ")


def test_releasing_nothing_is_refused(stage):
    with pytest.raises(Refused, match="None was chosen"):
        release_letters(actor=stage.operator, at=AT, letters=[])


@pytest.mark.parametrize("who", ["applicant", "stranger", "assessor"])
def test_who_does_not_run_the_scheme_is_refused(letter, stage, who):
    step = {"actor": getattr(stage, who), "at": AT}
    found = letter()
    for attempt in (
        lambda: release_letters(**step, letters=[found]),
        lambda: edit_letter(**step, letter=found, **TEXT),
        lambda: withdraw_letter(**step, letter=found, reason="no"),
    ):
        with pytest.raises(Refused, match="somebody else"):
            attempt()
    assert Letter.objects.get().state == State.HELD


@pytest.mark.parametrize("state", [State.WAITING, State.SENDING, State.SENT])
def test_what_is_on_its_way_is_edited_no_more(letter, stage, state):
    found = letter(held=False)
    if state != State.WAITING:
        Letter.objects.update(state=state, sent_at=AT if state == State.SENT else None)
    with pytest.raises(Refused, match="stands at"):
        edit_letter(actor=stage.operator, at=AT, letter=found, **TEXT)
