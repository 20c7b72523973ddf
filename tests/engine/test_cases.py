"""Every worked case of the rulebook comes out as it says, and its contrast is what a wrong reading would give."""

from __future__ import annotations

import json

import pytest

from cityloop import rulebook
from cityloop.engine.edition import compile_edition
from cityloop.engine.eligibility import eligibility
from cityloop.engine.evaluation import evaluate, standing
from cityloop.engine.frozen import thaw
from cityloop.engine.selection import Budget, Limits, Proposals, select
from cityloop.rulebook.worked import case_paths, check_case, load_case, outcome_of


def case(name):
    worked = load_case(next(path for path in case_paths() if path.stem == name))
    return worked, rulebook.load(worked.of)


@pytest.mark.law("8(1)", "8(3)", "12(1)")
@pytest.mark.parametrize("path", case_paths(), ids=lambda path: path.stem)
def test_the_case_comes_out_as_it_says(path):
    assert [str(fault.text) for fault in check_case(path)] == []


@pytest.mark.parametrize(
    ("name", "written", "altered", "where"),
    [
        ("service-just-above", "status: pass", "status: fail", "expect.status"),
        ("service-just-below", "points: 69.9815", "points: 70.0", "expect.points"),
        ("service-gate-fails", "failed: [technology.security_certification]", "failed: []", "expect.failed"),
        ("service-trimmed-mean", "diffusion: 14.8148", "diffusion: 14.8", "expect.areas"),
        ("dpg-majority", "failed: [sdg_relevance]", "failed: []", "product-y.failed"),
        ("k-city-no-overseas-partner", "developed-in-korea: true", "developed-in-korea: false", "rules"),
        ("horizon-tie", "order: [A, B, F", "order: [B, A, F", "order"),
        ("horizon-tie", "E: [overall]", "E: []", "below_threshold"),
    ],
)
def test_a_case_that_expects_something_else_is_told(name, written, altered, where, tmp_path):
    original = next(path for path in case_paths() if path.stem == name).read_text(encoding="utf-8")
    assert written in original
    path = tmp_path / "altered.yaml"
    path.write_text(original.replace(written, altered, 1), encoding="utf-8")
    assert [fault.path for fault in check_case(path)] == [where]


def test_the_plain_mean_would_let_one_low_assessor_decide():
    worked, edition = case("service-trimmed-mean")
    data = json.loads(edition.canonical)
    data["aggregate"]["assessors"] = "mean"
    outcome = outcome_of(worked, compile_edition(data))
    assert outcome.status == "fail"
    assert outcome.points == pytest.approx(worked.contrast["mean"], abs=5e-5)


def test_counting_what_does_not_apply_as_zero_would_fail_the_service():
    worked, edition = case("service-profile-shrinks")
    outcome = outcome_of(worked, edition)
    not_shrunk = 0.0
    for area in edition.areas:
        mine = [criterion for criterion in edition.criteria if criterion.area == area.id]
        earned = sum((outcome.criteria[c.id].share or 0) * c.weight for c in mine)
        not_shrunk += area.weight * earned / sum(c.weight for c in mine)
    assert not_shrunk == pytest.approx(worked.contrast["not_shrunk"], abs=5e-3)
    assert not_shrunk < outcome.cut <= outcome.points


def test_an_overseas_university_in_the_consortium_admits_the_proposal():
    worked, edition = case("k-city-no-overseas-partner")
    facts = thaw(worked.facts)
    facts["consortium"].append(thaw(worked.contrast["add_to_consortium"]))
    assert eligibility(edition, facts, worked.track).status == worked.contrast["status"]


def test_every_rule_of_a_call_shows_the_facts_it_looked_at():
    worked, edition = case("k-city-no-overseas-partner")
    found = {rule.id: rule for rule in eligibility(edition, worked.facts, worked.track).rules}
    assert dict(found["korean-company-leads"].facts) == {"applicant.kind": "company", "applicant.overseas": False}
    assert [p["name"] for p in found["overseas-public-partner"].facts["consortium"]] == ["Company K", "Company V"]
    assert dict(found["within-ceiling"].facts)["track.ceiling.amount"] == 400_000_000


def test_a_fact_that_is_not_there_leaves_the_rule_undecided():
    worked, edition = case("k-city-no-overseas-partner")
    facts = thaw(worked.facts)
    facts["consortium"].append(thaw(worked.contrast["add_to_consortium"]))
    del facts["project"]["ends"]
    found = eligibility(edition, facts, worked.track)
    assert (found.status, found.undecided) == ("incomplete", ("within-the-year",))
    assert next(rule for rule in found.rules if rule.met is None).missing == "ends"


@pytest.mark.parametrize(
    "facts", [None, [], {}, {"consortium": 3}, {"applicant": None}, {"consortium": [None, 1, "x"]}]
)
def test_eligibility_is_told_of_any_facts(facts):
    _, edition = case("k-city-no-overseas-partner")
    assert eligibility(edition, facts, "demonstration").status in ("incomplete", "excluded")


def test_the_budget_takes_the_proposals_that_the_case_selects():
    worked, edition = case("horizon-tie")
    outcomes = {one["id"]: outcome_of(worked, edition, one) for one in worked.proposals}
    passing = [one for one in worked.proposals if outcomes[one["id"]].status == "pass"]
    standings = {one["id"]: standing(edition, outcomes[one["id"]]) for one in passing}
    ordered = sorted(passing, key=lambda one: standings[one["id"]], reverse=True)
    proposals = Proposals(
        tuple(one["id"] for one in ordered),
        cost=[one["request"]["amount"] for one in ordered],
        score=[standings[one["id"]].points for one in ordered],
        columns={"place": [-place for place, _ in enumerate(ordered)]},
    )
    seats = edition.tracks[0].seats.max
    chosen = select(proposals, Limits(budgets=(Budget(edition.budget.amount),), seats=seats, ties=("place",)))
    taken = tuple(id for id, isin in zip(proposals.ids, chosen.chosen, strict=True) if isin)
    assert taken == worked.expect["selected"]
    left = tuple(one["id"] for one in ordered if one["id"] not in taken)
    assert left[: edition.selection.reserve] == worked.expect["reserve"]


def test_ties_of_another_track_do_not_count():
    call = rulebook.load("k-city-network/2026")
    ids = {track.id: [c.id for c in call.criteria_of(track=track.id)] for track in call.tracks}
    outcome = evaluate(call, {id: [4] * 5 for id in ids["planning"]}, track="planning")
    assert outcome.status == "pass"
    mine = [id for id in call.selection.ties if id in ids["planning"]]
    assert len(standing(call, outcome).ties) == len(mine) < len(call.selection.ties)
