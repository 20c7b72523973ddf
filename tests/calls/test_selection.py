"""A selection: scenarios, overrides, a decision on a digest, results published, the reserve list, limits that hold."""

import pytest
from calls import reviewing
from calls.reviewing import decide, recommend, review, selection, step
from calls.stage import PLAN, Stage
from django.db import IntegrityError, transaction

from cityloop.assessment.queries import compiled
from cityloop.audit.models import Entry
from cityloop.audit.refusal import Refused
from cityloop.calls import actions
from cityloop.calls.models import Award, Proposal, Scenario, SelectionResult, SelectionRound
from cityloop.calls.selecting import cost_of
from cityloop.outbox.models import Letter

LEVELS = (4, 3, 2)


def story():
    """A call, its reviewers, and three proposals, marked 4, 3 and 2 of 4 by everybody."""
    stage = Stage()
    officer = stage.officers["trial"]
    people = reviewing.pool(officer, stage.edition.scheme)
    return stage, people, [review(officer, stage.admit(stage.submitted()), people, [level] * 3) for level in LEVELS]


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
    return selection(officer, cases[0], budget=250)


def verdicts(round):
    return [row.verdict for row in SelectionResult.objects.filter(round=round).order_by("case__reference")]


def test_marking_ends_with_an_outcome_and_the_proposal_waits_for_the_selection(cases):
    assert [case.state for case in cases] == ["assessed"] * 3
    assert [case.outcome_points for case in cases] == [10, 7.5, 5]


def test_where_the_form_asks_nobody_for_an_amount_a_place_is_planned_at_the_ceiling(stage):
    asks, asks_not = stage.submitted(grant=80), stage.submitted(track=PLAN)
    assert [cost_of(one, compiled(stage.edition)) for one in (asks, asks_not)] == [80, 70]
    assert cost_of(stage.draft(title="Nothing said yet"), compiled(stage.edition)) == 0


def test_rank_order_and_optimum_stand_side_by_side(stage, officer, round):
    for policy in ("rank", "total"):
        actions.save_scenario(**step(officer), round=round, name=policy, policy=policy)
    rank, total = Scenario.objects.order_by("pk")
    assert [row["in"] for row in rank.rows] == [True, True, False]
    assert rank.objective <= total.objective <= total.bound + 1e-9
    assert all(row["ko"] and row["en"] for row in rank.rows)


def test_the_same_limits_are_saved_once(officer, round):
    actions.save_scenario(**step(officer), round=round, name="one", policy="rank")
    with pytest.raises(Refused):
        actions.save_scenario(**step(officer), round=round, name="two", policy="rank")
    assert Scenario.objects.count() == 1


def test_what_was_put_forward_is_decided_by_its_digest_and_takes_effect(stage, officer, round, cases):
    decide(stage.authority, recommend(officer, round))
    for case in cases:
        case.refresh_from_db()
    assert [case.state for case in cases] == ["selected", "selected", "reserve"]
    round.refresh_from_db()
    assert (round.taken, round.spent, round.state) == (2, 200, "decided")
    assert list(Award.objects.order_by("case__reference").values_list("amount", flat=True)) == [100, 100]


def test_an_override_has_a_reason_and_counts(stage, officer, round, cases):
    with pytest.raises(Refused):
        actions.override_rank(**step(officer), round=round, case=cases[2], kind="in", reason=" ")
    actions.override_rank(**step(officer), round=round, case=cases[0], kind="out", reason="Double funding.")
    found = recommend(officer, round).scenario
    assert {row["reference"]: row["in"] for row in found.rows} == {
        cases[0].reference: False,
        cases[1].reference: True,
        cases[2].reference: True,
    }


@pytest.mark.parametrize("who", ["officer", "stranger", "lead"])
def test_nobody_but_the_authority_decides(stage, officer, round, who):
    recommendation = recommend(officer, round)
    person = officer if who == "officer" else getattr(stage, who)
    before = Entry.objects.count()
    with pytest.raises(Refused):
        decide(person, recommendation)
    assert Entry.objects.count() == before and not SelectionResult.objects.exists()


@pytest.mark.parametrize("who", ["authority", "stranger", "lead"])
def test_nobody_but_the_secretariat_prepares(stage, officer, round, who):
    person = getattr(stage, who)
    for act in (
        lambda: actions.save_scenario(**step(person), round=round, name="x", policy="rank"),
        lambda: actions.change_limits(**step(person), round=round, budget=1, seats=1, reason="r"),
        lambda: actions.publish_results(**step(person), round=round),
    ):
        with pytest.raises(Refused):
            act()


def test_a_recommendation_is_returned_for_a_reason_and_prepared_again(stage, officer, round):
    recommendation = recommend(officer, round)
    with pytest.raises(Refused):
        actions.save_scenario(**step(officer), round=round, name="late", policy="total")
    with pytest.raises(Refused):
        decide(stage.authority, recommendation, "returned")
    decide(stage.authority, recommendation, "returned", "Show the optimum, too.")
    actions.save_scenario(**step(officer), round=round, name="late", policy="total")
    with pytest.raises(Refused):
        decide(stage.authority, recommendation)


def test_a_decision_on_another_digest_is_refused(stage, officer, round):
    recommendation = recommend(officer, round)
    with pytest.raises(Refused):
        actions.decide_selection(
            **step(stage.authority), recommendation=recommendation, digest="0" * 64, verdict="approved"
        )


