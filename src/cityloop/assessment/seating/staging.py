"""A version of an assignment: its figures, what it rests on, how two differ, and one change by hand."""

from collections import Counter
from dataclasses import dataclass

from cityloop.assessment.models import Bid
from cityloop.assessment.seating.values import Panel, Seat, common_of, is_linked
from cityloop.engine.edition import digest


@dataclass(frozen=True)
class Moved:
    """What changes on the panel of one case from a version to another; codes of people."""

    reference: str
    left: tuple[str, ...]
    came: tuple[str, ...]


def inputs_of(situation) -> str:
    """The sha256 of what a version holds in: the cases, who sits, who must not, and who is in the pool."""
    codes = {one.person_id: one.person.code for one in situation.pool}
    return digest(
        {
            "pool": sorted(codes.values()),
            "cases": {
                case.reference: {
                    "state": case.state,
                    "seated": sorted(codes.get(key, str(key)) for key in situation.seated[case.pk]),
                    "barred": sorted(codes[key] for key in situation.against[case.pk] if key in codes),
                }
                for case in situation.cases
            },
        }
    )


def figures(situation, chosen: dict[str, list[str]], proven: bool) -> dict:
    """How good some panels are: loads, the weakest, bids honoured, links. Plain values, to be kept with them."""
    panels = panels_of(situation, chosen)
    worth = {
        panel.case.reference: sum(situation.affinity(seat.assessor, panel.case) for seat in panel.seats)
        / max(len(panel.seats), 1)
        for panel in panels
    }
    weakest = min(worth, key=worth.get)
    more = Counter(seat.assessor.person.code for panel in panels for seat in panel.seats if not seat.held)
    loads = {
        one.person.code: situation.loads[one.person_id] + more[one.person.code]
        for one in situation.pool
        if more[one.person.code]
    }
    return {
        "loads": loads,
        "highest": max(loads.values(), default=0),
        "weakest": {"case": weakest, "affinity": round(worth[weakest], 4)},
        "mean": round(sum(worth.values()) / len(worth), 4),
        "from_field": min(panel.from_field for panel in panels),
        "linked": is_linked(panels),
        "common": [one.person.code for one in common_of(panels)] if len(panels) > 1 else [],
        "bids": _honoured(situation, panels),
        "barred": sum(len(panel.barred) for panel in panels),
        "proven": proven,
    }


def panels_of(situation, chosen: dict[str, list[str]]) -> list[Panel]:
    """The panels with those who sit already and those chosen; whoever left the pool since is left out."""
    by_code = {one.person.code: one for one in situation.pool}
    panels = []
    for case in situation.cases:
        taken = situation.seated[case.pk]
        held = [Seat(one, situation.knows_field(one, case), True) for one in situation.pool if one.person_id in taken]
        new = [by_code[code] for code in chosen.get(case.reference, ()) if code in by_code]
        seats = held + [Seat(one, situation.knows_field(one, case), False) for one in new]
        against = situation.against[case.pk]
        panels.append(Panel(case, seats, [(one, against[one.person_id]) for one in situation.pool
                                          if one.person_id in against], 0.0))  # fmt: skip
    return panels


def moved(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[Moved]:
    """The cases whose panels differ, and how.

    >>> moved({"A": ["x", "y"], "B": ["z"]}, {"A": ["y", "w"], "B": ["z"]})
    [Moved(reference='A', left=('x',), came=('w',))]
    """
    found = []
    for reference in sorted({*before, *after}):
        old, new = set(before.get(reference, ())), set(after.get(reference, ()))
        if old != new:
            found.append(Moved(reference, tuple(sorted(old - new)), tuple(sorted(new - old))))
    return found


def swapped(chosen: dict[str, list[str]], reference: str, left: str, came: str) -> dict[str, list[str]]:
    """The same panels with one seat given to somebody else; an empty code leaves a seat empty, or adds one.

    >>> swapped({"A": ["x", "y"]}, "A", "x", "w")
    {'A': ['w', 'y']}
    """
    rest = [code for code in chosen.get(reference, ()) if code != left]
    return {**chosen, reference: sorted([*rest, came] if came else rest)}


def _honoured(situation, panels) -> dict[str, list[int]]:
    """By bid: how many of those who gave it sit, and how many gave it."""
    given = Counter(level for case in situation.cases for level in situation.bids[case.pk].values())
    sit = Counter(
        situation.bids[panel.case.pk].get(seat.assessor.person_id)
        for panel in panels
        for seat in panel.seats
        if not seat.held
    )
    return {level: [sit[level], given[level]] for level in Bid.Level.values if given[level]}
