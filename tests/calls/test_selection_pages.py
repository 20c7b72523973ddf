"""The pages of a selection, of a consensus, and of the test before an invitation."""

import pytest
from calls import reviewing
from calls.reviewing import decide, recommend, review, selection, step
from calls.stage import Stage
from cast import organisation, person
from django.urls import reverse
from django.utils.translation import override

from cityloop.calls import actions
from cityloop.calls.models import LimitChange, Override, Scenario, SelectionRound
from cityloop.organisations import actions as organisations


def story():
    """A call, its reviewers and two proposals, marked 4 and 3 of 4 and by one reviewer a mark less."""
    stage = Stage()
    officer = stage.officers["trial"]
    people = reviewing.pool(officer, stage.edition.scheme)
    marks = ([level, level, level - 1] for level in (4, 3))
    return stage, people, [review(officer, stage.admit(stage.submitted()), people, levels) for levels in marks]


@pytest.fixture
def stage(found):
    return found[0]


@pytest.fixture
def people(found):
    return found[1]


@pytest.fixture
def cases(found):
    return found[2]


@pytest.fixture
def officer(stage):
    return stage.officers["trial"]


@pytest.fixture
def round(officer, cases):
    return selection(officer, cases[0], budget=150)


def at(round):
    return reverse("calls:selection", args=[round.pk])