def test_a_proposal_withdrawn_before_the_decision_asks_for_a_new_computation(stage, officer, round, cases):
    from cityloop.assessment.actions.application import withdraw_case

    recommendation = recommend(officer, round)
    withdraw_case(**step(stage.lead, 13), case=cases[0], reason="We merged.")
    with pytest.raises(Refused, match=r"changed since|바뀌"):
        decide(stage.authority, recommendation)


def test_a_budget_lowered_before_the_decision_is_answered_in_a_sentence(stage, officer, round):
    recommendation = recommend(officer, round)
    actions.change_limits(**step(officer), round=round, budget=150, seats=2, reason="The ministry cut it.")
    with pytest.raises(Refused) as refused:
        decide(stage.authority, recommendation)
    assert "200" in str(refused.value) and "150" in str(refused.value)
    decide(stage.authority, recommendation, "returned", "The budget is lower now.")
    again = recommend(officer, round, name="within the new budget")
    decide(stage.authority, again)
    assert SelectionRound.objects.get().spent == 100


def test_a_budget_is_never_lowered_below_what_was_given(stage, officer, round):
    decide(stage.authority, recommend(officer, round))
    with pytest.raises(Refused) as refused:
        actions.change_limits(**step(officer), round=round, budget=150, seats=2, reason="A cut.")
    assert "200" in str(refused.value)
    with pytest.raises(Refused):
        actions.change_limits(**step(officer), round=round, budget=200, seats=1, reason="A cut.")


def test_the_database_holds_seats_and_budget(round):
    for change in ({"taken": 3}, {"spent": 251}, {"spent": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SelectionRound.objects.filter(pk=round.pk).update(**change)


def test_results_are_published_once_and_letters_wait_to_be_read(stage, officer, round, cases):
    decide(stage.authority, recommend(officer, round))
    actions.publish_results(**step(officer, 15), round=round)
    kinds = Letter.objects.filter(kind__in=("calls.selected", "calls.reserve"))
    assert sorted(kinds.values_list("kind", flat=True)) == ["calls.reserve"] + ["calls.selected"] * 2
    assert set(kinds.values_list("state", flat=True)) == {"held"}
    assert Award.objects.filter(announced_at=None).count() == 0
    with pytest.raises(Refused):
        actions.publish_results(**step(officer, 15), round=round)


def test_results_are_not_published_before_the_decision(officer, round):
    recommend(officer, round)
    with pytest.raises(Refused):
        actions.publish_results(**step(officer, 15), round=round)


def test_an_officer_who_conflicts_with_one_proposal_leaves_the_whole_selection(stage, officer, round):
    from cityloop.organisations.actions import record_employment

    record_employment(**step(officer, 1), person=officer, organisation=stage.company, source="told")
    with pytest.raises(Refused, match=r"conflict of interest|이해충돌"):
        recommend(officer, round)


@pytest.mark.parametrize(
    "given", [{"policy": "luck"}, {"name": " "}, {"name": "x" * 121}, {"budget": -1}, {"seats": 0}, {"seats": "2"}]
)
def test_bad_limits_are_refused(officer, round, given):
    with pytest.raises(Refused):
        actions.save_scenario(**{**step(officer), "round": round, "name": "n", "policy": "rank", **given})


def test_the_most_for_one_award_may_be_less_in_a_scenario_and_is_what_is_awarded(stage, officer, round, cases):
    """With 80 each, three fit into 250 where two fitted with what they ask; who gets less is told so."""
    for wrong in (0, -1, 101, "80"):
        with pytest.raises(Refused):
            actions.save_scenario(**step(officer), round=round, name="w", policy="rank", ceiling=wrong)
    actions.change_limits(**step(officer), round=round, budget=160, seats=2, reason="A cut.")
    recommendation = recommend(officer, round, name="80 each", ceiling=80)
    rows = recommendation.scenario.rows
    assert [(row["in"], row["cost"]) for row in rows] == [(True, 80), (True, 80), (False, 80)]
    assert "100" in rows[0]["en"] and "80" in rows[0]["ko"]
    decide(stage.authority, recommendation)
    round.refresh_from_db()
    assert (round.taken, round.spent) == (2, 160)
    assert set(Award.objects.values_list("amount", flat=True)) == {80}
    actions.decline_award(**step(manager(stage), 16), award=Award.objects.first(), reason="Too little.")
    moved = actions.move_up(**step(stage.authority, 17), round=round, case=cases[2], reason="The first declined.")
    assert (moved.verdict, moved.amount) == ("selected", 80)


def manager(stage):
    """An officer of the company that leads."""
    from cast import person

    return person("manager", of=stage.company, role="officer")


def test_a_cap_by_country_of_a_scenario_counts_countries_and_not_all_as_one(stage, officer, round, cases):
    """All three are in one country: one may be selected; without a country at all nothing is capped."""
    recommendation = recommend(officer, round, name="one a country", caps={"country": 1})
    assert sum(row["in"] for row in recommendation.scenario.rows) == 1
    Proposal.objects.filter(case=cases[1]).update(country="TH")
    decide(stage.authority, recommendation, "returned", "Another country.")
    rows = recommend(officer, round, name="again", caps={"country": 1}).scenario.rows
    assert {row["reference"] for row in rows if row["in"]} == {cases[0].reference, cases[1].reference}
