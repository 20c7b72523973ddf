"""`evaluate`: marks and measurements of one case, under one edition, to an outcome with reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..edition import Area, Criterion, Edition
from ..frozen import Frozen
from .criteria import Case, Verdict, judge_criteria
from .marks import AGREED
from .outcome import OPEN, Node, Outcome
from .reasons import Reason, because, reaches, why


def evaluate(
    edition: Edition,
    marks: Mapping[str, Any] | None,
    *,
    measurements: Mapping[str, Any] | None = None,
    profile: str | None = None,
    track: str | None = None,
    assessors: Iterable[str] | None = None,
    voided: Iterable[str] = (),
    pending: Iterable[str] = (),
) -> Outcome:
    """Judge one case. Total: whatever is given, an outcome comes back, and what was odd is among its reasons.

    `marks` has for each criterion id a mapping of assessor to mark, a list of marks in the order of `assessors`, or
    one number that all agreed on. A mark is a number on the criterion's scale, `NA` (does not apply) or None (not
    marked). `measurements` has a number, `NA` or None for each measured criterion. `voided` and `pending` are ids of
    criteria whose evidence was voided (they earn nothing) or is still awaited (the case stays incomplete).
    `assessors` are those on the case; without it, those who marked anything.

    The rules are those of the edition: marks are put together per criterion, then weighted inside their area; what
    does not apply shrinks the denominator; a gate or an area below its minimum fails the whole; unrounded points
    meet the cut.

    >>> from cityloop import rulebook
    >>> goods = rulebook.load("digital-public-goods/2021-reviews")
    >>> marks = {"open_licence": [1, 1], "sdg_relevance": [1, 0], "ownership": [1, 1], "documentation": [1, 1]}
    >>> outcome = evaluate(goods, marks)
    >>> outcome.status, outcome.points, outcome.failed
    ('fail', 3.75, ('sdg_relevance',))
    """
    case, odd = _case(edition, marks, measurements, profile, assessors, voided, pending)
    branch = edition.track(track)
    odd += _odd_names(edition, case, profile, track)
    areas = edition.areas_of(branch.id if branch else None)
    mine = {area.id for area in areas}
    criteria = [criterion for criterion in edition.criteria if criterion.area in mine]
    verdicts = judge_criteria(case, criteria)
    return _whole(edition, case, branch.id if branch else track, areas, criteria, verdicts, odd)


def _case(
    edition: Edition,
    marks: Any,
    measurements: Any,
    profile: str | None,
    assessors: Iterable[str] | None,
    voided: Iterable[str],
    pending: Iterable[str],
) -> tuple[Case, list[Reason]]:
    odd: list[Reason] = []
    for what, value in (("marks", marks), ("measurements", measurements)):
        if value is not None and not isinstance(value, Mapping):
            odd.append(because("unreadable", what=what))
    case = Case(
        edition,
        marks if isinstance(marks, Mapping) else {},
        measurements if isinstance(measurements, Mapping) else {},
        profile,
        None if assessors is None else tuple(map(str, assessors)),
        frozenset(voided or ()),
        frozenset(pending or ()),
    )
    return case, odd


def _odd_names(edition: Edition, case: Case, profile: str | None, track: str | None) -> list[Reason]:
    named = dict.fromkeys([*case.marks, *case.measurements, *sorted(map(str, case.voided | case.pending))])
    odd = [because("unknown_criterion", id=str(id)[:60]) for id in named if str(id) not in edition.by_id]
    if profile is not None and edition.profile(profile) is None:
        odd.append(because("unknown_profile", id=str(profile)[:60]))
    if edition.tracks and edition.track(track) is None:
        odd.append(because("unknown_track", id=str(track)[:60]))
    return odd


def _whole(
    edition: Edition,
    case: Case,
    track: str | None,
    areas: Collection[Area],
    criteria: list[Criterion],
    verdicts: Mapping[str, Verdict],
    odd: list[Reason],
) -> Outcome:
    of, cut = (edition.passing.of, edition.passing.points) if edition.passing else (0, 0)
    factor, possible = _scaling(areas, criteria, verdicts, of)
    nodes = Frozen({c.id: _criterion_node(edition, c, verdicts[c.id], factor, possible) for c in criteria})
    area_nodes = Frozen({area.id: _area_node(area, criteria, nodes) for area in areas})
    points = float(sum(node.points for node in area_nodes.values()))
    still = {status: tuple(n.id for n in nodes.values() if n.status == status) for status in OPEN}
    gates = tuple(c.id for c in criteria if c.mandatory and nodes[c.id].status in ("unmet", "voided"))
    below = tuple(node.id for node in area_nodes.values() if node.status == "unmet")
    unsettled = len(still["missing"]) + len(still["pending"])
    scaled = [] if factor == 1 else [because("scaled", of=of)]
    panel, too_few = _assessors(edition, case, criteria, nodes)
    odd = odd + too_few + ([] if any(possible.values()) else [because("nothing_applies")])
    blocked = bool(unsettled) or any(reason.code in _BLOCKING for reason in odd)
    status = "incomplete" if blocked else "fail" if gates or below or not reaches(points, cut) else "pass"
    return Outcome(
        edition=edition.reference,
        digest=edition.digest,
        status=status,
        points=points,
        highest=points + sum(node.possible for node in nodes.values() if node.status in OPEN),
        of=of,
        cut=cut,
        grade=None if blocked or gates or below else grade_of(edition, points),
        criteria=nodes,
        areas=area_nodes,
        failed=(*gates, *below),
        missing=still["missing"],
        pending=still["pending"],
        assessors=panel,
        profile=case.profile,
        track=track,
        reasons=(*why(points, cut, len(gates), len(below), unsettled), *scaled, *odd),
    )


_BLOCKING = {"too_few_assessors", "unknown_profile", "unknown_track", "nothing_applies", "unreadable"}


def grade_of(edition: Edition, points: float) -> str | None:
    """The highest grade that the points reach; None where the edition has none or they reach none.

    >>> from cityloop import rulebook
    >>> grade_of(rulebook.load("smart-city/2025"), 1650)
    '2'
    """
    reached = [grade for grade in edition.grades if reaches(points, grade.at_least)]
    return max(reached, key=lambda grade: grade.at_least).id if reached else None


def _scaling(
    areas: Collection[Area], criteria: list[Criterion], verdicts: Mapping[str, Verdict], of: float
) -> tuple[float, dict[str, float]]:
    """How much the points grow because areas dropped out, and the weight that applies in each area."""
    possible = {area.id: 0.0 for area in areas}
    for criterion in criteria:
        if verdicts[criterion.id].status != "not_applicable":
            possible[criterion.area] += criterion.weight
    left = sum(area.weight or 0 for area in areas if possible[area.id])
    return (1.0 if left == of or not left else of / left), possible


def _criterion_node(
    edition: Edition, criterion: Criterion, verdict: Verdict, factor: float, possible: Mapping[str, float]
) -> Node:
    whole, area = possible[criterion.area], edition.area(criterion.area)
    applies = verdict.status != "not_applicable"
    worth = factor * (area.weight or 0) * criterion.weight / whole if applies and whole and area else 0.0
    earned = worth * (verdict.share or 0.0)
    return Node(criterion.id, verdict.status, earned, worth, verdict.share, verdict.value, verdict.reasons)


def _area_node(area: Area, criteria: list[Criterion], nodes: Mapping[str, Node]) -> Node:
    mine = [nodes[c.id] for c in criteria if c.area == area.id and nodes[c.id].status != "not_applicable"]
    earned, possible = sum(node.points for node in mine), sum(node.possible for node in mine)
    unsettled = sum(node.status in OPEN for node in mine)
    share = earned / possible if possible else None
    reasons = [because("area_sum", n=len(mine), earned=float(earned), possible=float(possible))]
    if unsettled:
        status, reasons = "open", [*reasons, because("area_open", n=unsettled)]
    elif share is None:
        status, reasons = "not_applicable", [because("area_empty")]
    elif area.minimum is None:
        status = "counted"
    elif reaches(share, area.minimum):
        status = "met"
    else:
        status, reasons = "unmet", [*reasons, because("area_below", share=share, minimum=area.minimum)]
    return Node(area.id, status, float(earned), float(possible), share, reasons=tuple(reasons))


def _assessors(
    edition: Edition, case: Case, criteria: list[Criterion], nodes: Mapping[str, Node]
) -> tuple[int, list[Reason]]:
    """How many assessors are on the case, and whether they are too few. One agreed mark asks for no number of them."""
    asked = [c for c in criteria if c.marked and case.profile not in c.not_for]
    names = frozenset().union(*(case.given_on(c).assessors for c in edition.criteria if c.marked))
    panel = len(names - {AGREED}) if case.assessors is None else len(set(case.assessors))
    least = edition.aggregate.minimum_assessors if edition.aggregate else 0
    agreed = AGREED in names and names == {AGREED} and case.assessors is None
    if not asked or agreed or panel >= least:
        return panel, []
    return panel, [because("too_few_assessors", n=panel, least=least)]
