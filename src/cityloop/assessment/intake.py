"""How applications of a kind of edition come in by a workbook: what says which one a row is, and how one begins.

Rooms above register theirs for a kind of edition, as they do with its `Procedure`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cityloop.organisations.queries import Affiliations

INTAKES: dict[str, "Intake"] = {}


@dataclass(frozen=True)
class Bringing:
    """Who brings a workbook, when, and for which field or track of which edition.

    At its own desk an organisation applies; where `received`, an officer enters what came on paper or by mail.
    """

    actor: object
    at: datetime
    edition: object
    profile: str
    received: bool = False
    known: Affiliations | None = None
    """Where the actor belongs, if it was read already."""

    @property
    def on(self) -> date:
        """The day."""
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class Fact:
    """A column before those of the form: `options` are its choices by code, at a desk; both languages in its texts."""

    id: str
    title: object
    says: object
    options: Callable[[Bringing], dict] | None = None


@dataclass(frozen=True)
class Aim:
    """What one row is about: a key that no two rows share, the case under way, and the action that begins one."""

    key: str
    label: str
    case: object | None
    begin: Callable
    """Called with `actor`, `at` and, at the desk of an officer, `sender`, `way`, `arrived_at`, `address`; the case."""


class Misfit(Exception):
    """A fact of a row that leads nowhere: the column, why, and what to do."""

    def __init__(self, fact: str, why, remedy):
        super().__init__(why)
        self.fact, self.why, self.remedy = fact, why, remedy


@dataclass(frozen=True)
class Intake:
    """What a kind of edition asks before its form, what a row of it is about, the drafts there, and who may receive."""

    facts: Callable[[Bringing], tuple[Fact, ...]]
    aim: Callable[[Bringing, dict], Aim]
    drafts: Callable[[Bringing], list]
    may_receive: Callable[[Bringing], bool]


def register_intake(kind: str, intake: Intake) -> None:
    """Say how applications under a kind of edition come in; called once, when a room is ready."""
    INTAKES[kind] = intake


def intake_of(edition) -> Intake | None:
    """How applications under an edition come in by a workbook; None where they do not."""
    return INTAKES.get(edition.kind)
