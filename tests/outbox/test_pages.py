"""The outbox for those who run a scheme, the letters for those to whom they were written, and 404 for the rest."""

import pytest
from cast import AT
from django.urls import reverse
from django.utils.translation import override

from cityloop.outbox.models import DueRun, Letter
from cityloop.outbox.queries import letters_about, waiting_for

State = Letter.State


def at(name, *args, language="en"):
    with override(language):
        return reverse(f"outbox:{name}", args=args)


def test_the_officer_reads_the_whole_text_and_releases_what_was_chosen(client, stage, letter):
    found, other = letter(), letter(key="2")
    client.force_login(stage.operator)
    page = client.get(at("outbox")).content.decode()
    assert "was withdrawn on" in page and "취하되었습니다" in page
    answer = client.post(at("release"), {"letter": [f"{found.pk}-{found.digest}"]}, follow=True)
    assert "1 letter was released." in answer.content.decode()
    states = dict(Letter.objects.values_list("pk", "state"))
    assert states == {found.pk: State.WAITING, other.pk: State.HELD}


@pytest.mark.parametrize("chosen", [[], ["999-x"], ["x"], ["9" * 40]])
def test_releasing_what_is_not_there_is_refused_with_a_sentence(client, stage, letter, chosen):
    letter()
    client.force_login(stage.operator)
    answer = client.post(at("release"), {"letter": chosen})
    assert answer.status_code == 409
    assert "Choose the letters" in answer.content.decode()


def test_the_officer_edits_and_what_it_said_before_is_shown(client, stage, letter):
    found = letter()
    client.force_login(stage.operator)
    form = {"shown": found.digest, "subject_ko": "제목", "body_ko": "본문", "subject_en": "S", "body_en": "New text"}
    page = client.post(at("edit", found.pk), form, follow=True).content.decode()
    assert "New text" in page and "What it said before" in page and found.subject_en in page


def test_a_form_with_a_gap_keeps_what_was_typed(client, stage, letter):
    found = letter()
    client.force_login(stage.operator)
    answer = client.post(at("edit", found.pk), {"shown": found.digest, "body_en": "typed"})
    assert answer.status_code == 422 and "typed" in answer.content.decode()


def test_the_officer_keeps_a_letter_from_going(client, stage, letter):
    found = letter()
    client.force_login(stage.operator)
    client.post(at("stop", found.pk), {"reason": "too late"})
    found.refresh_from_db()
    assert (found.state, found.withdrawn_because) == (State.WITHDRAWN, "too late")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_reader_reads_their_letter_once_it_may_go(client, stage, letter, language):
    held, going = letter(key="1"), letter(key="2", held=False)
    client.force_login(stage.applicant)
    page = client.get(at("mine", language=language)).content.decode()
    assert getattr(going, f"subject_{language}") in page
    assert client.get(at("letter", going.pk, language=language)).status_code == 200
    assert client.get(at("letter", held.pk, language=language)).status_code == 404
    assert client.get(at("edit", going.pk, language=language)).status_code == 404
    assert client.get(at("outbox", language=language)).status_code == 404


def test_the_stranger_finds_nothing(client, stage, letter):
    found = letter(held=False)
    client.force_login(stage.stranger)
    for name, args in (("outbox", ()), ("letter", (found.pk,)), ("edit", (found.pk,)), ("stop", (found.pk,))):
        assert client.get(at(name, *args)).status_code == 404
    assert found.subject_en not in client.get(at("mine")).content.decode()
    assert client.post(at("release"), {"letter": [f"{found.pk}-{found.digest}"]}).status_code == 409
    assert list(letters_about(stage.edition, stage.stranger, AT.date())) == []


def test_the_last_run_of_the_hourly_job_is_shown_to_those_who_run_a_scheme(client, stage):
    DueRun.objects.create(name="letters", at=AT, error="no round was found")
    client.force_login(stage.operator)
    assert "no round was found" in client.get(at("runs")).content.decode()
    client.force_login(stage.applicant)
    assert client.get(at("runs")).status_code == 404


def test_without_an_account_one_is_asked_to_sign_in(client, stage, letter):
    assert client.get(at("letter", letter().pk)).status_code == 302


@pytest.mark.parametrize("letters", [1, 3])
def test_the_outbox_costs_the_same_at_one_letter_and_at_three(
    client, stage, letter, letters, django_assert_num_queries
):
    for n in range(letters):
        letter(key=str(n))
    client.force_login(stage.operator)
    client.get(at("outbox"))
    with django_assert_num_queries(8):
        client.get(at("outbox"))


def test_held_letters_wait_in_the_inbox_of_those_who_run_the_scheme(stage, letter):
    letter(key="1"), letter(key="2")
    (line,) = waiting_for(stage.operator, AT.date())
    assert "2 letters" in line.title or "2건" in line.title
    assert waiting_for(stage.applicant, AT.date()) == []


def test_what_could_not_be_sent_says_why(client, stage, letter):
    letter(held=False)
    Letter.objects.update(state=State.FAILED, error="550 no such box", attempts=8)
    client.force_login(stage.operator)
    page = client.get(at("outbox") + "?state=failed").content.decode()
    assert "550 no such box" in page and "8 attempts" in page
