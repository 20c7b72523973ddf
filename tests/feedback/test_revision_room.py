"""Proposals from anyone, drafts open to comments, answers, approval, adoption with its transition, letters."""

from datetime import date, timedelta

import pytest
from cast import AT
from certification.stage import PDF
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override
from feedback.room import COMFORT, OVER, Adopted, Room

from cityloop.assessment.models import EditionState
from cityloop.audit.refusal import Refused
from cityloop.feedback import actions
from cityloop.feedback.foretelling import foretold_and_happened
from cityloop.feedback.models import Comment, CommentPeriod, RevisionProposal
from cityloop.feedback.queries import last_period, latest, waiting_for
from cityloop.outbox.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return Room()


def test_anybody_proposes_with_evidence_and_it_is_shown_when_the_owner_has_read_it(room, client):
    address = reverse("feedback:propose", args=["night-bus", "2026"])
    sent = {
        "title": "밤을 세자",
        "what": "Count it",
        "why": "The file shows it",
        "place": COMFORT,
        "files": SimpleUploadedFile("study.pdf", PDF),
    }
    assert client.post(address, sent).status_code == 302
    row = RevisionProposal.objects.get()
    pages = [
        reverse("feedback:proposal", args=[row.pk]),
        reverse("feedback:proposal_file", args=[row.pk, row.files.get().sha256]),
    ]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    client.force_login(room.owner)
    assert "밤을 세자" in client.get(pages[0]).content.decode()
    assert client.post(pages[0], {"do": "moderate", "verdict": "shown", "reason": ""}).status_code == 302
    client.logout()
    assert client.get(pages[0]).status_code == 200
    answer = client.get(pages[1])
    assert (answer.status_code, answer.content) == (200, PDF)


def test_a_hidden_proposal_says_why_and_nothing_else(room, client):
    row = room.proposes(files=[("study.pdf", PDF)])
    with pytest.raises(Refused):
        actions.moderate(actor=room.operator, at=AT, subject=row, verdict="hidden", reason="An advertisement")
    actions.moderate(actor=room.owner, at=AT, subject=row, verdict="hidden", reason="An advertisement")
    page = client.get(reverse("feedback:proposal", args=[row.pk])).content.decode()
    assert "An advertisement" in page and "Count the night" not in page
    assert client.get(reverse("feedback:proposal_file", args=[row.pk, row.files.get().sha256])).status_code == 404
    with pytest.raises(Refused):
        actions.answer_proposal(actor=room.owner, at=AT, proposal=row, verdict="declined", reason="No")


def test_a_proposal_is_taken_up_in_a_draft_or_declined_with_a_reason(room):
    row = room.proposes()
    room.shows(row)
    answer = {"actor": room.owner, "at": AT, "proposal": row, "reason": "Good"}
    with pytest.raises(Refused):
        actions.answer_proposal(**answer, verdict="taken_up")
    with pytest.raises(Refused):
        actions.answer_proposal(**{**answer, "actor": room.stranger}, verdict="taken_up", draft=room.draft)
    actions.answer_proposal(**answer, verdict="taken_up", draft=room.draft)
    assert room.draft.taken_up.get().proposal == row


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"what": ""},
        {"why": "x" * 8_001},
        {"place": "nowhere"},
        {"what": "a\0b"},
        {"files": [("virus.pdf", b"MZ not a pdf")]},
        {"files": [("a.pdf", PDF)] * 11},
    ],
)
def test_a_proposal_without_words_or_with_a_file_that_is_none_is_refused_whole(room, wrong):
    with pytest.raises(Refused):
        room.proposes(**wrong)
    assert not RevisionProposal.objects.exists()


def test_the_time_for_comments_follows_from_the_class_of_the_change(room):
    room.changes({"pass.points": 6})
    room.tries()
    period = room.opens()
    assert (period.level, period.begins_on, period.ends_on) == ("major", date(2026, 9, 1), date(2026, 10, 11))
    room.saves({"pass": room.edition.content["pass"], "steps": {"supplement": "P7D"}})
    room.tries()
    assert (room.opens().level, last_period(room.draft).ends_on) == ("minor", date(2026, 9, 21))


