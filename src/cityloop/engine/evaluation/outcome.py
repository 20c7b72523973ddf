"""What an evaluation comes to, down to every criterion, with reasons."""

from __future__ import annotations

from dataclasses import dataclass

from ..frozen import Frozen
from .reasons import Reason, reaches

CRITERION_STATUSES = ("counted", "met", "unmet", "not_applicable", "missing", "pending", "voided")
AREA_STATUSES = ("counted", "met", "unmet", "not_applicable", "open")
STATUSES = ("pass", "fail", "incomplete")
OPEN = ("missing", "pending")


@dataclass(frozen=True, slots=True)
class Node:
    """A criterion or an area of an outcome.

    `points` earned of `possible` (0 where it does not apply), `share` earned of its weight (None where there is no
    value), `value` the aggregated mark, the measurement or the formula's result. Status of a criterion: `counted`,
    for a gate `met` or `unmet`, `not_applicable`, `missing`, `pending`, `voided`; of an area: `counted`, with a
    minimum `met` or `unmet`, `not_applicable`, or `open` while a criterion in it is missing or pending.
    """

    id: str
    status: str
    points: float
    possible: float
    share: float | None = None
    value: float | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one case under one edition.

    `status` is `pass`, `fail` or `incomplete`. `points` are unrounded, of `of`; what is missing earns nothing in
    them, and all of its possible points in `highest`. `failed` lists gates not met and areas below their minimum,
    `missing` criteria without a mark or measurement, `pending` those still awaited.
    """

    edition: str
    digest: str
    status: str
    points: float
    highest: float
    of: float
    cut: float
    grade: str | None
    criteria: Frozen[Node]
    areas: Frozen[Node]
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    pending: tuple[str, ...]
    assessors: int
    profile: str | None
    track: str | None
    reasons: tuple[Reason, ...]

    @property
    def distance(self) -> float:
        """Points above the cut; negative below it."""
        return self.points - self.cut

    @property
    def below_threshold(self) -> tuple[str, ...]:
        """What is below its threshold, as calls say it: gates, areas, and `overall` where the points are."""
        return self.failed if reaches(self.points, self.cut) else (*self.failed, "overall")
