"""What a proposal of panels says, and the digest that binds its confirmation to what was shown."""

from collections import Counter
from dataclasses import dataclass

from cityloop.engine.edition import digest


@dataclass(frozen=True)
class Seat:
    """One assessor on one panel: seated before (`held`), or proposed with the engine's reason."""

    assessor: object
    of_field: bool
    held: bool
    reason: object = None


@dataclass(frozen=True)
class Panel:
    """The panel of one case: who sits, who cannot and why, and how well it knows the field."""

    case: object
    seats: list
    barred: list
    affinity: float

    @property
    def from_field(self) -> int:
        """Members from the field of the case."""
        return sum(seat.of_field for seat in self.seats)


@dataclass(frozen=True)
class Proposal:
    """Panels for some cases, and what speaks for and against them.

    `loads`: (assessor, cases before, cases after) of whoever is proposed. `common`: those who sit on every panel.
    `linked`: are all cases joined by common members, so that severity can be compared? `best`: proven that no
    better panels exist under the same rules.
    """

    panels: list
    loads: list
    common: list
    linked: bool
    best: bool
    digest: str

    @property
    def worst(self):
        """The panel that knows the field least."""
        return min(self.panels, key=lambda one: one.affinity)

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Codes of the people proposed, by reference."""
        return {
            panel.case.reference: sorted(seat.assessor.person.code for seat in panel.seats if not seat.held)
            for panel in self.panels
        }


def shown(situation, chosen: dict[str, list[str]]) -> str:
    """The digest of a proposal: the situation that it was made in, and who was proposed for which case."""
    codes = {one.person_id: one.person.code for one in situation.pool}
    return digest(
        {
            "cases": {
                case.reference: {
                    "state": case.state,
                    "seated": sorted(codes.get(key, str(key)) for key in situation.seated[case.pk]),
                    "barred": sorted(codes[key] for key in situation.against[case.pk] if key in codes),
                    "bids": {codes[key]: bid for key, bid in situation.bids[case.pk].items() if key in codes},
                }
                for case in situation.cases
            },
            "pool": {one.person.code: [sorted(one.fields), situation.loads[one.person_id]] for one in situation.pool},
            "chosen": {reference: sorted(people) for reference, people in chosen.items()},
        }
    )


def loads_of(situation, panels) -> list:
    """(assessor, cases before, cases after) of whoever is proposed, the most burdened first."""
    more = Counter(seat.assessor.person_id for panel in panels for seat in panel.seats if not seat.held)
    rows = [
        (one, situation.loads[one.person_id], situation.loads[one.person_id] + more[one.person_id])
        for one in situation.pool
        if more[one.person_id]
    ]
    return sorted(rows, key=lambda row: (-row[2], str(row[0].person)))


def common_of(panels) -> list:
    """The assessors who sit on every panel."""
    sets = [{seat.assessor.pk: seat.assessor for seat in panel.seats} for panel in panels]
    keys = set.intersection(*(set(one) for one in sets)) if sets else set()
    return [sets[0][key] for key in sorted(keys)]


def is_linked(panels) -> bool:
    """Do common members join all the cases?"""
    parts = [({n}, {seat.assessor.pk for seat in panel.seats}) for n, panel in enumerate(panels)]
    joined = parts[0][1].copy() if parts else set()
    left = parts[1:]
    while near := [one for one in left if one[1] & joined]:
        joined.update(*(people for _, people in near))
        left = [one for one in left if one not in near]
    return not left
