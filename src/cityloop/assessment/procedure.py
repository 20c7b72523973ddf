"""The procedure that a case follows: a table of steps, how its states are called, and how long they may take.

Rooms above register theirs for a kind of edition: certification for schemes, calls for calls.
"""

from dataclasses import dataclass, field
from datetime import date

PROCEDURES: dict[str, "Procedure"] = {}


@dataclass(frozen=True)
class Procedure:
    """A workflow table with the words and spans of its states.

    `labels` names every state; `spans` maps a state to the entry of the edition's `steps` that says how long it may
    take.
    """

    workflow: object
    labels: dict[str, object]
    spans: dict[str, str] = field(default_factory=dict)

    def step(self, action: str, state: str):
        """The row of the table for an action in a state, or None."""
        return next((row for row in self.workflow if row.action == action and state in row.before), None)

    def label(self, state: str):
        """How a state is called, in the reader's language."""
        return self.labels.get(state, state)

    def is_final(self, state: str) -> bool:
        """Does nothing follow this state?"""
        return not any(state in row.before for row in self.workflow)

    def due_on(self, state: str, edition, day: date) -> date | None:
        """The day by which a case that enters the state should leave it; None where the edition sets no time."""
        span = edition.steps.get(self.spans.get(state, ""))
        return span.after(day) if span else None


def register(kind: str, procedure: Procedure) -> None:
    """Say which procedure cases of a kind of edition follow; called once, when a room is ready."""
    PROCEDURES[kind] = procedure


def procedure_of(case) -> Procedure:
    """The procedure of a case."""
    return PROCEDURES[case.edition.kind]
