"""Officials of the chosen cities are invited to an event, answer without an account, and stand in a list."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from calls.stage_awards import LATER, PROGRAMME, Stage
from openpyxl import load_workbook

from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.calls.models import Invitation
from cityloop.outbox.models import Letter

EVENT = f"/en/calls/{PROGRAMME}/2026/events/fair"
AFTER = datetime(2026, 12, 4, tzinfo=UTC)


@pytest.fixture
def stage(db, settings):
    settings.LANGUAGE_CODE = "en"
    return Stage()


def invite(stage, award=None, **changes):
    given = {"event": "fair", "name": "=Nguyen", "office": "Da Nang, transport", "email": "n@example.vn"}
    call = {"actor": stage.officer, "at": LATER, "award": award or stage.award(), **given}
    return actions.invite_official(**{**call, **changes})


def test_an_invitation_waits_in_the_outbox_in_both_languages(stage):
    invitation = invite(stage)
    letter = Letter.objects.get(kind="calls.event_invitation")
    assert (letter.address, letter.state) == ("n@example.vn", Letter.State.HELD)
    assert invitation.token in letter.body_en and "초청합니다" in letter.body_ko


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "nobody"}, "no address"),
        ({"name": " "}, "missing"),
        ({"event": "party"}, "no such event"),
        ({"at": AFTER}, "is over"),
    ],
)
def test_who_cannot_be_invited_is_said(stage, changes, said):
    with pytest.raises(Refused, match=said):
        invite(stage, **changes)
    assert not Invitation.objects.exists()


def test_nobody_is_invited_twice_before_the_announcement_or_by_a_stranger(stage):
    award = stage.award()
    invite(stage, award)
    for changes, said in (({}, "already"), ({"actor": stage.lead, "email": "b@example.vn"}, "somebody else")):
        with pytest.raises(Refused, match=said):
            invite(stage, award, **changes)
    with pytest.raises(Refused, match="not announced"):
        invite(stage, stage.award(announced=False), email="c@example.vn")


def test_whoever_has_the_letter_answers_and_may_change_the_answer(stage, client, settings):
    invitation = invite(stage)
    page = f"/en/calls/invitations/{invitation.token}/"
    assert client.get(page)["Referrer-Policy"] == "no-referrer"
    assert client.post(page, {"answer": "sends"}).status_code == 422
    assert client.post(page, {"answer": "sends", "instead": "Ms Tran, transport"}).status_code == 302
    assert client.post(page, {"answer": "attends"}).status_code == 302
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.answers.count()) == ("attends", 2)
    assert client.get("/en/calls/invitations/nonsense/").status_code == 404


def test_after_the_event_nothing_is_answered(stage):
    with pytest.raises(Refused, match="is over"):
        actions.answer_event_invitation(actor=None, at=AFTER, invitation=invite(stage), answer="attends")


def test_the_list_is_the_secretariats_and_a_formula_in_a_name_stays_a_name(stage, client):
    invite(stage)
    for who, status in ((stage.lead, 404), (stage.officer, 200)):
        client.force_login(who)
        assert client.get(f"{EVENT}/").status_code == status
        assert client.get(f"{EVENT}.xlsx").status_code == status
    rows = list(load_workbook(io.BytesIO(client.get(f"{EVENT}.xlsx").content)).active.values)
    assert rows[1][1:4] == ("=Nguyen", "Da Nang, transport", "n@example.vn")
    assert load_workbook(io.BytesIO(client.get(f"{EVENT}.xlsx").content)).active["B2"].data_type == "s"


def test_an_officer_records_what_was_answered_by_telephone(stage, client):
    invitation = invite(stage)
    page = f"/en/calls/invitations/{invitation.pk}/answer/"
    client.force_login(stage.stranger)
    assert client.get(page).status_code == 404
    client.force_login(stage.officer)
    assert client.post(page, {"answer": "declines", "note": "by telephone"}).status_code == 302
    assert invitation.answers.get().person == stage.officer


def test_the_days_of_an_event_are_those_of_the_edition(stage):
    assert invite(stage, at=AFTER - timedelta(days=2)).event == "fair"
