"""Every fault of a rulebook file is found, placed and said with what to do, in both languages."""

from __future__ import annotations

import pytest
from engine.rulebook_samples import call_data, rubric, scheme_data, text
from hypothesis import given, settings
from hypothesis import strategies as st

from cityloop.engine.edition import examine


def faults_of(data):
    return [str(fault.text) for fault in examine(data)[1] if not fault.warning]


def with_criterion(**changes):
    data = scheme_data()
    data["criteria"][0] = {**data["criteria"][0], **changes}
    return {**data, "criteria": [{k: v for k, v in c.items() if v is not None} for c in data["criteria"]]}


def measured(**changes):
    return with_criterion(
        kind="measured", levels=None, **{"direction": "higher", "points": [[0, 0], [10, 1]], **changes}
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "The kind of the file is not known. Write 'kind:' with one of scheme, call, framework."),
        ({"kind": "schema"}, "kind: The kind of the file is not known."),
        (scheme_data(titel="x"), "titel: Unknown key. Did you mean 'title'?"),
        (scheme_data(budget={"amount": 1, "currency": "KRW"}), "budget: A scheme has no such key. Delete it."),
        (scheme_data(title={"ko": "제목"}), "title: Found {'ko': '제목'}. Write a text in both languages"),
        (scheme_data(title=text("x") | {"fr": "y"}), "title: Found"),
        (scheme_data(id="스마트"), "id: Found '스마트'. Write an id of ASCII letters"),
        (scheme_data(timeline=[{"from": "2026-13-01", "state": "mock"}]), "timeline[1].from: Found '2026-13-01'."),
        (scheme_data(timeline=[{"from": "2026-01-01", "state": "on"}]), "one of draft, mock, in_force, retired"),
        (scheme_data(validity={"lasts": "2Y"}), "validity.lasts: Found '2Y'. Write a duration such as P2Y"),
        (scheme_data(validity={"lasts": "P1Y", "renewal_opens": "P13M"}), "validity.renewal_opens: It is as long"),
        (scheme_data(panel={"seats": 9, "quorum": "3/2", "decision": "2/3"}), "panel.quorum: Found '3/2'."),
        (scheme_data(panel={"seats": 1, "quorum": "1/2", "decision": "1/2"}), "2 assessors, but the panel seats 1."),
        (scheme_data(criteria=None), "'criteria' is missing. Add 'criteria:'."),
        (scheme_data(**{"pass": {"points": 101, "of": 100}}), "pass.points: 101 cannot be reached: the whole is 100."),
        (scheme_data(grades=[{"id": "1", "from": 120}]), "grades[1].from: 120 cannot be reached"),
        (
            scheme_data(grades=[{"id": "a", "from": 60}, {"id": "b", "from": 60}]),
            "grades: The grades do not begin in order.",
        ),
        (
            scheme_data(areas=[{"id": "use", "title": text("Use"), "weight": 60}]),
            "areas: The weights of the areas sum to 60.",
        ),
        (scheme_data(areas=[{**a, "weight": 50.1} for a in scheme_data()["areas"]]), "sum to 100.2. Make it 100"),
        (
            scheme_data(areas=[*scheme_data()["areas"][:1], {"id": "x", "title": text("X"), "weight": 40}]),
            "areas[x]: No criterion earns points",
        ),
        (with_criterion(area="usage"), "criteria[use.reach].area: Nothing has the id 'usage'. Did you mean 'use'?"),
        (with_criterion(id="use.worth"), "criteria[use.worth].id: 'use.worth' is there twice."),
        (with_criterion(weight=0), "criteria[use.reach].weight: A criterion that is no gate weighs 0."),
        (with_criterion(weight=-1), "criteria[use.reach].weight: Found -1. Write a number, 0 or more."),
        (with_criterion(weight=True), "criteria[use.reach].weight: Found True."),
        (with_criterion(weight="6"), "criteria[use.reach].weight: Found '6'."),
        (with_criterion(levels=None), "criteria[use.reach]: A rubric criterion needs 'levels'."),
        (with_criterion(levels=rubric("x", (0, 2, 1))["levels"]), "The marks of the levels do not ascend."),
        (with_criterion(levels=rubric("x", (3,))["levels"]), "There is no scale from low to high."),
        (
            with_criterion(levels=rubric("x", (0, 1, 2))["levels"], step=0.3),
            "criteria[use.reach].step: A level falls between",
        ),
        (with_criterion(kind="binary"), "criteria[use.reach].levels: A binary criterion does not use it."),
        (with_criterion(not_for=["ghost"]), "criteria[use.reach].not_for[1]: Nothing has the id 'ghost'."),
        (measured(direction=None), "criteria[use.reach]: A measured criterion needs 'direction'."),
        (measured(points=[[0, 0], [5, 1], [3, 0.5]]), "points: The values do not run in one direction."),
        (measured(points=[[0, 1], [10, 0]]), "points: The shares run against direction: higher."),
        (measured(points=[[0, 0], [10, 2]]), "points[2][2]: Found 2. Write a number from 0 to 1."),
        (measured(points=[[0, 0, 0], [10, 1]]), "points[1]: Found [0, 0, 0]. Write a list of 2."),
        (with_criterion(kind="formula", levels=None, formula="marks.use.worth +"), "Write a CEL expression."),
        (
            with_criterion(kind="formula", levels=None, formula="marks.use.nothing"),
            "'use.nothing' is no criterion that",
        ),
        (with_criterion(kind="formula", levels=None, formula="marks.use.worth + 1"), "It cannot be computed:"),
        (with_criterion(kind="formula", levels=None, formula="1.0 + 1.0"), "It reads no other criterion."),
        (with_criterion(kind="formula", levels=None, formula="system('ls')"), "unknown function system()"),
        (
            with_criterion(kind="formula", levels=None, formula="measurements.use.worth"),
            "'use.worth' has no measurements.",
        ),
        (call_data(seats={"min": 4, "max": 3}), "tracks[main].seats.min: The lower bound is above the upper."),
        (
            call_data(intake={"opens": "2026-02-01", "closes": "2026-01-01", "zone": "Asia/Seoul"}),
            "It is before the intake opens.",
        ),
        (call_data(intake={"opens": "2026-02-01", "zone": "Asia/Seoul"}), "It neither closes nor is rolling."),
        (call_data(ceiling={"amount": 5, "currency": "won"}), "ceiling.currency: Found 'won'."),
        (
            {**call_data(), "selection": {"policy": "rank", "ties": ["use.nothing"]}},
            "selection.ties[1]: Nothing has the id",
        ),
        (
            {**call_data(), "milestones": [{"id": "a", "due": "P1M", "instalment": 0.6}]},
            "instalments of track main sum to 0.6",
        ),
        ({**call_data(), "form": [{"id": "q", "asks": text("q?"), "type": "choice"}]}, "Options belong to a choice"),
        ({**call_data(), "blind": [{"hides": "all", "until": "never"}]}, "Write one of applicants, reviewers."),
        ({**call_data(), "blind": [{"hides": "applicants"}]}, "'until' is missing."),
        (
            {**call_data(), "blind": [{"hides": "applicants", "until": until} for until in ("decided", "never")]},
            "blind[1].hides: It is hidden already: applicants.",
        ),
        ({**call_data(), "blind": [{"hides": "applicants", "until": "consensus"}]}, "The call has no consensus."),
        (
            {**call_data(), "blind": [{"hides": "reviewers", "until": "never", "track": "no"}]},
            "blind[0].track: Nothing has the id 'no'.",
        ),
        ({**scheme_data(), "blind": []}, "blind: A scheme has no such key."),
        (
            {**call_data(), "eligibility": [{"id": "r", "when": "aplicant.kind == 'x'", "says": text("r")}]},
            "Did you mean 'applicant'?",
        ),
    ],
)
def test_a_fault_is_said_with_its_place_and_remedy(data, said):
    found = faults_of({k: v for k, v in data.items() if v is not None} if isinstance(data, dict) else data)
    assert any(said in line for line in found), found


