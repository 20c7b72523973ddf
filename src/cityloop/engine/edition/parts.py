"""The parts of a scheme or a call. Each dataclass is also the schema of what a rulebook file may say there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from ..text import Text
from .duration import Duration
from .kinds import Cel, Count, Currency, Id, NotNegative, Number, Positive, Share, Told, Wording
from .voting import CitizenVote


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a rule comes from: in both languages or, where it has but one name, in one.

    `basis` tells law from press, record, memory (`background`) and invention.
    """

    cite: Wording
    basis: Literal["law", "press", "record", "background", "illustrative"] | None = None
    note: Wording | None = None


@dataclass(frozen=True, kw_only=True)
class Stage:
    """From a day on, the edition is in a state, for some profiles or (none named) for all."""

    since: date = field(metadata={"key": "from"})
    state: Literal["draft", "mock", "in_force", "retired"]
    profiles: tuple[Id, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Validity:
    """How long a certificate lasts, how long before its end renewal opens, and how long after it is still accepted."""

    lasts: Duration
    renewal_opens: Duration | None = None
    late_renewal: Duration | None = None


@dataclass(frozen=True, kw_only=True)
class Surveillance:
    """How often what was certified is looked at again while its certificate lasts (Art. 3(2)3)."""

    every: Duration

    def days(self, issued: date, until: date) -> tuple[date, ...]:
        """The days on which it is due, after the issue and before the last day; counted from the issue each time.

        >>> Surveillance(every=Duration.parse("P1Y")).days(date(2026, 7, 1), date(2029, 7, 1))
        (datetime.date(2027, 7, 1), datetime.date(2028, 7, 1))
        """
        found: list[date] = []
        while (day := self.every.times(len(found) + 1).after(issued)) < until:
            found.append(day)
        return tuple(found)


@dataclass(frozen=True, kw_only=True)
class TechnicalReviewing:
    """Who reads the report of an evaluation body once it was accepted (Art. 14(5)): the committee, or assessors too."""

    read_by: Literal["committee", "assessors"]


@dataclass(frozen=True, kw_only=True)
class Designates:
    """What a grant makes of the applicant in place of a certificate: a body with a duty in some schemes (지정)."""

    duty: Literal["evaluation_body"]
    schemes: tuple[Id, ...]


@dataclass(frozen=True, kw_only=True)
class Aggregate:
    """How several assessors' marks on one criterion become one, and what an unmarked criterion means."""

    assessors: Literal["mean", "median", "trimmed_mean", "majority", "unanimous"]
    minimum_assessors: Count = 1
    unmarked: Literal["missing", "not_applicable"] = "missing"


@dataclass(frozen=True, kw_only=True)
class Passing:
    """The cut: `points` out of `of`, compared unrounded."""

    points: NotNegative
    of: Positive


@dataclass(frozen=True, kw_only=True)
class Grade:
    """A grade and the points it begins at."""

    id: Id
    at_least: NotNegative = field(metadata={"key": "from"})
    title: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Area:
    """A group of criteria. `weight` is its points; `minimum` the share of them without which the whole fails."""

    id: Id
    title: Text
    weight: Positive | None = None
    minimum: Share | None = None
    track: Id | None = None


@dataclass(frozen=True, kw_only=True)
class Level:
    """A mark of a rubric and what it stands for."""

    mark: NotNegative
    means: Text


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A piece of evidence that a criterion rests on, and the formats in which it is accepted.

    What `identifies` whoever applies is kept from those to whom a call hides them; so of documents and questions.
    """

    id: Id
    what: Text
    accepts: tuple[Id, ...] = ()
    required: bool = False
    identifies: bool = False


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """What is judged: a question, how it is answered, what it weighs and what it rests on.

    `rubric`: a mark on anchored `levels` (or between them, by `step`). `binary`: met (1) or not (0). `measured`: a
    value in `unit`, turned into a share by `points` [value, share], between them in a straight line or, with
    `between: step`, by the best listed point that is reached. `formula`: CEL over `marks`, `measurements` and
    `shares` of other criteria, giving a share, or with `points` a value that is turned into one. A measured one with a
    `citizen_vote` takes its value from the count of that vote, and from nowhere else.
    """

    id: Id
    area: Id
    title: Text
    asks: Text
    why: Text | None = None
    kind: Literal["rubric", "binary", "measured", "formula"]
    weight: NotNegative
    mandatory: bool = False
    levels: tuple[Level, ...] = ()
    step: Positive | None = None
    unit: Wording | None = None
    direction: Literal["higher", "lower"] | None = None
    points: tuple[tuple[Number, Share], ...] = ()
    between: Literal["line", "step"] = "line"
    formula: Cel | None = None
    citizen_vote: CitizenVote | None = None
    evidence: tuple[Evidence, ...] = ()
    not_for: tuple[Id, ...] = ()
    source: tuple[Source, ...] = ()

    @property
    def lowest(self) -> float:
        """The lowest mark an assessor can give."""
        return self.levels[0].mark if self.levels else 0

    @property
    def highest(self) -> float:
        """The highest mark an assessor can give, which earns the whole weight."""
        return self.levels[-1].mark if self.levels else 1

    @property
    def marked(self) -> bool:
        """Whether assessors mark it, rather than it being measured or computed."""
        return self.kind in ("rubric", "binary")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A kind of case for which some criteria do not apply, the service fields it covers, and what a grant makes."""

    id: Id
    title: Text
    fields: tuple[Id, ...] = ()
    designates: Designates | None = None


@dataclass(frozen=True, kw_only=True)
class CaseClass:
    """Cases that are ranked among themselves, such as cities above and below 500,000."""

    id: Id
    title: Text
    when: Cel


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A condition of eligibility: unmet, the case is excluded, whatever its marks would have been."""

    id: Id
    when: Cel
    says: Text
    track: Id | None = None
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The committee: seats, how many from the field and common to all panels, quorum and majority of decision."""

    seats: Count
    from_field: Count = 0
    common: Count = 0
    quorum: Fraction
    decision: Fraction
    recused_count_as_in_office: bool = False
    term: Duration | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document to hand in."""

    id: Id
    title: Text
    required: bool = False
    identifies: bool = False
    accepts: tuple[Id, ...] = ()
    when: Cel | None = None
    track: Id | None = None


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a question."""

    id: Id
    title: Text


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How much an answer may hold."""

    characters: Count | None = None
    rows: Count | None = None
    choices: Count | None = None
    megabytes: Positive | None = None
    currencies: tuple[Currency, ...] = ()
    min: Number | None = None
    max: Number | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of the form. `options_from` takes the choices from `fields` or from `<scheme>/<question>`.

    `columns` are those of a table; a table without them is one text a row. `tells` names the fact that the answer is
    to conditions: `request`, or a fact of the project or the proposal such as `project.ends`.
    """

    id: Id
    asks: Text
    type: Literal["text", "choice", "number", "money", "date", "file", "table", "partners", "indicator"]
    tells: Told | None = None
    limit: Limit | None = None
    required: bool = False
    identifies: bool = False
    options: tuple[Option, ...] = ()
    options_from: str | None = None
    columns: tuple[Option, ...] = ()
    when: Cel | None = None
    track: Id | None = None

    @property
    def identifying(self) -> bool:
        """Does its answer say who applies? Whoever takes part is named by a question of partners, said or not."""
        return self.identifies or self.type == "partners"
