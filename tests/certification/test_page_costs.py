"""What the pages of a case cost: the same queries for one row and for three, said in numbers."""

import pytest
from cast import person
from certification.stage import MARKS, SCHEME, named
from certification.test_visit import PLAN
from django.urls import reverse
from django.utils.translation import override

from cityloop.assessment.actions import enrol_assessor, seat_panel
from cityloop.certification import actions


@pytest.fixture
def costs(client, django_assert_num_queries):
    """`costs(who, page, *arguments, queries=n)`: opening the page again costs so many."""

    def cost(who, page, *arguments, queries):
        client.force_login(who)
        with override("en"):
            address = reverse(named(page), args=arguments)
        client.get(address)  # what waits is counted once after something was done
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200

    return cost


STATES = {"submitted": 21, "evaluation": 23, "review": 24, "decision": 25, "granted": 25}


@pytest.mark.parametrize(("state", "queries"), STATES.items())
def test_the_page_of_a_case_costs_what_it_shows(stage, costs, state, queries):
    costs(stage.operator, "case", stage.case(state).reference, queries=queries)


@pytest.mark.parametrize("more", [1, 3])
def test_the_panel_costs_the_same_with_one_seated_and_with_three(stage, costs, more):
    people = [stage.assessor, *(person(f"further-{n}") for n in range(2))][:more]
    for one in people[1:]:
        enrol_assessor(**stage.step(stage.operator), person=one, scheme="night-bus", fields=["transport"])
    case = stage.case("accepted")
    seat_panel(**stage.step(stage.operator, 3), case=case, people=people, reason="known")
    costs(stage.operator, "panel", case.reference, queries=15)
    costs(stage.operator, "seats", case.reference, queries=22)


@pytest.mark.parametrize("more", [1, 3])
def test_marking_costs_the_same_with_one_mark_and_with_all(stage, costs, more):
    case = stage.case("evaluation")
    marks = {"service.comfort": {"mark": 3, "note": "p. 1"}, "service.lawful": {"mark": 1}}
    stage.mark_draft(case, dict(list(marks.items())[:more]))
    costs(stage.assessor, "marking", case.reference, queries=15)
    costs(stage.assessor, "mark", case.reference, "service.comfort", queries=16)


@pytest.mark.parametrize("more", [1, 3])
def test_visits_cost_the_same_at_one_and_at_three(stage, costs, more):
    case = stage.case("evaluation")
    step = {**stage.step(stage.operator, 4), "case": case}
    for _ in range(more):
        actions.plan_visit(**step, on=step["at"].date(), **PLAN)
    costs(stage.operator, "visits", case.reference, queries=12)


@pytest.mark.parametrize("more", [1, 3])
def test_a_meeting_costs_the_same_with_one_item_and_with_three(committee_stage, costs, more):
    stage = committee_stage
    meeting = stage.meeting([stage.case("deliberation") for _ in range(more)])
    costs(stage.operator, "meeting", meeting.pk, queries=16)
    costs(stage.chair, "meeting", meeting.pk, queries=21)


@pytest.mark.parametrize("more", [1, 3])
def test_matters_cost_the_same_on_the_pages_of_a_committee_with_one_and_with_three(committee_stage, costs, more):
    stage, committee = committee_stage, committee_stage.form_committee()
    given = {"committee": committee, "title_en": "Night visits", "concerns": stage.owner}
    step = stage.step(stage.operator, 5)
    matters = [actions.ask_committee(**step, **given, question_en=f"Of line {n}?") for n in range(more)]
    meeting = actions.call_meeting(**step, committee=committee, meets_at=step["at"], place="Hall", matters=matters)
    costs(stage.operator, "meeting", meeting.pk, queries=17)
    costs(stage.member, "meeting", meeting.pk, queries=22)
    costs(stage.operator, "committee", committee.pk, queries=23)


@pytest.mark.parametrize("more", [1, 3])
def test_calibration_costs_the_same_with_one_case_and_with_three(stage, client, django_assert_num_queries, more):
    for _ in range(more):
        case = stage.case("evaluation")
        stage.mark(case, stage.second)
        stage.mark(case, stage.assessor, MARKS | {"service.comfort": {"mark": 1}})
    client.force_login(stage.operator)
    address = reverse(named("calibration"), args=[SCHEME, "2026"]) + "?field=bus"
    assert len(client.get(address).context["found"].cases) == more
    with django_assert_num_queries(10):
        client.get(address)