def test_all_faults_are_said_at_once():
    data = scheme_data(title="no", validity={"lasts": "soon"})
    data["criteria"][0]["weight"] = "heavy"
    data["criteria"][2]["area"] = "mkae"
    data["timeline"].append({"from": "2025-01-01", "state": "mock"})
    said = faults_of(data)
    assert [line.split(":")[0] for line in said] == [
        "title",
        "validity.lasts",
        "criteria[use.reach].weight",
        "timeline[2]",
    ]


def test_every_fault_is_said_in_korean_too():
    for fault in examine(scheme_data(titel=1, title=2, areas=[], criteria=[{}]))[1]:
        assert any("가" <= letter <= "힣" for letter in fault.text.ko)


def test_a_draft_left_in_the_wording_is_a_warning_and_stops_nothing():
    edition, faults = examine(scheme_data(title={"ko": "제목 TODO", "en": "제목"}))
    assert edition is not None
    found = [(fault.path, fault.warning) for fault in faults if fault.path.startswith("title")]
    assert sorted(found) == [("title.en", True), ("title.ko", True)]


def test_the_weights_of_a_call_add_up_for_each_track():
    data = call_data()
    data["tracks"].append({**data["tracks"][0], "id": "other"})
    data["areas"][0]["track"] = "main"
    assert faults_of(data) == ["areas: The weights of the areas of track other sum to 40. Make it 100, as in pass.of."]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["P2Y", "2026-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*scheme_data(), "tracks", "form", "selection", "panel", "validity"]), JSON)
def test_whatever_a_key_holds_there_is_an_edition_or_a_fault(key, value):
    data = call_data()
    data[key] = value
    edition, faults = examine(data)
    assert (edition is None) == any(not fault.warning for fault in faults)
