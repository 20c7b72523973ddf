import re

import pytest
from cast import AT, organisation, person
from django.db import DatabaseError, transaction
from django.utils.translation import override

from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.consulting.actions import close_consultation, make_shortlist, move_service, plan_roadmap, release_services
from cityloop.consulting.models import Roadmap
from cityloop.consulting.planning import Terms, Wanted, planned
from cityloop.consulting.queries.roadmaps import standings_of
from cityloop.engine.edition import digest

TERMS = Terms(first_year=2027, budgets=(600.0, 600.0, 600.0), staff=(4.0, 4.0, 4.0))
LOCKERS = Wanted("lockers", 100.0, 20.0, staff=1)
PATROL = Wanted("patrol", 500.0, 400.0, staff=2)
ESCORT = Wanted("escort", 300.0, 60.0, staff=1, after="lockers")


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def listed(advised):
    advised.shortlist = make_shortlist(actor=advised.officer, at=AT, need=advised.need, importance=advised.importance)
    return advised


def planned_by(world, terms=TERMS, wanted=(LOCKERS, PATROL, ESCORT), actor=None):
    return plan_roadmap(
        actor=actor or world.officer, at=AT, consultation=world.consultation, terms=terms, wanted=wanted
    )


def test_a_roadmap_keeps_its_budgets_and_says_what_everything_came_from(listed):
    roadmap = planned_by(listed)
    result, standings = roadmap.result, standings_of(listed.consultation)
    assert all(cost <= 600 for cost in result["costs"]) and result["gap"] <= 0.001
    assert result["years"]["lockers"] <= result["years"]["escort"]
    assert roadmap.chosen == sum(year > 0 for year in result["years"].values()) >= 2
    lockers = next(row for row in roadmap.inputs["services"] if row["code"] == "lockers")
    assert lockers["sources"] == {"capex": "directory", "opex": "directory", "staff": "city"}
    assert lockers["benefit"] == standings["lockers"].benefit > 0
    assert lockers["benefit_from"][0]["digest"] == listed.shortlist.digest
    escort = next(row for row in roadmap.inputs["services"] if row["code"] == "escort")
    assert escort["sources"]["capex"] == "city"
    assert [at["share"] for at in result["squeeze"]] == sorted((at["share"] for at in result["squeeze"]), reverse=True)
    assert any(at["lost"] for at in result["squeeze"])
    assert set(result["stability"]) == {"lockers", "patrol", "escort"}


def test_anybody_computes_the_same_roadmap_again_from_what_is_stored(listed):
    roadmap = planned_by(listed)
    again = planned(roadmap.inputs)
    assert again == roadmap.result
    told = {"consultation": listed.consultation.pk, "inputs": roadmap.inputs, "result": again}
    assert digest(told) == roadmap.digest


def test_moving_a_service_makes_a_version_at_its_price_and_releasing_gives_the_best_back(listed):
    first = planned_by(listed)
    at = first.result["years"]["lockers"]
    moved = move_service(actor=listed.officer, at=AT, roadmap=first, code="lockers", year=at + 1)
    assert (moved.version, moved.made_from) == (2, first)
    assert moved.result["years"]["lockers"] == at + 1
    assert moved.result["free"] == first.result["objective"] > moved.result["objective"]
    out = move_service(actor=listed.officer, at=AT, roadmap=moved, code="lockers", year=0)
    assert out.result["years"] == {**out.result["years"], "lockers": 0, "escort": 0}
    best = release_services(actor=listed.officer, at=AT, roadmap=out)
    assert best.result["years"] == first.result["years"] and best.version == 4
    assert Entry.objects.filter(verb__startswith="consulting.").count() >= 4


def test_wishes_that_no_budget_can_meet_are_named_with_what_to_give_up(listed):
    wanted = [Wanted("lockers", 400, 0, required=True), Wanted("patrol", 500, 0, required=True)]
    with pytest.raises(Refused) as refused:
        planned_by(listed, Terms(2027, (600.0,)), wanted)
    why = str(refused.value.why)
    assert "Service lockers is required" in why and "the budget of 2027, 600" in why
    assert "give up: Service patrol is required" in str(refused.value.remedy)
    assert not Roadmap.objects.exists()


@pytest.mark.parametrize(
    ("terms", "wanted", "says"),
    [
        (TERMS, (), "No service may be planned"),
        (TERMS, (LOCKERS, LOCKERS), "twice"),
        (TERMS, (Wanted("bins", 1, 1), Wanted("nowhere", 1, 1)), "on no shortlist"),
        (TERMS, (ESCORT,), "not in the planning"),
        (TERMS, (Wanted("lockers", 1, 1, apart="lockers"),), "itself"),
        (TERMS, (Wanted("lockers", float("nan"), 1),), "no number"),
        (TERMS, (Wanted("lockers", -1, 1),), "negative"),
        (TERMS, (Wanted("lockers", 1, 1, earliest=0),), "earliest"),
        (Terms(2027, ()), (LOCKERS,), "between 1 and 10"),
        (Terms(2027, (1.0,) * 11), (LOCKERS,), "between 1 and 10"),
        (Terms(2027, (1.0, 2.0), staff=(1.0,)), (LOCKERS,), "different numbers"),
        (Terms(2027, (float("inf"),)), (LOCKERS,), "too large"),
        (Terms(2027, (9.0,), rate=80), (LOCKERS,), "50 %"),
    ],
)
def test_a_planning_that_makes_no_sense_is_refused_in_a_sentence(listed, terms, wanted, says):
    with pytest.raises(Refused) as refused:
        planned_by(listed, terms, wanted)
    assert says in str(refused.value.why)
    assert not Roadmap.objects.exists()