def test_a_draft_that_was_not_tried_is_not_opened_and_an_editorial_one_needs_no_comments(room):
    room.changes({"pass.points": 6})
    with pytest.raises(Refused):
        room.opens()
    room.saves({"title": {"ko": "새 이름", "en": "New name"}, "pass": room.edition.content["pass"]})
    room.tries()
    with override("en"), pytest.raises(Refused, match="needs no comments"):
        room.opens()
    room.named()
    room.tries()
    assert room.asks(at=AT).digest == latest(room.draft).digest


def test_a_text_is_put_forward_when_its_comments_are_over_and_answered_and_not_before(room):
    room.changes({"pass.points": 6})
    room.named()
    room.tries()
    with override("en"), pytest.raises(Refused, match="open to comments before"):
        room.asks()
    room.opens()
    comment = room.comments()
    with override("en"), pytest.raises(Refused, match="until"):
        room.asks(at=AT + timedelta(days=40))
    with override("en"), pytest.raises(Refused, match="1 comments"):
        room.asks()
    with pytest.raises(Refused):
        room.comments(at=OVER)
    room.shows(comment)
    with pytest.raises(Refused):
        room.asks()
    actions.answer_comment(actor=room.owner, at=AT, comment=comment, verdict="not_followed", reason="It stays")
    assert room.asks().digest == last_period(room.draft).digest


def test_a_change_that_decides_made_after_the_comments_needs_new_ones_and_a_lighter_one_does_not(room):
    room.changes({"pass.points": 6})
    room.named()
    room.tries()
    room.opens()
    room.changes({"pass.points": 7})
    room.tries()
    with pytest.raises(Refused):
        room.asks()
    room.changes({"pass.points": 6})
    room.saves({"steps": {**room.text["steps"], "supplement": "P21D"}})
    assert room.asks().digest == latest(room.draft).digest


def test_whoever_leaves_comments_out_says_so_to_the_certifier(room):
    room.changes({"pass.points": 6})
    room.named()
    room.tries()
    with override("en"):
        assert room.asks(at=AT, without_comments=True).note == "[Without comments] Why"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_anybody_reads_the_draft_with_its_replay_and_comments_by_the_page(room, client, language):
    room.changes({"pass.points": 6})
    room.tries()
    period = room.opens()
    with override(language):
        page = client.get(reverse("feedback:period", args=[period.pk]))
        assert page.status_code == 200 and "C-1" not in page.content.decode(), "who would move is not told"
        assert ("pass.points" in page.content.decode()) and page.context["flows"]


def test_comments_are_shown_when_they_were_read_and_answered_in_public(room, client, monkeypatch):
    room.changes({"pass.points": 6})
    room.tries(at=_now())
    period = room.opens(at=_now())
    address = reverse("feedback:period", args=[period.pk])
    assert client.post(address, {"words": "<b>너무 엄격</b>", "place": COMFORT}).status_code == 302
    assert client.post(address, {"words": ""}).status_code == 422
    comment = Comment.objects.get()
    assert "너무 엄격" not in client.get(address).content.decode()
    one = reverse("feedback:comment", args=[comment.pk])
    for somebody in (None, room.stranger, room.operator):
        if somebody:
            client.force_login(somebody)
        assert client.get(one).status_code == 404
    client.force_login(room.owner)
    assert client.post(one, {"do": "moderate", "verdict": "shown"}).status_code == 302
    assert client.post(one, {"do": "answer", "verdict": "partly", "reason": "In part"}).status_code == 302
    client.logout()
    page = client.get(address).content.decode()
    assert "&lt;b&gt;너무 엄격" in page and "In part" in page


def _now():
    from django.utils import timezone

    return timezone.now()


