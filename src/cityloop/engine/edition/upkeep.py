"""How the rules themselves are kept up: examined again, and revised."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from .duration import Duration
from .parts import Source


@dataclass(frozen=True, kw_only=True)
class Reexamination:
    """From a day on and so often, the rules themselves are examined for whether they still fit (Art. 18)."""

    since: date = field(metadata={"key": "from"})
    every: Duration

    def falls_on(self, day: date) -> bool:
        """Whether a term ends on that day.

        >>> Reexamination(since=date(2021, 1, 1), every=Duration.parse("P3Y")).falls_on(date(2027, 1, 1))
        True
        """
        return day > self.since and self.due_after(day - timedelta(days=1)) == day

    def due_after(self, day: date) -> date:
        """The first day after `day` by which the rules are to be examined.

        >>> Reexamination(since=date(2021, 1, 1), every=Duration.parse("P3Y")).due_after(date(2026, 11, 22))
        datetime.date(2027, 1, 1)
        """
        due = self.since
        while due <= day and self.every.after(due) > due:
            due = self.every.after(due)
        return due


@dataclass(frozen=True, kw_only=True)
class CommentTerms:
    """How long a draft of the rules is open to comments, by the class of the change."""

    editorial: Duration
    minor: Duration
    major: Duration

    def of(self, level: str) -> Duration:
        """The period of a class of change."""
        return {"editorial": self.editorial, "minor": self.minor, "major": self.major}[level]


@dataclass(frozen=True, kw_only=True)
class Revision:
    """How the rules are changed: the periods for comments, and how long before a field is under new rules it is told.

    `transition` runs from the day on which putting in force is decided; what was certified before stays as it was.
    """

    comments: CommentTerms
    transition: Duration = field(default_factory=Duration)
    source: tuple[Source, ...] = ()
