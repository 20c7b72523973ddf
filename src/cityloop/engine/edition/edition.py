"""An edition: one dated, immutable text of the rules, compiled."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from ..frozen import EMPTY, Frozen, freeze
from ..text import Text
from .blind import Blind
from .call_parts import (
    Event,
    Milestone,
    Money,
    Requires,
    Round,
    Selection,
    Track,
)
from .duration import Duration
from .indicators import Category, Effort, Field, Group, Indicator, PeerBasis, Problem, Titled
from .intake import SchemeIntake
from .kinds import Id
from .parts import (
    Aggregate,
    Area,
    CaseClass,
    Criterion,
    Document,
    Grade,
    Panel,
    Passing,
    Profile,
    Question,
    Rule,
    Source,
    Stage,
    Surveillance,
    TechnicalReviewing,
    Validity,
)
from .upkeep import Reexamination, Revision


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Edition:
    """A scheme, a call or a framework, as one rulebook file says it.

    All kinds have all attributes; what a kind does not have is empty or None. Two editions are equal when their
    `digest` is: the sha256 of the canonical JSON (RFC 8785) of what the file says, in `canonical`.
    """

    kind: Literal["scheme", "call", "framework"]
    id: Id
    edition: Id
    title: Text
    programme: Text | None = None
    source: tuple[Source, ...] = ()
    illustrative: tuple[str, ...] = ()
    bodies: Frozen[Text] = EMPTY
    profiles: tuple[Profile, ...] = ()
    classes: tuple[CaseClass, ...] = ()
    timeline: tuple[Stage, ...] = ()
    subject: Literal["service", "organisation"] | None = None
    intake: SchemeIntake | None = None
    validity: Validity | None = None
    surveillance: Surveillance | None = None
    technical_review: TechnicalReviewing | None = None
    reexamination: Reexamination | None = None
    revision: Revision | None = None
    aggregate: Aggregate | None = None
    passing: Passing | None = field(default=None, metadata={"key": "pass"})
    grades: tuple[Grade, ...] = ()
    areas: tuple[Area, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    eligibility: tuple[Rule, ...] = ()
    form: tuple[Question, ...] = ()
    panel: Panel | None = None
    documents: tuple[Document, ...] = ()
    steps: Frozen[Duration] = EMPTY
    tracks: tuple[Track, ...] = ()
    budget: Money | None = None
    rounds: tuple[Round, ...] = ()
    blind: tuple[Blind, ...] = ()
    selection: Selection | None = None
    milestones: tuple[Milestone, ...] = ()
    events: tuple[Event, ...] = ()
    requires: Requires | None = None
    data_quality: tuple[Titled, ...] = ()
    efforts: tuple[Effort, ...] = ()
    groups: tuple[Group, ...] = ()
    categories: tuple[Category, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    peers: PeerBasis = field(default_factory=PeerBasis)
    fields: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()
    content: Any = field(default=None, init=False)
    canonical: bytes = field(default=b"", init=False)
    digest: str = field(default="", init=False)

    def __repr__(self) -> str:
        return f"<Edition {self.reference} {self.digest[:12]}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edition) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def reference(self) -> str:
        """`id/edition`, the name by which a case, a certificate or another file refers to it."""
        return f"{self.id}/{self.edition}"

    @cached_property
    def by_id(self) -> Frozen[Criterion]:
        """The criteria by id, in the order of the file."""
        return Frozen({criterion.id: criterion for criterion in self.criteria})

    def criterion(self, id: str) -> Criterion | None:
        """The criterion of that id, or None."""
        return self.by_id.get(id)

    def area(self, id: str) -> Area | None:
        """The area of that id, or None."""
        return next((area for area in self.areas if area.id == id), None)

    @property
    def about(self) -> Literal["service", "organisation", "proposal"]:
        """What a case is about: a service of the applicant, the applicant itself (a city, a body), or a proposal."""
        return "proposal" if self.kind == "call" else self.subject or "service"

    @property
    def by_notice(self) -> bool:
        """Whether applications are taken only within the window of a published notice of a round."""
        return self.intake is not None and self.intake.by == "notice"

    @property
    def joint(self) -> tuple[str, ...]:
        """The roles in which others may apply together with whoever leads; empty where nobody may."""
        return self.intake.joint if self.intake else ()

    def track(self, id: str | None) -> Track | None:
        """The track of that id; without an id the only track there is; else None."""
        if id is None:
            return self.tracks[0] if len(self.tracks) == 1 else None
        return next((track for track in self.tracks if track.id == id), None)

    def profile(self, id: str | None) -> Profile | None:
        """The profile of that id, or None."""
        return next((profile for profile in self.profiles if profile.id == id), None)

    def areas_of(self, track: str | None = None) -> tuple[Area, ...]:
        """The areas of a track: those that name it and those that name none. All areas without a track."""
        return tuple(area for area in self.areas if track is None or area.track in (None, track))

    def criteria_of(
        self, *, track: str | None = None, profile: str | None = None, area: str | None = None
    ) -> tuple[Criterion, ...]:
        """The criteria that apply to a track and a profile, of one area or of all, in the order of the file."""
        areas = {one.id for one in self.areas_of(track) if area in (None, one.id)}
        return tuple(c for c in self.criteria if c.area in areas and profile not in c.not_for)

    def criteria_for(self, part: str | None) -> tuple[Criterion, ...]:
        """The criteria of a case: `part` is its track where the edition has tracks, else its field profile."""
        return self.criteria_of(track=part or None) if self.tracks else self.criteria_of(profile=part or None)

    def form_for(self, part: str | None) -> tuple[Question, ...]:
        """The questions of a case of that track, whatever their conditions say."""
        return tuple(one for one in self.form if one.track in (None, part))

    def hiding(self, side: str, part: str | None) -> Blind | None:
        """How the applicants or the reviewers of a track are hidden from the other side; None where they are not."""
        return next((one for one in self.blind if one.hides == side and one.track in (None, part)), None)

    def documents_for(self, part: str | None) -> tuple[Document, ...]:
        """The documents of a case of that track, whatever their conditions say."""
        return tuple(one for one in self.documents if one.track in (None, part))

    def plain(self, *path: str | int) -> Any:
        """A part of what the file says as frozen plain data, found by keys and ids; None where there is none.

        `edition.plain("tracks", "demonstration", "ceiling")`
        """
        found = self.content
        for step in path:
            found = _step(found, step)
        return found

    def is_illustrative(self, path: str) -> bool:
        """Whether the file says that nobody published the value at `path`, such as `criteria.<id>.weight`.

        A listed path stands for all below it; `weights`, `levels` and `points` for that key wherever it is.
        """
        if any(path == listed or path.startswith(f"{listed}.") for listed in self.illustrative):
            return True
        where, _, last = path.rpartition(".")
        kind = {"weight": "weights"}.get(last, last)
        return (
            kind in ("weights", "levels", "points")
            and kind in self.illustrative
            and where.startswith(("areas.", "criteria."))
        )


def sealed(edition: Edition, content: Any, canonical: bytes, digest: str) -> Edition:
    """The edition with what it was compiled from; called once, by the compiler."""
    for name, value in (("content", freeze(content)), ("canonical", canonical), ("digest", digest)):
        object.__setattr__(edition, name, value)
    return edition


def _step(found: Any, step: str | int) -> Any:
    if isinstance(found, tuple) and isinstance(step, str):
        return next((item for item in found if isinstance(item, Frozen) and item.get("id") == step), None)
    try:
        return found[step]
    except (KeyError, IndexError, TypeError):
        return None