@pytest.mark.parametrize(("points", "said"), [(10, "none of 3 cases passes"), (0, "all 3 cases pass")])
def test_a_draft_that_certifies_nobody_or_everybody_says_so_where_it_is_tried_and_where_it_is_read(
    room, client, points, said
):
    room.changes({"pass.points": points})
    replay = room.tries()
    assert replay.content["extreme"] is not None, replay.content["flows"]
    assert said in replay.content["extreme"]["en"]
    period = room.opens()
    with override("en"):
        assert said in client.get(reverse("feedback:period", args=[period.pk])).content.decode()
        client.force_login(room.owner)
        assert said in client.get(reverse("feedback:replay", args=[room.draft.pk])).content.decode()


def test_an_edition_replaces_another_after_its_transition_and_holders_are_told_what_they_would_need():
    room = Adopted()
    first = (OVER + timedelta(days=60)).date()
    with override("en"), pytest.raises(Refused, match="transition"):
        room.adopts(first - timedelta(days=1))
    with pytest.raises(Refused):
        room.adopts(first, actor=room.stranger)
    assert not Letter.objects.filter(kind="feedback.edition_adopted").exists()
    room.adopts(first)
    letter = Letter.objects.get(kind="feedback.edition_adopted")
    foretold = next(one for one in room.replay.content["cases"] if one["case"] == "C-1")
    assert (letter.person, foretold["new_status"]) == (room.maker, "fail")
    assert "does not pass" in letter.body_en and f"{foretold['new_points']:.2f} points" in letter.body_en
    assert "통과하지 못함" in letter.body_ko and "N-C-1" in letter.subject_ko + letter.body_ko
    room.certificate.refresh_from_db()
    assert room.certificate.case.edition == room.edition, "it stays on its edition"
    states = EditionState.objects.filter(profile="bus", since=first).values_list("edition__edition", "state")
    assert set(states) == {("2027", "in_force"), ("2026", "retired")}


def test_what_a_replay_foretold_is_laid_beside_what_happened_under_the_new_edition(client):
    room = Adopted()
    later = OVER + timedelta(days=90)
    before = room.cases[1]
    for service, marks, status, points in (
        (before.service, (2, 2), "fail", None),
        (room.cases[0].service, (3, 3), "pass", 1.0),
    ):
        case = room.judged(f"D-{service.code}", marks, room.next, later, service)
        foretold = next(one for one in room.replay.content["cases"] if one["service"] == service.pk)
        case.outcome_status, case.outcome_points = status, foretold["new_points"] if points is None else points
        case.save()
    rows = {one.case: one for one in foretold_and_happened(room.next)}
    assert rows["C-1"].as_foretold
    assert not rows["C-0"].as_foretold, "other points are not as foretold"
    client.force_login(room.owner)
    page = client.get(reverse("feedback:states", args=["night-bus", "2027"])).content.decode()
    assert "D-s-C-1" in page


def test_what_was_said_is_never_changed(room):
    row = room.proposes()
    for change_ in (
        lambda: RevisionProposal.objects.update(title="x"),
        lambda: RevisionProposal.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change_()
    assert RevisionProposal.objects.get() == row


def test_what_waits_for_the_owner_stands_in_the_inbox(room):
    room.changes({"pass.points": 6})
    room.tries()
    room.opens()
    row = room.proposes()
    comment = room.comments()
    urls = {one.url for one in waiting_for(room.owner, AT.date())}
    assert reverse("feedback:proposal", args=[row.pk]) in urls
    assert reverse("feedback:period", args=[comment.period_id]) in urls
    assert waiting_for(room.stranger, AT.date()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_the_room_cost_the_same_queries_at_one_and_at_three(room, client, django_assert_num_queries, count):
    room.changes({"pass.points": 6})
    room.tries()
    period = room.opens()
    for _n in range(count):
        room.shows(room.proposes(files=[("study.pdf", PDF)]))
        room.shows(room.comments())
    pages = {
        reverse("feedback:proposals", args=["night-bus", "2026"]): 3,
        reverse("feedback:period", args=[period.pk]): 6,
        reverse("feedback:periods"): 2,
    }
    for address, most in pages.items():
        client.get(address)
        with django_assert_num_queries(most):
            client.get(address)
    assert CommentPeriod.objects.count() == 1
