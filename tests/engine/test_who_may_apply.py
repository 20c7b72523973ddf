"""Who may apply for what, as the editions that come with Cityloop say it in the words of the law."""

import pytest

from cityloop.engine.eligibility import eligibility
from cityloop.engine.evaluation import evaluate
from cityloop.rulebook import editions, load
from cityloop.rulebook.worked import case_paths, load_case


def unmet(scheme, **facts):
    """Ids of the rules of a scheme's edition that the facts do not meet."""
    edition = next(one for one in editions("scheme") if one.id == scheme)
    return {rule.id for rule in eligibility(edition, facts).rules if rule.met is False}


@pytest.mark.law("7", "9(3)")
@pytest.mark.parametrize(
    ("kind", "tier", "head", "lacks"),
    [
        ("local_government", "metropolitan_city", "Mayor", set()),
        ("local_government", "special_self_governing_province", "Governor", set()),
        ("local_government", "gun", "Head of the county", set()),
        ("local_government", "gu", "Head of the district", set()),
        ("local_government", "province", "Governor", {"local-government"}),
        ("local_government", "", "Mayor", {"local-government"}),
        ("company", "", "Director", {"local-government"}),
        ("local_government", "si", "", {"its-head-applies"}),
    ],
)
def test_the_head_of_a_local_government_applies_for_a_city(kind, tier, head, lacks):
    assert unmet("smart-city", applicant={"kind": kind, "tier": tier}, answers={"head": head}) == lacks


@pytest.mark.law("6(3)")
@pytest.mark.parametrize(("specialists", "lacks"), [(2, {"three-specialists"}), (3, set()), (40, set())])
def test_an_evaluation_body_has_three_specialists_or_more(specialists, lacks):
    answers = {"specialists": specialists}
    assert unmet("support-institution", profile="evaluation_body", answers=answers) == lacks
    assert unmet("support-institution", profile="support_institution", answers=answers) == set()


@pytest.mark.law("11")
@pytest.mark.parametrize(
    ("type_", "may"), [("unit", True), ("network_linked", True), ("data_hub", True), ("app", False), ("", False)]
)
def test_a_service_is_of_one_of_three_types(type_, may):
    found = unmet("smart-city-service", service={"type": type_, "fields": []}, round={"fields": []})
    assert ("service-type" not in found) == may


@pytest.mark.law("11")
@pytest.mark.parametrize(("runs", "status"), [([1, 1, 1, 1, 1], "pass"), ([1, 1, 0, 0, 0], "fail")])
def test_a_service_that_is_on_trial_or_in_use_nowhere_is_not_certified_whatever_its_points(runs, status):
    worked = load_case(next(path for path in case_paths() if path.stem == "service-just-above"))
    marks = {**worked.marks, "effect.operation_proof": runs}
    given = {"measurements": worked.measurements, "profile": worked.profile, "assessors": worked.assessors}
    outcome = evaluate(load(worked.of), marks, **given)
    assert outcome.points >= 70
    assert (outcome.status, outcome.failed) == (status, () if status == "pass" else ("effect.operation_proof",))


@pytest.mark.law("13(2)")
@pytest.mark.parametrize(
    ("provides", "joint", "may"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_the_provider_applies_alone_or_others_with_it(provides, joint, may):
    found = unmet("smart-city-service", applicant={"provides_service": provides, "joint_with_provider": joint})
    assert ("provider-applies" not in found) == may
