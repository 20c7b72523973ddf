"""The pages on which an edition is put forward, answered, published and put in force; and what everybody reads."""

from datetime import date

import pytest
from cast import AT
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from feedback.studio import Studio

from cityloop.assessment.models import ApprovalRequest, Edition, EditionApproval
from cityloop.engine.evaluation import evaluate, grade_of
from cityloop.feedback.actions import record_reexamination, save_draft
from cityloop.feedback.models import Reexamination
from cityloop.feedback.queries import examination_due, waiting_for
from cityloop.outbox.models import Letter
from cityloop.rulebook import load

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


@pytest.fixture
def studio():
    return Studio(reexamination={"from": "2021-01-01", "every": "P3Y"})


def named(studio, name="2027"):
    text = {**studio.text, "edition": name}
    save_draft(actor=studio.owner, at=AT, draft=studio.draft, version=studio.draft.version, content=text)
    studio.draft.refresh_from_db()
    return studio.draft.versions.last().digest


def asked(client, studio):
    digest = named(studio)
    client.force_login(studio.owner)
    assert client.post(studio.url("ask"), {"digest": digest, "note": "A new year."}).status_code == 302
    return ApprovalRequest.objects.get()


def page_of(request):
    return reverse("feedback:approval", args=[request.pk])


@pytest.mark.law("3(3)")
@LANGUAGES
def test_the_certifier_sees_exactly_the_text_and_what_it_changes_and_answers_by_its_digest(client, studio, language):
    with override(language):
        request = asked(client, studio)
        assert [item.url for item in waiting_for(studio.certifier, AT.date())] == [page_of(request)]
        client.force_login(studio.certifier)
        page = client.get(page_of(request))
        body = page.content.decode()
        assert request.digest in body and "Comfort" in body and "2027" in body
        assert page.context["changes"][0].path == "edition"
        stale = client.post(page_of(request), {"digest": "0" * 64, "verdict": "approved"})
        assert stale.status_code == 422 and not EditionApproval.objects.exists()
        assert client.post(page_of(request), {"digest": request.digest, "verdict": "approved"}).status_code == 302
        assert waiting_for(studio.certifier, AT.date()) == []
    letters = {letter.kind: letter for letter in Letter.objects.all()}
    assert letters["feedback.approval_asked"].person == studio.certifier
    assert letters["feedback.approval_answered"].person == studio.owner
    answer = letters["feedback.approval_answered"]
    assert ("승인" in answer.subject_ko, "Approved" in answer.subject_en) == (True, True)
    assert all(request.digest in letter.body_ko and request.digest in letter.body_en for letter in letters.values())


@pytest.mark.law("3(3)")
def test_a_returned_text_comes_back_to_the_owner_with_the_reason(client, studio):
    request = asked(client, studio)
    client.force_login(studio.certifier)
    sent = {"digest": request.digest, "verdict": "returned"}
    assert client.post(page_of(request), sent).status_code == 422
    assert client.post(page_of(request), {**sent, "reason": "The cut is too low."}).status_code == 302
    assert waiting_for(studio.owner, AT.date())[0].url == studio.url()
    client.force_login(studio.owner)
    assert "The cut is too low." in client.get(studio.url()).content.decode()


def test_the_owner_reads_but_does_not_answer_and_a_stranger_finds_nothing(client, studio):
    request = asked(client, studio)
    assert client.get(page_of(request)).context["form"] is None
    client.post(page_of(request), {"digest": request.digest, "verdict": "approved"})
    client.force_login(studio.stranger)
    assert client.get(page_of(request)).status_code == 404
    assert client.get(reverse("feedback:approval_file", args=[request.pk])).status_code == 404
    assert not EditionApproval.objects.exists()


@pytest.mark.law("3(2)1", "9(1)")
@LANGUAGES
def test_an_approved_text_is_published_put_in_mock_use_and_read_by_everybody(client, studio, language):
    with override(language):
        request = asked(client, studio)
        client.force_login(studio.certifier)
        client.post(page_of(request), {"digest": request.digest, "verdict": "approved"})
        client.force_login(studio.owner)
        states = client.post(studio.url("publish"), {"digest": request.digest}).url
        edition = Edition.objects.get(edition="2027")
        today = timezone.localdate()
        assert (edition.digest, edition.approval.decided_by) == (request.digest, studio.certifier)
        sent = {"do": "change", "profile": "tram", "state": "mock", "since": today.isoformat(), "reason": "First try."}
        assert client.post(states, sent).status_code == 302
        client.logout()
        body = client.get(reverse("certification:scheme", args=[edition.scheme, "2027"])).content.decode()
        for words in ("First try.", "level 3", "Survey", "Punctuality", edition.digest):
            assert words in body, words


def test_the_page_of_states_is_the_owners_only(client, studio):
    url = reverse("feedback:states", args=[studio.edition.scheme, studio.edition.edition])
    for somebody in (studio.operator, studio.certifier, studio.stranger):
        client.force_login(somebody)
        assert client.get(url).status_code == client.post(url, {"do": "change"}).status_code == 404
    client.force_login(studio.owner)
    assert client.get(url).status_code == 200


@pytest.mark.law("18")
def test_the_rules_are_examined_every_three_years_counted_from_the_first_of_2021(client, studio):
    assert examination_due(studio.edition, date(2026, 9, 1)) == date(2027, 1, 1)
    assert [item.due for item in waiting_for(studio.owner, date(2026, 9, 1))] == [None, date(2027, 1, 1)]
    assert [item.due for item in waiting_for(studio.owner, date(2026, 1, 1))] == [None]
    record_reexamination(actor=studio.owner, at=AT, edition=studio.edition, due=date(2027, 1, 1), finding="They fit.")
    assert Reexamination.objects.get().by == studio.owner
    assert examination_due(studio.edition, date(2026, 9, 1)) == date(2030, 1, 1)


@pytest.mark.law("8(1)", "8(3)", "8(4)")
@pytest.mark.parametrize(("points", "grade"), [(2000, "1"), (1799.9, "2"), (1400, "3"), (1200, "4"), (1199.9, "5")])
def test_a_city_is_graded_from_one_to_five_by_the_points_that_the_edition_gives(points, grade):
    city = load("smart-city/2025")
    assert [one.id for one in city.grades] == ["1", "2", "3", "4", "5"]
    assert grade_of(city, points) == grade


@pytest.mark.law("8(1)", "12(1)")
@pytest.mark.parametrize("scheme", ["smart-city/2025", "smart-city-service/2026"])
def test_every_criterion_of_the_edition_is_judged_and_none_beside_it(scheme):
    edition = load(scheme)
    best = {c.id: dict.fromkeys("abcdefghi", c.highest) for c in edition.criteria if c.marked}
    values = {c.id: max(c.points, key=lambda pair: pair[1])[0] for c in edition.criteria if c.kind == "measured"}
    outcome = evaluate(edition, {**best, "beside": {"a": 1}}, measurements=values)
    assert outcome.points == pytest.approx(edition.passing.of)
    assert set(outcome.criteria) == {c.id for c in edition.criteria}
