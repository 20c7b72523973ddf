"""Panels proposed by `engine.assignment`: conflicts left out, loads kept even, cases linked by common members."""

from collections import Counter
from dataclasses import replace
from time import monotonic

import numpy as np

from cityloop.assessment.seating.values import Panel, Proposal, Seat, common_of, is_linked, loads_of, shown
from cityloop.engine.impossible import Impossible

SECONDS = 6
"""How long the search for a better proposal goes on; the best found by then is shown with its bound."""


def size_for(situation) -> int:
    """Members of a panel to begin with: the edition's seats, or what every case can have, never below the least."""
    edition = situation.edition
    least = edition.aggregate.minimum_assessors
    seats = edition.panel.seats if edition.panel else least
    able = min(len(situation.free(case)) + len(situation.seated[case.pk]) for case in situation.cases)
    return max(least, min(seats, able))


def propose(situation, members: int, most: int | None = None, floor=None, common=None, seed=None) -> Proposal:
    """Fill every panel up to `members`, nobody having more than `most` cases; raises the engine's `Impossible`.

    `floor` "max" lifts the weakest panel as far as it goes; `common` members sit on every panel, where not as many as
    the edition says; a `seed` lets ties fall otherwise than by name.
    """
    open_cases = [case for case in situation.cases if len(situation.seated[case.pk]) < members]
    found, seats = None, {case.pk: [] for case in situation.cases}
    if open_cases:
        pairs, rows = _pairs(situation, open_cases)
        rules = replace(_rules(situation, open_cases, members, most, common), floor=floor)
        found = _even(pairs, rules, seed)
        for place, reason in zip(found.pairs.tolist(), found.reasons, strict=True):
            case, assessor, of_field = rows[place]
            seats[case.pk].append(Seat(assessor, of_field, False, reason))
    panels = [_panel(situation, case, seats[case.pk]) for case in situation.cases]
    chosen = {one.case.reference: [seat.assessor.person.code for seat in one.seats if not seat.held] for one in panels}
    return Proposal(
        panels=panels,
        loads=loads_of(situation, panels),
        common=common_of(panels),
        linked=is_linked(panels),
        best=found is None or found.proven,
        digest=shown(situation, chosen),
    )


def _pairs(situation, cases):
    from cityloop.engine.assignment import Pairs  # the solvers load with the first proposal, not with every page

    names = Counter(str(one.person) for one in situation.pool)
    called = [
        str(one.person) if names[str(one.person)] == 1 else f"{one.person} ({one.person.code[:8]})"
        for one in situation.pool
    ]
    place = {one.pk: n for n, one in enumerate(situation.pool)}
    rows = [(case, one, situation.knows_field(one, case)) for case in cases for one in situation.free(case)]
    order = {case.pk: n for n, case in enumerate(cases)}
    pairs = Pairs(
        cases=tuple(case.reference for case in cases),
        assessors=tuple(called),
        case=[order[case.pk] for case, _, _ in rows],
        assessor=[place[one.pk] for _, one, _ in rows],
        affinity=[situation.affinity(one, case) for case, one, _ in rows],
        in_field=[of_field for _, _, of_field in rows],
    )
    return pairs, rows


def _rules(situation, cases, members: int, most: int | None, common: int | None) -> object:
    from cityloop.engine.assignment import Rules

    panel = situation.edition.panel
    seated = [len(situation.seated[case.pk]) for case in cases]
    due = panel.from_field if panel else 0
    limit = len(cases) if most is None else most
    loads = [situation.loads[one.person_id] if most is not None else 0 for one in situation.pool]
    return Rules(
        per_case=np.array([members - n for n in seated]),
        max_load=np.array([max(0, limit - load) for load in loads], dtype=int),
        from_field=np.array([max(0, due - situation.from_field(case)) for case in cases]),
        link=_link(panel, cases, members, any(seated), common),
        group=np.zeros(len(cases), dtype=int),
    )


def _link(panel, cases, members: int, begun: bool, common: int | None) -> int | None:
    """Common members as asked for or as the edition says; where some sit already, or none are, one connected graph."""
    if len(cases) < 2:
        return None
    if common is not None:
        return min(common, members)
    return min(panel.common, members) if panel and panel.common and not begun else 0


def _even(pairs, rules, seed):
    """The panels at the least common limit of loads at which they exist, beside the members common to all."""
    from cityloop.engine.assignment import assign

    until = monotonic() + SECONDS

    def watch(best, bound):
        return monotonic() < until

    first = assign(pairs, rules, seed=seed, watch=watch)
    cases, common = len(pairs.cases), {one for group in first.common.values() for one in group[: rules.link]}
    rest = len(pairs.assessors) - len(common)
    if cases < 2 or not rest:
        return first
    start = -(-(len(first.pairs) - len(common) * cases) // rest)
    for limit in range(max(1, start), int(first.loads.max())):
        capped = np.minimum(rules.max_load, limit)
        capped[list(common)] = np.asarray(rules.max_load)[list(common)]
        if monotonic() > until:
            break
        try:
            return assign(pairs, replace(rules, max_load=capped), seed=seed, watch=watch)
        except Impossible:
            continue
    return first


def _panel(situation, case, proposed) -> Panel:
    taken = situation.seated[case.pk]
    held = [Seat(one, situation.knows_field(one, case), True) for one in situation.pool if one.person_id in taken]
    against = situation.against[case.pk]
    barred = [(one, against[one.person_id]) for one in situation.pool if one.person_id in against]
    seats = held + proposed
    worth = sum(situation.affinity(seat.assessor, case) for seat in seats) / max(len(seats), 1)
    return Panel(case, seats, barred, worth)