def test_a_move_that_cannot_be_is_refused(listed):
    roadmap = planned_by(listed, wanted=(LOCKERS, Wanted("patrol", 10, 1, earliest=2)))
    for code, year, says in (("bins", 1, "not in the planning"), ("lockers", 9, "no such year"), ("patrol", 1, "2028")):
        with pytest.raises(Refused) as refused:
            move_service(actor=listed.officer, at=AT, roadmap=roadmap, code=code, year=year)
        assert says in str(refused.value.why)
    with pytest.raises(Refused):
        release_services(actor=listed.officer, at=AT, roadmap=roadmap)
    with pytest.raises(Refused, match="exactly this one"):
        planned_by(listed, wanted=(LOCKERS, Wanted("patrol", 10, 1, earliest=2)))
    close_consultation(actor=listed.officer, at=AT, consultation=listed.consultation)
    with pytest.raises(Refused, match="closed"):
        move_service(actor=listed.officer, at=AT, roadmap=roadmap, code="lockers", year=2)


def test_only_the_citys_people_plan_and_nobody_changes_what_was_planned(listed):
    with pytest.raises(Refused):
        planned_by(listed, actor=listed.outsider)
    assert not Roadmap.objects.exists()
    roadmap = planned_by(listed)
    with pytest.raises(DatabaseError), transaction.atomic():
        Roadmap.objects.filter(pk=roadmap.pk).update(chosen=99)


ROOM = "/en/cities/sofia/consultation/"
FORM = {
    "first_year": "2027", "budget_1": "600", "budget_2": "600", "rate": "5", "uncertainty": "30", "whole": "",
    "lockers-take": "on", "lockers-capex": "100", "lockers-opex": "20", "lockers-staff": "1", "lockers-earliest": "1",
    "patrol-take": "on", "patrol-capex": "500", "patrol-opex": "100", "patrol-staff": "1", "patrol-earliest": "1",
    "escort-earliest": "1",
}  # fmt: skip


def test_an_officer_plans_sees_the_price_of_a_move_and_keeps_it(listed, client):
    client.force_login(listed.officer)
    form = client.get(f"{ROOM}roadmap/").content.decode()
    assert 'name="lockers-capex" value="100' in form and 'name="escort-capex" value' not in form
    page = client.post(f"{ROOM}roadmap/", FORM, follow=True)
    assert "Roadmap 2027–2028" in page.content.decode()
    roadmap = Roadmap.objects.get()
    assert set(roadmap.result["years"]) == {"lockers", "patrol"}
    price = client.get(f"{ROOM}roadmaps/{roadmap.pk}/move/?service=lockers&year=2028").content.decode()
    assert re.search(r"This costs [\d.]+ points", price)
    assert Roadmap.objects.count() == 1, "a price is no version"
    kept = client.post(f"{ROOM}roadmaps/{roadmap.pk}/move/", {"service": "lockers", "year": "2028"}, follow=True)
    assert "1 service is fixed in a year" in kept.content.decode()
    assert client.post(f"{ROOM}roadmaps/{Roadmap.objects.first().pk}/release/").status_code == 302
    assert Roadmap.objects.count() == 3
    assert b"Roadmap 2027\xe2\x80\x932028, version 3" in client.get(ROOM).content


def test_a_form_at_fault_names_each_field_and_keeps_what_was_written(listed, client):
    client.force_login(listed.officer)
    wrong = {**FORM, "budget_1": "", "budget_2": "600", "escort-take": "on", "lockers-capex": "1e99", "rate": "x"}
    page = client.post(f"{ROOM}roadmap/", wrong).content.decode()
    assert "Give this, or leave the service out of the planning." in page
    for name in ("budget_1", "rate", "lockers-capex", "escort-capex"):
        assert f'href="#id_{name}"' in page, name
    assert 'value="1e99"' in page
    assert not Roadmap.objects.exists()


@pytest.mark.parametrize("query", ["", "?service=lockers", "?service=lockers&year=x", "?service=lockers&year=²"])
def test_a_question_about_a_move_that_says_nothing_is_no_error_of_ours(listed, client, query):
    roadmap = planned_by(listed)
    client.force_login(listed.officer)
    assert client.get(f"{ROOM}roadmaps/{roadmap.pk}/move/{query}").status_code == 400


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pages_of_a_roadmap_stand_in_both_languages_and_for_nobody_else(listed, client, language):
    roadmap = planned_by(listed)
    base = f"/{language}/cities/sofia/consultation/"
    pages = [
        f"{base}roadmap/", f"{base}roadmaps/{roadmap.pk}/", f"{base}roadmaps/{roadmap.pk}/move/?service=lockers&year=0",
    ]  # fmt: skip
    stranger = person("stranger", of=organisation("other-city", kind="local_government"))
    for page in pages:
        client.force_login(listed.officer)
        assert client.get(page).status_code == 200, page
        client.force_login(stranger)
        assert client.get(page).status_code == 404, page
    assert client.post(pages[0], FORM).status_code == 404
    assert client.post(f"{base}roadmaps/{roadmap.pk}/release/").status_code == 404


def test_the_roadmap_page_costs_the_same_at_one_service_and_at_three(listed, client, django_assert_num_queries):
    client.force_login(listed.officer)
    one = planned_by(listed, wanted=(LOCKERS,))
    client.get(f"{ROOM}roadmaps/{one.pk}/")
    with django_assert_num_queries(11):
        client.get(f"{ROOM}roadmaps/{one.pk}/")
    three = planned_by(listed)
    client.get(f"{ROOM}roadmaps/{three.pk}/")
    with django_assert_num_queries(11):
        client.get(f"{ROOM}roadmaps/{three.pk}/")
