"""The procedure that a case follows: a table of the engine, with its words, its deadlines, and who runs it.

Rooms above register theirs for a kind of edition: certification for schemes, calls for calls. What the steps that all
cases share ask of the room above stands here, so that none of them asks which kind of case it has.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import lazy

from cityloop.engine.text import Text
from cityloop.engine.workflow import Transition, Workflow
from cityloop.language import pick

PROCEDURES: dict[str, "Procedure"] = {}
_spoken = lazy(pick, str)


@dataclass(frozen=True)
class Unfinished:
    """Something besides the marks that keeps an evaluation open: why, and what would end it.

    `waivable`: the officer may close the evaluation without it, for a reason.
    """

    why: str
    remedy: str
    waivable: bool = False


def _nothing(case) -> list[Unfinished]:
    return []


def _anything(case, answers) -> None:
    return None


def _straight_on(case, outcome) -> str:
    return "close_incomplete" if outcome.status == "incomplete" else "close_evaluation"


def _acknowledged(case, dossier, at) -> tuple[str, dict]:
    return "receipt", {}


def _as_it_is(case, roles) -> None:
    return None


def _to_everybody(case, roles) -> bool:
    return True


def _no_remark(case, at) -> str:
    return ""


def _each_marks(case) -> dict | None:
    return None


def _nobody_else(case) -> list[str]:
    return []


def _as_the_table(case) -> Text | None:
    return None


def _as_claimed(case) -> dict[str, float]:
    return {}


@dataclass(frozen=True)
class Procedure:
    """A workflow table as actions and pages ask it, and what the room that runs it says besides.

    `room` has the letters; in the states `evaluated` there is an outcome and the marks are open; `unfinished` and
    `way_out` say what an evaluation still waits for, and by which action a case leaves it. `admit` refuses a dossier
    that is handed in and cannot be taken, by the answers of its form. `facts` (case, answers) tells the edition's
    conditions what is known, where that differs from what a scheme asks; `received` (case, dossier, at) is told of
    each version that was handed in, and says which letter acknowledges it, with its facts. Questions of the types
    `elsewhere` are answered on pages of that room, and not on the form. `agreed` has the marks that the assessors of a
    case agreed on, by criterion, where these count and not the sheets; `measured` the values of measured criteria that
    come from elsewhere than the dossier. `called` names a state of a case that the table's word does not fit.
    `interests` tells whoever declares what the grounds rest on. `opened` are the states in which names that an edition
    hides are open again, by the word that it has for that; `named` gives names of those who apply that stand in that
    room.
    """

    workflow: Workflow
    room: str = ""
    evaluated: frozenset[str] = frozenset()
    unfinished: Callable[..., list[Unfinished]] = _nothing
    way_out: Callable[..., str] = _straight_on
    admit: Callable[..., None] = _anything
    facts: Callable[..., dict] | None = None
    received: Callable[..., tuple[str, dict]] = _acknowledged
    elsewhere: frozenset[str] = frozenset()
    agreed: Callable[..., dict | None] = _each_marks
    withhold: Callable[..., None] = _as_it_is
    discloses: Callable[..., bool] = _to_everybody
    remark: Callable[..., str] = _no_remark
    measured: Callable[..., dict[str, float]] = _as_claimed
    called: Callable[..., Text | None] = _as_the_table
    interests: Text | None = None
    opened: Mapping[str, frozenset[str]] = field(default_factory=dict)
    named: Callable[..., list[str]] = _nobody_else

    @property
    def labels(self) -> dict[str, str]:
        """How each state is called, in the language of whoever reads it."""
        return {state: _spoken(text) for state, text in self.workflow.states.items()}

    def label(self, state: str) -> str:
        """How a state is called, in the reader's language."""
        return pick(self.workflow.label(state))

    def name_of(self, case) -> Text:
        """How the state is called that a case is in, in both languages."""
        return self.called(case) or self.workflow.label(case.state)

    def label_of(self, case) -> str:
        """The same in the reader's language."""
        return pick(self.name_of(case))

    def step(self, state: str, action: str) -> Transition | None:
        """The row of the table for an action in a state, or None."""
        return next((one for one in self.workflow.leaving(state) if one.action == action), None)

    def begun_by(self, action: str) -> tuple[str, ...]:
        """The states that an action leads out of; those in which it changes nothing of the state are left out."""
        rows = self.workflow.transitions
        return tuple(row.source for row in rows if row.action == action and row.target != row.source)

    def is_final(self, state: str) -> bool:
        """Has the case come to its end?"""
        return state in self.workflow.final


def due_on(step: Transition, edition, day: date) -> date | None:
    """The day by which the state that a step leads to should be left; None where the edition sets no time."""
    span = edition.steps.get(step.term)
    return span.after(day) if span else None


def allows(case, action: str) -> bool:
    """Does the table have the action in the state that the case is in, whoever takes it?"""
    return procedure_of(case).step(case.state, action) is not None


def register(kind: str, procedure: Procedure) -> None:
    """Say which procedure cases of a kind of edition follow; called once, when a room is ready."""
    PROCEDURES[kind] = procedure


def procedure_of(case) -> Procedure:
    """The procedure of a case."""
    return PROCEDURES[case.edition.kind]
