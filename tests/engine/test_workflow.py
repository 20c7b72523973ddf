"""Workflow tables: what may be done, why not, and whether a table is sound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityloop.engine.frozen import Frozen
from cityloop.engine.text import Text
from cityloop.engine.workflow import EXAMPLE, Refusal, Transition, Workflow, moves, unsound

LABEL = Text("하다", "Do")


def table(*rows, final="end", start="a") -> Workflow:
    names = dict.fromkeys([start, *final.split(), *(end for t in rows for end in (t.source, t.target))])
    states = Frozen({name: Text(f"상태 {name}", f"State {name}") for name in names})
    return Workflow("test", start, frozenset(final.split()), states, tuple(rows))


def row(sources, action, to, by="officer", reopens=False):
    return moves(sources, action, to=to, by=by, label=LABEL, reopens=reopens)


def places(workflow):
    return [found.where for found in unsound(workflow)]


def test_the_example_is_sound():
    assert unsound(EXAMPLE) == ()


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([*row("a", "go", "end"), *row("island", "go", "end")], ["island"]),
        ([*row("a", "go", "end"), *row("a", "fall", "pit"), *row("pit", "wait", "pit")], ["pit"]),
        ([*row("a", "go", "end"), *row("end", "reopen", "a")], ["end/reopen"]),
        ([*row("a", "go", "b"), *row("b", "on", "end"), *row("b", "again", "a", reopens=True)], ["b/again"]),
        (
            [*row("a", "go", "end"), *row("end", "again", "island", reopens=True), *row("island", "on", "end")],
            ["island"],
        ),
        ([*row("a", "go", "end"), *row("a", "go", "end")], ["a/go"]),
        ([Transition("a", "go", "end", frozenset(), LABEL)], ["a/go"]),
    ],
    ids=[
        "unreachable",
        "no way out",
        "leaves the end",
        "reopens what is open",
        "reached only anew",
        "twice",
        "for nobody",
    ],
)
def test_an_unsound_table_is_told_where(rows, found):
    assert places(table(*rows)) == found


def test_a_final_state_may_be_left_by_a_row_that_says_it_reopens():
    assert places(table(*row("a", "go", "b"), *row("b", "on", "end"), *row("end", "again", "b", reopens=True))) == []


def test_a_state_without_a_label_is_told():
    assert places(replace(EXAMPLE, states=Frozen(draft=LABEL, submitted=LABEL))) == ["decided", "decided"]


def test_another_role_is_refused_with_the_role_that_may():
    refusal = EXAMPLE.step("submitted", "decide", {"provider"})
    assert isinstance(refusal, Refusal)
    assert refusal.why == Text("'결정'은(는) 다른 역할의 업무입니다.", "'Decide' is for another role.")
    assert refusal.remedy.en == "It is for: certifier."


def test_an_action_out_of_turn_is_refused_with_what_is_possible():
    refusal = EXAMPLE.step("draft", "decide", {"provider"})
    assert refusal.remedy == Text("지금 할 수 있는 일: 제출.", "What is possible now: Submit.")


def test_after_the_end_nothing_is_possible():
    assert EXAMPLE.step("decided", "submit", {"provider"}).remedy.en == "The case has come to its end."
    assert EXAMPLE.allowed("decided", {"provider", "certifier"}) == ()


def test_the_same_action_may_lead_roles_to_different_states():
    workflow = table(*row("a", "close", "end", "officer"), *row("a", "close", "b", "chair"), *row("b", "go", "end"))
    assert workflow.step("a", "close", {"officer"}) == "end"
    assert workflow.step("a", "close", {"chair"}) == "b"
    assert unsound(workflow) == ()


@given(st.text(max_size=8), st.text(max_size=8), st.sets(st.sampled_from(["provider", "certifier", "x"])))
def test_a_step_is_a_state_or_a_refusal_in_both_languages(state, action, roles):
    found = EXAMPLE.step(state, action, roles)
    assert found in EXAMPLE.states or (found.why.ko and found.why.en and found.remedy.ko and found.remedy.en)


@given(st.sampled_from(["draft", "submitted", "decided"]), st.sets(st.sampled_from(["provider", "certifier"])))
def test_what_is_allowed_is_exactly_what_a_step_takes(state, roles):
    allowed = {t.action: t.target for t in EXAMPLE.allowed(state, roles)}
    for action in ("submit", "decide"):
        found = EXAMPLE.step(state, action, roles)
        assert found == allowed[action] if action in allowed else isinstance(found, Refusal)
