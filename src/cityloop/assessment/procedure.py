"""The procedure that a case follows: a table of the engine, with its words and its deadlines.

Rooms above register theirs for a kind of edition: certification for schemes, calls for calls.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import lazy

from cityloop.engine.workflow import Transition, Workflow
from cityloop.language import pick

PROCEDURES: dict[str, "Procedure"] = {}
_spoken = lazy(pick, str)


@dataclass(frozen=True)
class Procedure:
    """A workflow table as actions and pages ask it."""

    workflow: Workflow

    @property
    def labels(self) -> dict[str, str]:
        """How each state is called, in the language of whoever reads it."""
        return {state: _spoken(text) for state, text in self.workflow.states.items()}

    def label(self, state: str) -> str:
        """How a state is called, in the reader's language."""
        return pick(self.workflow.label(state))

    def step(self, state: str, action: str) -> Transition | None:
        """The row of the table for an action in a state, or None."""
        return next((one for one in self.workflow.leaving(state) if one.action == action), None)

    def is_final(self, state: str) -> bool:
        """Has the case come to its end?"""
        return state in self.workflow.final


def due_on(step: Transition, edition, day: date) -> date | None:
    """The day by which the state that a step leads to should be left; None where the edition sets no time."""
    span = edition.steps.get(step.term)
    return span.after(day) if span else None


def register(kind: str, procedure: Procedure) -> None:
    """Say which procedure cases of a kind of edition follow; called once, when a room is ready."""
    PROCEDURES[kind] = procedure


def procedure_of(case) -> Procedure:
    """The procedure of a case."""
    return PROCEDURES[case.edition.kind]
