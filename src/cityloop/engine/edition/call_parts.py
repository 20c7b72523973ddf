"""The parts that only a call has: tracks, money, selection, milestones. Each dataclass is also the schema of a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from ..frozen import EMPTY, Frozen
from ..text import Text
from .duration import Duration
from .kinds import Count, Currency, Id, Moment, NotNegative, Share, Zone
from .parts import Source


@dataclass(frozen=True, kw_only=True)
class Money:
    """An amount in whole units of a currency."""

    amount: NotNegative
    currency: Currency


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """Who may apply: the kinds, as codes, and how the notice says it."""

    kinds: tuple[Id, ...]
    says: Text


@dataclass(frozen=True, kw_only=True)
class Intake:
    """When applications are taken. A plain closing date closes at the end of that day in `zone`."""

    opens: Moment
    closes: Moment | None = None
    zone: Zone
    rolling: bool = False
    cut_off: Moment | None = None
    after_cut_off: Literal["next_edition"] | None = None

    @property
    def opens_at(self) -> datetime:
        """The first moment at which an application is taken."""
        return _instant(self.opens, self.zone)

    @property
    def closes_at(self) -> datetime | None:
        """The first moment at which an application is late; None for a rolling intake that does not close."""
        return None if self.closes is None else _instant(self.closes, self.zone, end_of_day=True)

    @property
    def cut_off_at(self) -> datetime | None:
        """The first moment from which what arrives belongs to `after_cut_off`."""
        return None if self.cut_off is None else _instant(self.cut_off, self.zone, end_of_day=True)


@dataclass(frozen=True, kw_only=True)
class Seats:
    """How many may be chosen."""

    min: Count = 0
    max: Count


@dataclass(frozen=True, kw_only=True)
class Grant:
    """To whom the money goes: in words, and as the rule that every agreement is held against.

    It goes to the `lead` of the proposal, to any member of its `consortium`, or to a `contractor` who is neither; of
    these to one established in one of the `countries`, and of one of the `kinds`, where any are named.
    """

    to: Text
    payee: Literal["lead", "consortium", "contractor"] = "lead"
    countries: tuple[Id, ...] = ()
    kinds: tuple[Id, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Term:
    """How long what is agreed may last, and by how much it may be extended, once; without `extension` never."""

    at_most: Duration
    extension: Duration | None = None
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Closing:
    """The closing report: how long after the end it is due, and the questions that it answers."""

    due: Duration
    asks: tuple[Asked, ...]
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Consulting:
    """An award of the track opens a consultation with the city that applied, where it is of one of these `kinds`.

    It is held in the city's own language where that is among `languages`, else in the first.
    """

    kinds: tuple[Id, ...]
    languages: tuple[Literal["ko", "en"], ...]


@dataclass(frozen=True, kw_only=True)
class Track:
    """A branch of a call with applicants, calendar, seats and money of its own."""

    id: Id
    title: Text
    applicant: Applicant
    intake: Intake
    seats: Seats
    ceiling: Money | None = None
    floor: Money | None = None
    secretariat: Text | None = None
    preconsulting: bool = False
    grant: Grant | None = None
    term: Term | None = None
    closing: Closing | None = None
    consulting: Consulting | None = None
    result_expected: str | None = None
    follows: Id | None = None
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Cap:
    """At most so many awards to those that share a value, such as a country."""

    by: Id
    at_most: Count


@dataclass(frozen=True, kw_only=True)
class Selection:
    """How the order is made and what is taken from it; `rank_weights` count for the order only.

    `applicants_see` of their own evaluation, once the results are public: nothing, the total and the rank, also the
    points of each area, or also the reviewers' reasons without names.
    """

    policy: Literal["rank", "total"]
    ties: tuple[Id, ...] = ()
    rank_weights: Frozen[NotNegative] = EMPTY
    caps: tuple[Cap, ...] = ()
    unresolved: Literal["panel", "lot", "earlier"] | None = None
    reserve: Count = 0
    applicants_see: Literal["nothing", "total", "areas", "comments"] = "areas"


@dataclass(frozen=True, kw_only=True)
class Round:
    """A round of marking: each assessor marks, or all agree on one mark."""

    id: Id
    title: Text
    marks: Literal["each", "one"]
    opens_with: Id | None = None
    minority_views: Literal["kept"] | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Something to deliver at a milestone."""

    id: Id
    what: Text


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """Something due a while after the agreement or the end, and the share of the money that follows it."""

    id: Id
    due: Duration
    after: Literal["agreement", "end"] = "agreement"
    instalment: Share = 0
    title: Text | None = None
    asks: tuple[Asked, ...] = ()
    track: Id | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """An event that those chosen are invited to."""

    id: Id
    title: Text
    since: date = field(metadata={"key": "from"})
    until: date = field(metadata={"key": "to"})
    place: Text | None = None
    invites: Text | None = None
    basis: Literal["law", "press", "record", "background", "illustrative"] | None = None


@dataclass(frozen=True, kw_only=True)
class Requires:
    """The edition of a scheme whose gates this call rests on."""

    scheme: Id
    edition: Id


def _instant(moment: date | datetime, zone: str, *, end_of_day: bool = False) -> datetime:
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=ZoneInfo(zone))
    day = moment + timedelta(days=1) if end_of_day else moment
    return datetime.combine(day, time(), ZoneInfo(zone))
