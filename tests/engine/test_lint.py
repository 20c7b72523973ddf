"""The linter: what a colleague would say of a draft that the compiler accepts, and nothing of one that is in order."""

import copy

import pytest
from engine.rulebook_samples import scheme

from cityloop import rulebook
from cityloop.engine.edition import lint
from cityloop.engine.frozen import thaw

SERVICE = thaw(rulebook.load("smart-city-service/2026").content)


def said(content):
    return [(fault.path, fault.warning) for fault in lint(content)]


def changed(**changes):
    content = copy.deepcopy(SERVICE)
    content.update(changes)
    return content


def with_criterion(id, **changes):
    content = copy.deepcopy(SERVICE)
    next(one for one in content["criteria"] if one["id"] == id).update(changes)
    return content


def test_the_service_scheme_that_comes_along_has_nothing_to_mend():
    assert said(SERVICE) == []


def test_a_text_in_one_language_only_is_named_with_the_language_that_lacks():
    content = changed(title={"ko": "인증", "en": " "})
    assert said(content) == [("title.en", False)]


def test_a_cut_above_what_the_criteria_can_earn_is_found_for_the_field_it_concerns():
    content = with_criterion("effect.complaints", points=[[300, 0], [30, 0.5]])
    content["pass"]["points"] = 100
    found = [fault for fault in lint(content) if fault.path == "pass.points"]
    assert found and not found[0].warning
    assert "Nobody can pass" in found[0].what.en and "통과할 수 없음" in found[0].what.ko


@pytest.mark.law("8(3)", "8(4)")
def test_a_grade_above_what_can_be_earned_is_a_fault_and_one_below_the_cut_a_warning():
    content = with_criterion("effect.complaints", points=[[300, 0], [30, 0.5]])
    content["grades"] = [{"id": "1", "from": 100}, {"id": "2", "from": 70}, {"id": "3", "from": 50}]
    assert ("grades[1].from", False) in said(content)
    assert ("grades[3].from", True) in said(content)


def test_whoever_passes_without_a_grade_is_a_gap_between_cut_and_grades():
    assert ("grades", True) in said(changed(grades=[{"id": "1", "from": 90}]))


def test_a_gate_that_can_never_earn_its_whole_share_is_one_that_nobody_can_pass():
    gate = with_criterion("effect.complaints", mandatory=True, points=[[300, 0], [30, 0.9]])
    assert ("criteria[effect.complaints].points", False) in said(gate)


def test_a_gate_on_anchors_opens_for_the_highest_only_and_that_is_said():
    assert said(with_criterion("effect.problem_fit", mandatory=True)) == [
        ("criteria[effect.problem_fit].mandatory", True)
    ]


def test_a_minimum_out_of_reach_is_found():
    content = copy.deepcopy(SERVICE)
    for one in content["criteria"]:
        if one["area"] == "effect" and one["kind"] == "measured":
            one["points"] = [[x, min(share, 0.4)] for x, share in one["points"]]
    content["areas"][0]["minimum"] = 0.99
    assert ("areas[effect].minimum", False) in said(content)


def test_a_field_in_which_an_area_is_emptied_is_named():
    content = copy.deepcopy(SERVICE)
    for one in content["criteria"]:
        if one["area"] == "diffusion":
            one["not_for"] = ["transport"]
    found = [fault for fault in lint(content) if fault.path == "areas[diffusion]"]
    assert [fault.what.en for fault in found] == ["Nothing can be earned here in: Transport."]


def test_a_criterion_that_applies_to_no_field_is_found():
    content = with_criterion("effect.problem_fit", not_for=["transport", "environment_energy"])
    assert ("criteria[effect.problem_fit].not_for", False) in said(content)


def test_a_criterion_without_evidence_rule_or_source_is_found():
    content = with_criterion("effect.problem_fit", evidence=[], source=[])
    assert said(content) == [
        ("criteria[effect.problem_fit].evidence", True),
        ("criteria[effect.problem_fit].source", True),
    ]


def test_two_anchors_of_one_meaning_are_found():
    content = copy.deepcopy(SERVICE)
    levels = next(one for one in content["criteria"] if one["id"] == "effect.problem_fit")["levels"]
    levels[2]["means"] = {"ko": "다름", "en": levels[1]["means"]["en"].upper()}
    assert said(content) == [("criteria[effect.problem_fit].levels[3].means", False)]


def test_a_gap_between_anchors_and_a_lowest_anchor_that_earns_are_found():
    content = copy.deepcopy(SERVICE)
    levels = next(one for one in content["criteria"] if one["id"] == "effect.problem_fit")["levels"]
    del levels[3], levels[0]
    paths = [path for path, warning in said(content) if warning]
    assert paths == ["criteria[effect.problem_fit].levels[1].mark", "criteria[effect.problem_fit].levels"]


def test_a_document_that_asks_again_for_the_evidence_is_found():
    content = copy.deepcopy(SERVICE)
    for one in content["documents"]:
        one["required"] = True
    assert said(content)[:2] == [
        ("documents[cross_reference].required", True),
        ("documents[evidence].required", True),
    ]


def test_a_step_without_a_term_is_found():
    content = copy.deepcopy(SERVICE)
    del content["steps"]["objection"]
    assert said(content) == [("steps", True)]


def test_going_in_force_without_a_mock_round_is_a_warning():
    content = changed(timeline=[{"from": "2026-06-29", "state": "in_force", "profiles": ["transport"]}])
    assert said(content) == [("timeline[1].state", True)]


@pytest.mark.law("4(2)")
@pytest.mark.parametrize(
    ("panel", "path"),
    [
        ({"seats": 10}, "panel.seats"),
        ({"common": 7}, "panel.common"),
        ({"quorum": "1/3"}, "panel.quorum"),
    ],
)
def test_a_panel_that_the_guideline_does_not_allow_or_that_cannot_meet_is_found(panel, path):
    assert path in [found for found, _ in said(changed(panel={**SERVICE["panel"], **panel}))]


def test_too_few_assessors_for_a_mean_without_the_extremes_is_a_warning():
    aggregate = {"assessors": "trimmed_mean", "minimum_assessors": 2}
    assert said(changed(aggregate=aggregate)) == [("aggregate.minimum_assessors", True)]


def test_a_blind_call_says_what_identifies_and_no_other_call_does():
    blind = thaw(rulebook.load("horizon-like/2026-2").content)
    assert not [path for path, _warning in said(blind) if "blind" in path or "identifies" in path]
    hidden, marked = copy.deepcopy(blind), copy.deepcopy(blind)
    for one in (*hidden["form"], *hidden["documents"]):
        one.pop("identifies", None)
    hidden["form"] = [one for one in hidden["form"] if one["type"] != "partners"]
    assert ("blind[0].hides", True) in said(hidden)
    del marked["blind"]
    assert ("form[partners].identifies", True) in said(marked)


@pytest.mark.parametrize("content", [None, [], {}, {"kind": "scheme"}, {"kind": "call", "criteria": 3}, scheme(), 7])
def test_the_linter_has_an_answer_for_anything(content):
    assert isinstance(lint(content), tuple)
