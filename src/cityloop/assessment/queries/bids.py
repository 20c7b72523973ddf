"""What reviewers said beforehand: their last bids, and what they know."""

from cityloop.assessment.models import Bid, Expertise


def bids_of(person, cases) -> dict[int, str]:
    """The last bid of a person for each of some cases, by the case's id."""
    rows = Bid.objects.filter(person=person, case__in=list(cases)).order_by("at", "pk")
    return dict(rows.values_list("case_id", "level"))


def last_bids(cases) -> dict[int, dict[int, str]]:
    """By case, by person: the last bid of each; one query."""
    found: dict[int, dict[int, str]] = {case.pk: {} for case in cases}
    rows = Bid.objects.filter(case__in=list(cases)).order_by("at", "pk")
    for case, person, level in rows.values_list("case_id", "person_id", "level"):
        found[case][person] = level
    return found


def expertise_of(people) -> dict[int, Expertise]:
    """What each of some people said last of what they know, by the person's id."""
    return {row.person_id: row for row in Expertise.objects.filter(person__in=list(people)).order_by("at", "pk")}
