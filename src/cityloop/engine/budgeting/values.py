"""What a participatory budget is asked and what it answers: projects, votes, and what was funded, with reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ..text import Text


class Rule(StrEnum):
    """How votes become projects."""

    GREEDY = "greedy"
    EQUAL_SHARES = "equal_shares"


class Completion(StrEnum):
    """What equal shares does with money that no group of voters could spend together.

    `GREEDY`: what most voters want, as long as it fits. `RAISED`: voters are counted as if each had more, in equal
    steps, until the next step would spend more than there is; then greedy.
    """

    NONE = "none"
    GREEDY = "greedy"
    RAISED = "raised"


@dataclass(frozen=True, slots=True)
class Project:
    """A project that can be funded whole or not at all; `cost` in whole units of money, at least 1."""

    id: str
    cost: int


@dataclass(frozen=True)
class Votes:
    """Approvals of `m` projects. Equal ballots are one row that counts as often as it was cast.

    `approved` holds the positions of projects, row after row; row `r` is `approved[starts[r]:starts[r + 1]]`.
    `times` of shape (rows,). Made by `collected`.
    """

    projects: tuple[Project, ...]
    approved: np.ndarray
    starts: np.ndarray
    times: np.ndarray

    @property
    def voters(self) -> int:
        """How many people voted, those with an empty ballot among them."""
        return int(self.times.sum())

    def supporters(self) -> list[np.ndarray]:
        """For each project the rows that approve it, in ascending order."""
        rows = np.repeat(np.arange(len(self.times)), np.diff(self.starts))
        order = np.argsort(self.approved, kind="stable")
        ends = np.cumsum(np.bincount(self.approved, minlength=len(self.projects)))
        return np.split(rows[order], ends[:-1]) if len(self.projects) else []

    def counts(self) -> np.ndarray:
        """Votes of each project, shape (m,), integers."""
        weights = np.repeat(self.times, np.diff(self.starts))
        return np.bincount(self.approved, weights=weights, minlength=len(self.projects)).astype(np.int64)


def collected(projects: Sequence[Project], ballots: Iterable[Iterable[str]]) -> Votes:
    """Votes from ballots, each the ids that one person approves; the order of ids and of ballots has no meaning.

    Raises `ValueError` for a project without cost, an id that occurs twice, or a ballot that names an unknown one.

    >>> parks = [Project("park", 60), Project("bridge", 90)]
    >>> votes = collected(parks, [["park"], ["bridge", "park"], ["park"]])
    >>> votes.voters, votes.counts().tolist(), len(votes.times)
    (3, [3, 1], 2)
    """
    place = {project.id: position for position, project in enumerate(projects)}
    if len(place) < len(projects):
        raise ValueError("a project's id occurs twice")
    if dear := [project.id for project in projects if not isinstance(project.cost, int) or project.cost < 1]:
        raise ValueError(f"{dear[0]}: a cost is a whole number of at least 1")
    try:
        cast = Counter(tuple(sorted({place[name] for name in ballot})) for ballot in ballots)
    except KeyError as error:
        raise ValueError(f"a ballot names {error.args[0]!r}, which is no project") from None
    rows = sorted(cast)
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    return Votes(
        tuple(projects),
        np.fromiter((position for row in rows for position in row), np.int64, int(lengths.sum())),
        np.concatenate(([0], np.cumsum(lengths))),
        np.fromiter((cast[row] for row in rows), np.int64, len(rows)),
    )


@dataclass(frozen=True, slots=True)
class Funded:
    """What became of one project. `share`: what each of its voters paid at most, None where nobody counted shares."""

    project: Project
    votes: int
    funded: bool
    share: float | None
    reason: Text


@dataclass(frozen=True)
class Funding:
    """What a rule funds: every project once, the funded ones first in the order in which they were."""

    rule: Rule
    budget: int
    voters: int
    projects: tuple[Funded, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of what is funded, in the order in which it was."""
        return tuple(one.project.id for one in self.projects if one.funded)

    @property
    def spent(self) -> int:
        """What the funded projects cost together; never more than the budget."""
        return sum(one.project.cost for one in self.projects if one.funded)
