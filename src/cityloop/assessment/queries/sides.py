"""Whose interest a case is: who applies, who applies with them, and whoever else a room above counts in."""

from collections.abc import Callable

from django.db.models import Q

from cityloop.assessment.models import Party
from cityloop.assessment.rules import parties_of

COUNTED_IN: list[tuple[Callable, Callable]] = []
"""What rooms above add: `(sides, with_sides)`. `sides(cases)` gives `{case id: organisation ids}` of some cases, and
`with_sides(organisations)` the condition on cases that have one of these organisations for a side."""


def count_in(sides: Callable, with_sides: Callable) -> None:
    """Count further organisations as sides of a case, such as the partners of a consortium; once, by a room's start."""
    COUNTED_IN.append((sides, with_sides))


def sides_of(cases) -> dict[int, set[int]]:
    """Ids of the organisations on whose side each of some cases is; a constant number of queries."""
    found = parties_of(cases)
    for sides, _with_sides in COUNTED_IN:
        for case_id, more in sides(cases).items():
            found[case_id] |= more
    return found


def with_sides(organisations) -> Q:
    """The condition on cases that one of these organisations is a side of: as `sides_of`, asked the other way."""
    joined = Party.objects.filter(organisation__in=organisations, withdrawn_at=None)
    joined = joined.exclude(answer=Party.Answer.DECLINED)
    found = Q(applicant__in=organisations) | Q(service__provider__in=organisations)
    found |= Q(pk__in=joined.values("case_id"))
    for _sides, condition in COUNTED_IN:
        found |= condition(organisations)
    return found