@pytest.mark.parametrize("page", ["calls:proposal", "assessment:evaluation", "assessment:record", "assessment:dossier"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_came_out_of_a_proposal_is_shown_by_the_areas_of_its_own_track(officer, cases, client, page, language):
    client.force_login(officer)
    with override(language):
        answer = client.get(reverse(page, args=[cases[0].reference]))
    assert answer.status_code == 200
    shown = [row.area.track for row in answer.context.get("areas", [])]
    assert set(shown) <= {"trial", None} and (shown or page != "assessment:evaluation")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_officer_begins_a_selection_from_the_list(stage, officer, cases, client, language):
    client.force_login(officer)
    listed = client.get(f"/{language}/calls/selections/").content.decode()
    begin = f"/{language}/calls/selections/new/{cases[0].notice.number}/trial/0/"
    assert begin in listed
    answer = client.post(begin, {"budget": "150", "seats": ""})
    round = SelectionRound.objects.get()
    assert answer.status_code == 302 and (round.budget, round.seats) == (150, 2)
    assert client.get(begin).status_code == 404


def test_scenarios_limits_and_overrides_are_made_on_the_page(stage, officer, round, cases, client):
    client.force_login(officer)
    for policy in ("rank", "total"):
        client.post(at(round), {"do": "scenario", "name": f"By {policy}", "policy": policy})
    assert Scenario.objects.count() == 2
    reason = {"reason": "Double funding."}
    client.post(at(round), {"do": "override", "case": cases[1].reference, "kind": "out", **reason})
    client.post(at(round), {"do": "limits", "budget": "120", "seats": "2", "reason": "A cut."})
    assert Override.objects.count() == LimitChange.objects.count() == 1
    page = client.get(at(round)).content.decode()
    assert (
        "By total" in page
        and "Double funding." in page
        and "3 reviewers" in client.get(at(round).replace("/ko/", "/en/")).content.decode()
    )


@pytest.mark.parametrize(
    "given",
    [
        {"do": "scenario", "name": "", "policy": "rank"},
        {"do": "scenario", "name": "x", "policy": "luck"},
        {"do": "scenario", "name": "x", "policy": "rank", "budget": "1.5"},
        {"do": "scenario", "name": "x", "policy": "rank", "budget": "9" * 30},
        {"do": "limits", "budget": "1", "seats": "0", "reason": "r"},
        {"do": "limits", "budget": "1", "seats": "99", "reason": "r"},
        {"do": "override", "case": "X-1", "kind": "in", "reason": "r"},
        {"do": "recommend", "scenario": "999", "note": "n"},
    ],
)
def test_bad_input_is_answered_on_the_page(officer, round, client, given):
    client.force_login(officer)
    assert client.post(at(round), given).status_code == 422
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_authority_decides_and_the_secretariat_publishes(stage, officer, round, cases, client, language):
    recommendation = recommend(officer, round)
    url = f"/{language}/calls/selections/{round.pk}/"
    client.force_login(stage.authority)
    assert url in client.get(f"/{language}/inbox/").content.decode()
    assert recommendation.digest in client.get(url).content.decode()
    assert client.post(url, {"do": "decide", "verdict": "returned", "digest": recommendation.digest}).status_code == 422
    client.post(url, {"do": "decide", "verdict": "approved", "digest": recommendation.digest})
    public = f"/{language}/calls/results/{round.notice.number}/trial/"
    client.logout()
    assert client.get(public).status_code == 404
    client.force_login(officer)
    assert url in client.get(f"/{language}/inbox/").content.decode()
    client.post(url, {"do": "publish"})
    client.logout()
    shown = client.get(public).content.decode()
    assert cases[0].title_en in shown and cases[1].reference not in shown


@pytest.mark.parametrize("who", ["lead", "stranger", "mayor"])
def test_the_outsider_finds_no_selection(stage, round, client, who):
    client.force_login(getattr(stage, who))
    for url in (at(round), reverse("calls:selections")):
        assert client.get(url).status_code == 404
    assert client.post(at(round), {"do": "publish"}).status_code == 404


def test_an_officer_who_conflicts_with_every_proposal_sees_none_and_prepares_nothing(stage, officer, round, client):
    organisations.record_employment(**step(officer, 1), person=officer, organisation=stage.company, source="told")
    client.force_login(officer)
    with override("en"):
        page = client.get(at(round))
    assert [one for one, _spread, _asked in page.context["rows"]] == [] and page.context["kept"] == 2
    assert "2 proposals of this round are not shown to you" in page.content.decode()
    assert "Compute a scenario" not in page.content.decode()


def test_the_first_of_the_reserve_list_moves_up_where_there_is_room(stage, officer, round, cases, client):
    decide(stage.authority, recommend(officer, round))
    cases[1].refresh_from_db()
    waits = round.results.get(case=cases[1])
    assert cases[1].state == waits.verdict == "reserve" and "No. 1 on the reserve list" in waits.reason_en
    given = {"do": "move_up", "case": cases[1].reference, "reason": "Money was added."}
    client.force_login(stage.authority)
    assert client.post(at(round), given).status_code == 422
    actions.change_limits(**step(officer, 16), round=round, budget=200, seats=2, reason="Money was added.")
    assert client.post(at(round), given).status_code == 302
    cases[1].refresh_from_db()
    round.refresh_from_db()
    assert (cases[1].state, round.taken, round.spent) == ("selected", 2, 200)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_conflict_is_tested_before_somebody_is_invited(stage, officer, cases, client, language):
    former = organisation("hanbit")
    organisations.record_name(
        **step(None), organisation=stage.company, kind="former", name="옛 한빛", source="register"
    )
    url = f"/{language}/calls/programmes/{stage.edition.scheme}/conflicts/"
    client.force_login(officer)
    page = client.post(url, {"typed": "옛한빛\nnobody of this name"}).content.decode()
    assert cases[0].reference in page and "nobody of this name" in page
    page = client.post(url, {"typed": former.code}).content.decode()
    assert cases[0].reference not in page
    assert client.post(url, {"typed": ""}).status_code == 422
    client.force_login(stage.stranger)
    assert client.get(url).status_code == 404
    assert person("nobody")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_reviewer_finds_what_to_mark_in_the_inbox(stage, people, officer, client, language):
    one = people[0]
    case = reviewing.seat(officer, stage.admit(stage.submitted()), [one])
    client.force_login(one)
    assert f"/{language}/cases/{case.reference}/declare/" in client.get(f"/{language}/inbox/").content.decode()
    reviewing.mark(case, one, 3)
    assert case.reference not in client.get(f"/{language}/inbox/").content.decode()


def test_a_declined_award_frees_its_seat_and_money_for_the_reserve_list(stage, officer, round, cases):
    from cityloop.organisations.models import Membership

    decide(stage.authority, recommend(officer, round))
    Membership.objects.filter(person=stage.lead).update(role=Membership.Role.OFFICER)
    actions.decline_award(**step(stage.lead, 16), award=cases[0].award, reason="The site is gone.")
    round.refresh_from_db()
    assert (round.taken, round.spent) == (0, 0)
    actions.move_up(**step(stage.authority, 17), round=round, case=cases[1], reason="The first declined.")
    round.refresh_from_db()
    assert (round.taken, round.spent) == (1, 100)
