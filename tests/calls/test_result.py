"""What an applicant learns of their own result: nothing before the publication, then what the call shows."""

import pytest
from calls import reviewing
from calls.reviewing import decide, recommend, review, selection, step
from calls.stage import AT, Stage, content
from django.utils.translation import override

from cityloop.calls import actions
from cityloop.organisations.actions import designate
from cityloop.outbox.models import Letter

LANGUAGES = pytest.mark.parametrize("language", ["en", "ko"])


def play(stage, published=True):
    """Two proposals marked high and low, one place: decided, and published or not yet."""
    officer = stage.officers["trial"]
    people = reviewing.pool(officer, stage.edition.scheme)
    cases = [review(officer, stage.admit(stage.submitted()), people, [level] * 3) for level in (4, 3)]
    round = selection(officer, cases[0], budget=250, seats=1)
    decide(stage.authority, recommend(officer, round))
    if published:
        actions.publish_results(**step(officer, 15), round=round)
    for case in cases:
        case.refresh_from_db()
    return cases


def showing(sees, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Stage(selection={**content()["selection"], "applicants_see": sees}, steps={"objection": "P10D"})


def page(client, case, language="en", of="result/"):
    return client.get(f"/{language}/calls/proposals/{case.reference}/{of}")


@LANGUAGES
def test_before_the_publication_nothing_tells_what_was_decided(stage, client, language):
    chosen, reserve = play(stage, published=False)
    assert (chosen.state, reserve.state) == ("selected", "reserve")
    client.force_login(stage.lead)
    for case in (chosen, reserve):
        assert page(client, case, language).status_code == 404
        shown = page(client, case, language, of="")
        assert shown.context["case"].state == "assessed" and shown.context["result"] is None
        evaluation = client.get(f"/{language}/cases/{case.reference}/evaluation/")
        assert evaluation.status_code in (302, 404)
    listed = client.get(f"/{language}/calls/proposals/").context["rows"]
    label = {"en": "Evaluated", "ko": "평가 완료"}[language]
    assert len(listed) == 2 and label in client.get(f"/{language}/calls/proposals/").content.decode()
    for state, found in (("selected", 0), ("reserve", 0), ("assessed", 2)):
        assert len(client.get(f"/{language}/calls/proposals/?state={state}").context["rows"]) == found


def test_an_office_in_another_programme_or_a_review_tells_nobody_what_was_decided(stage, client):
    chosen, reserve = play(stage, published=False)
    stage.company.memberships.filter(person=stage.lead).update(role="officer")
    office = {"duty": "secretariat", "scheme": "another-programme", "since": AT.date(), "source": "a test"}
    designate(actor=None, at=AT, organisation=stage.company, **office)
    reviewer = chosen.duties.filter(duty="evaluate").first().person
    for who in (stage.lead, reviewer):
        client.force_login(who)
        assert page(client, chosen, of="").context["case"].state == "assessed"
    client.force_login(stage.lead)
    rows = client.get("/en/calls/proposals/").context["rows"]
    assert {row["case"].state for row in rows} == {"assessed"} and len(rows) == 2
    assert client.get("/en/calls/proposals/?state=selected").context["rows"] == []
    client.force_login(stage.officers["trial"])
    assert {row["case"].state for row in client.get("/en/calls/proposals/").context["rows"]} == {"selected", "reserve"}
    assert reserve.state == "reserve"


@LANGUAGES
def test_after_it_the_applicant_reads_verdict_reason_rank_and_how_to_object(db, settings, tmp_path, client, language):
    stage = showing("areas", settings, tmp_path)
    chosen, reserve = play(stage)
    client.force_login(stage.lead)
    home = page(client, reserve, language, of="").content.decode()
    assert f"/{language}/calls/proposals/{reserve.reference}/result/" in home
    told = page(client, reserve, language).context["told"]
    assert (told.result.verdict, told.line.rank, told.line.of, told.line.points) == ("reserve", 2, 2, 10)
    assert [row.area.id for row in told.areas] == ["trial"] and told.comments == []
    assert f"contact {language}" in page(client, reserve, language).content.decode()
    assert told.object_until is not None and not told.may_object
    assert page(client, chosen, language).context["told"].given == 100


@pytest.mark.parametrize(
    "sees, points, areas, comments",
    [("nothing", False, 0, 0), ("total", True, 0, 0), ("areas", True, 1, 0), ("comments", True, 1, 1)],
)
def test_the_call_says_what_applicants_see(db, settings, tmp_path, client, sees, points, areas, comments):
    stage = showing(sees, settings, tmp_path)
    chosen, _ = play(stage)
    client.force_login(stage.lead)
    answer = page(client, chosen)
    told = answer.context["told"]
    assert (told.outcome is not None, len(told.areas), len(told.comments)) == (points, areas, comments)
    assert ("As it stands." in answer.content.decode()) == bool(comments)
    names = {str(duty.person) for duty in chosen.duties.select_related("person")}
    assert not [name for name in names if name in answer.content.decode()]


@pytest.mark.parametrize("who", ["stranger", "mayor", "authority", "officer"])
def test_nobody_else_finds_the_page(stage, client, who):
    chosen, _ = play(stage)
    client.force_login(stage.officers["trial"] if who == "officer" else getattr(stage, who))
    assert page(client, chosen).status_code == 404


def test_the_letter_leads_to_the_result_and_tells_no_more_than_the_page(db, settings, tmp_path):
    stage = showing("nothing", settings, tmp_path)
    chosen, _ = play(stage)
    letter = Letter.objects.get(kind="calls.selected", person=stage.lead)
    for language, points in (("en", "Points: –"), ("ko", "점수: –")):
        with override(language):
            assert f"{chosen.reference}/result/" in letter.body and points in letter.body


@pytest.mark.parametrize("others", [0, 2])
def test_the_page_asks_the_same_at_one_proposal_and_at_three(
    db, settings, tmp_path, client, django_assert_num_queries, others
):
    stage = showing("comments", settings, tmp_path)
    officer = stage.officers["trial"]
    people = reviewing.pool(officer, stage.edition.scheme)
    cases = [review(officer, stage.admit(stage.submitted()), people, [4] * 3) for _n in range(1 + others)]
    round = selection(officer, cases[0], budget=250, seats=1)
    decide(stage.authority, recommend(officer, round))
    actions.publish_results(**step(officer, 15), round=round)
    chosen = round.results.get(verdict="selected").case
    client.force_login(stage.lead)
    assert page(client, chosen).context["told"].line.of == 1 + others
    with django_assert_num_queries(16):
        page(client, chosen)
