"""What becomes of a criterion when a piece of its evidence is voided: it earns nothing, or stays; it never gains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..edition import Criterion


def voided_criteria(
    criteria: Iterable[Criterion], held: Mapping[tuple[str, str], int], voided: Mapping[tuple[str, str], int]
) -> frozenset[str]:
    """Ids of the criteria whose marks rest on nothing any more; `evaluate` counts them as voided.

    `held` and `voided` count pieces by criterion and item; those voided are among those held. A criterion is voided
    where a required item has lost its last piece, or where no piece of any item is left. Marks on the others stand.

    >>> from cityloop import rulebook
    >>> service = rulebook.load("smart-city-service/2026")
    >>> first = next(c for c in service.criteria if c.evidence)
    >>> place = (first.id, first.evidence[0].id)
    >>> voided_criteria([first], {place: 2}, {place: 1}), voided_criteria([first], {place: 2}, {place: 2}) == {first.id}
    (frozenset(), True)
    """
    return frozenset(one.id for one in criteria if _rests_on_nothing(one, held, voided))


def _rests_on_nothing(criterion: Criterion, held: Mapping, voided: Mapping) -> bool:
    places = [place for place in voided if place[0] == criterion.id and voided[place]]
    if not places:
        return False
    left = {place: n - voided.get(place, 0) for place, n in held.items() if place[0] == criterion.id}
    required = {(criterion.id, item.id) for item in criterion.evidence if item.required}
    return any(left.get(place, 0) <= 0 for place in required & set(places)) or not any(n > 0 for n in left.values())
