"""Somebody who is not invited yet: with which proposals would they conflict, and on which ground?"""

from dataclasses import dataclass

from django.db.models import Q

from cityloop.assessment.queries import sides_of, visible_to
from cityloop.assessment.queries.interests import Ties, Work
from cityloop.organisations.models import Person
from cityloop.organisations.queries import find_organisations

NOBODY = 0
"""The key under which work is told of somebody without an account."""
MOST_LINES, MOST_FOUND = 12, 8


@dataclass(frozen=True)
class Tried:
    """What was typed, whom and what it named, and the proposals that stand against them with the grounds."""

    people: list
    organisations: list
    unknown: list
    conflicts: list
    proposals: int


def tried(typed: str, officer, on, programme: str) -> Tried:
    """Test names, organisations and mail addresses, one a line, against the proposals that the officer may see."""
    people, organisations, unknown = [], [], []
    for line in dict.fromkeys(filter(None, (one.strip()[:200] for one in typed.splitlines()[:MOST_LINES]))):
        known = list(_people(line)[:MOST_FOUND])
        bodies = list(find_organisations(line)[:MOST_FOUND])
        people += known
        organisations += bodies
        if not known and not bodies:
            unknown.append(line)
    told = [Work(NOBODY, one) for one in dict.fromkeys(organisations)]
    ties = Ties([one.pk for one in people], on, told)
    cases = list(
        visible_to(officer, on)
        .filter(edition__scheme=programme, closed_at=None)
        .select_related("edition", "applicant", "service__provider")
        .defer("edition__content")
        .order_by("reference")
    )
    sides = sides_of(cases)
    found = [(case, [one for one in ties.on_case(case, sides[case.pk]) if one.bars]) for case in cases]
    return Tried(
        list(dict.fromkeys(people)),
        list(dict.fromkeys(organisations)),
        unknown,
        [(case, grounds) for case, grounds in found if grounds],
        len(cases),
    )


def _people(line: str):
    return Person.objects.filter(Q(email__iexact=line) | Q(name_ko__iexact=line) | Q(name_en__iexact=line)).order_by(
        "pk"
    )
