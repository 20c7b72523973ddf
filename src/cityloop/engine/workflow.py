"""Workflows as tables: from which state, by which action, in which role, to which state; and whether a table is sound.

A table is data that a page can draw, a test can prove and an officer can read. What a case may do next is a question
to the table, never an `if` in a view.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from .frozen import Frozen
from .text import Text, joined, same


@dataclass(frozen=True)
class Transition:
    """By `action`, somebody in one of `roles` takes a case from one state to another.

    `needs_reason`: the person must say why. `term` names the deadline, among the edition's `steps`, that then begins.
    `reopens`: the row leaves a final state; nothing else may.
    """

    source: str
    action: str
    target: str
    roles: frozenset[str]
    label: Text
    needs_reason: bool = False
    term: str = ""
    reopens: bool = False


def moves(
    sources: str,
    action: str,
    *,
    to: str,
    by: str,
    label: Text,
    needs_reason: bool = False,
    term: str = "",
    reopens: bool = False,
) -> tuple[Transition, ...]:
    """A row of a table: one action out of each of the `sources` (divided by blanks), for each of the roles in `by`.

    >>> label = Text("철회", "Withdraw")
    >>> [t.source for t in moves("draft submitted", "withdraw", to="closed", by="provider", label=label)]
    ['draft', 'submitted']
    """
    roles = frozenset(by.split())
    return tuple(Transition(one, action, to, roles, label, needs_reason, term, reopens) for one in sources.split())


def stays(states: str, action: str, by: str, ko: str, en: str) -> tuple[Transition, ...]:
    """Rows for what is done in each of some states without leaving them.

    >>> [(t.source, t.target) for t in stays("draft supplement", "save", "provider", "저장", "Save")]
    [('draft', 'draft'), ('supplement', 'supplement')]
    """
    return tuple(row for one in states.split() for row in moves(one, action, to=one, by=by, label=Text(ko, en)))


@dataclass(frozen=True)
class Refusal:
    """Why an action is refused, and what would be possible instead."""

    why: Text
    remedy: Text


@dataclass(frozen=True)
class Workflow:
    """A table of transitions with the labels of its states. `final` states are ends; other states must lead to one."""

    name: str
    start: str
    final: frozenset[str]
    states: Frozen[Text]
    transitions: tuple[Transition, ...]

    @cached_property
    def _from(self) -> dict[str, tuple[Transition, ...]]:
        return {state: tuple(t for t in self.transitions if t.source == state) for state in self.states}

    def leaving(self, state: str) -> tuple[Transition, ...]:
        """The transitions out of a state, in the order of the table; none out of an unknown state."""
        return self._from.get(state, ())

    def allowed(self, state: str, roles: Collection[str]) -> tuple[Transition, ...]:
        """What somebody in any of these roles may do with a case in this state.

        >>> [t.action for t in EXAMPLE.allowed("draft", {"provider"})]
        ['submit']
        """
        held = frozenset(roles)
        return tuple(t for t in self.leaving(state) if t.roles & held)

    def step(self, state: str, action: str, roles: Collection[str]) -> str | Refusal:
        """The next state, or the refusal with why, and what would be possible.

        >>> EXAMPLE.step("draft", "submit", {"provider"})
        'submitted'
        >>> print(EXAMPLE.step("draft", "decide", {"provider"}).why)
        'Decide' is not possible while the case is: Draft.
        """
        there = [t for t in self.leaving(state) if t.action == action]
        chosen = next((t for t in there if t.roles & frozenset(roles)), None)
        return chosen.target if chosen else self._refusal(state, action, roles, there)

    def label(self, state: str) -> Text:
        """The label of a state; its code where the table does not know it."""
        return self.states.get(state, same(state))

    def _refusal(self, state: str, action: str, roles: Collection[str], there: list[Transition]) -> Refusal:
        if there:
            who = same(", ".join(sorted(frozenset().union(*(t.roles for t in there)))))
            return Refusal(
                Text("'{a}'은(는) 다른 역할의 업무입니다.", "'{a}' is for another role.").format(a=there[0].label),
                Text("할 수 있는 역할: {w}.", "It is for: {w}.").format(w=who),
            )
        name = next((t.label for t in self.transitions if t.action == action), same(action))
        why = Text("'{s}' 상태에서는 '{a}'을(를) 할 수 없습니다.", "'{a}' is not possible while the case is: {s}.")
        return Refusal(why.format(s=self.label(state), a=name), self._possible(state, roles))

    def _possible(self, state: str, roles: Collection[str]) -> Text:
        if state in self.final:
            return Text("절차가 끝난 건입니다.", "The case has come to its end.")
        mine = self.allowed(state, roles)
        if mine:
            labels = joined([t.label for t in mine], ", ")
            return Text("지금 할 수 있는 일: {l}.", "What is possible now: {l}.").format(l=labels)
        others = sorted(frozenset().union(*(t.roles for t in self.leaving(state))))
        return Text("다음 역할의 처리를 기다립니다: {o}.", "It waits for: {o}.").format(o=", ".join(others) or "—")


@dataclass(frozen=True)
class Unsound:
    """Something wrong with a table: where, and what."""

    where: str
    what: Text


def unsound(workflow: Workflow) -> tuple[Unsound, ...]:
    """Everything wrong with a table; empty for a sound one.

    Every state is known, can be reached from the start and can reach a final one; a final state is left by nothing
    but rows that reopen, and only a final state is; no two transitions of one role answer to the same action in the
    same state; every transition is for somebody. That states are reached and come to an end is proved without the rows
    that reopen.

    >>> unsound(EXAMPLE)
    ()
    """
    return (*_unknown_states(workflow), *_unreachable(workflow), *_stuck(workflow), *_ambiguous(workflow))


def _unknown_states(workflow: Workflow) -> Iterable[Unsound]:
    named = [workflow.start, *sorted(workflow.final)]
    for state in [*named, *(end for t in workflow.transitions for end in (t.source, t.target))]:
        if state not in workflow.states:
            yield Unsound(state, Text("이름이 없는 상태임.", "The state has no label."))


def _unreachable(workflow: Workflow) -> Iterable[Unsound]:
    reached = _reach({workflow.start}, [(t.source, t.target) for t in workflow.transitions if not t.reopens])
    for state in workflow.states:
        if state not in reached:
            yield Unsound(state, Text("시작에서 도달할 수 없음.", "It cannot be reached from the start."))


def _stuck(workflow: Workflow) -> Iterable[Unsound]:
    ending = _reach(set(workflow.final), [(t.target, t.source) for t in workflow.transitions if not t.reopens])
    for state in workflow.states:
        if state not in ending:
            yield Unsound(state, Text("끝 상태에 도달할 수 없음.", "No final state can be reached from it."))
    for t in workflow.transitions:
        if t.source in workflow.final and not t.reopens:
            yield Unsound(f"{t.source}/{t.action}", Text("끝난 상태에서 나감.", "It leaves a final state."))
        if t.reopens and (t.source not in workflow.final or t.target in workflow.final):
            what = Text("끝난 건을 다시 여는 행이 아님.", "It does not reopen what had come to its end.")
            yield Unsound(f"{t.source}/{t.action}", what)


def _ambiguous(workflow: Workflow) -> Iterable[Unsound]:
    seen: set[tuple[str, str, str]] = set()
    for t in workflow.transitions:
        if not t.roles:
            yield Unsound(f"{t.source}/{t.action}", Text("할 수 있는 역할이 없음.", "Nobody may do it."))
        for role in sorted(t.roles):
            if (t.source, t.action, role) in seen:
                what = Text("{r}에게 두 번 정의됨.", "It is there twice for {r}.").format(r=role)
                yield Unsound(f"{t.source}/{t.action}", what)
            seen.add((t.source, t.action, role))


def _reach(start: set[str], edges: list[tuple[str, str]]) -> set[str]:
    reached, frontier = set(start), list(start)
    while frontier:
        here = frontier.pop()
        fresh = {target for source, target in edges if source == here} - reached
        reached |= fresh
        frontier += fresh
    return reached


EXAMPLE = Workflow(
    name="example",
    start="draft",
    final=frozenset({"decided"}),
    states=Frozen(
        draft=Text("작성 중", "Draft"), submitted=Text("제출됨", "Submitted"), decided=Text("결정됨", "Decided")
    ),
    transitions=(
        *moves("draft", "submit", to="submitted", by="provider", label=Text("제출", "Submit")),
        *moves("submitted", "decide", to="decided", by="certifier", label=Text("결정", "Decide"), needs_reason=True),
    ),
)
"""The smallest table there is, for the examples above."""
