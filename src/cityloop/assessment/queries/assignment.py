"""Find: the assignment of a round that is being staged, its versions with names, two of them side by side."""

from dataclasses import dataclass

from cityloop.assessment.models import Assignment, AssignmentVersion, Case
from cityloop.assessment.seating.staging import moved
from cityloop.organisations.models import Person


def open_assignment(edition, profile: str, notice) -> Assignment | None:
    """The assignment of a round that is not published yet."""
    return Assignment.objects.filter(edition=edition, profile=profile, notice=notice, publication=None).last()


def assignments_of(edition, profile: str, notice):
    """All assignments of a round, the newest first."""
    found = Assignment.objects.filter(edition=edition, profile=profile, notice=notice)
    return found.select_related("publication__version", "publication__person").order_by("-opened_at", "-pk")


@dataclass(frozen=True)
class Difference:
    """How the panel of one case changes from one version to another, in names."""

    case: object
    left: list
    came: list


def versions_of(assignment) -> list[AssignmentVersion]:
    """The versions of an assignment, in order."""
    return list(assignment.versions.select_related("person", "based_on"))


def people_in(versions) -> dict[str, Person]:
    """Everybody who sits in some versions, by code."""
    codes = {code for one in versions for row in one.panels.values() for code in row}
    return {one.code: one for one in Person.objects.filter(code__in=codes)}


def cases_in(versions) -> dict[str, Case]:
    """The cases of some versions, by reference."""
    references = {reference for one in versions for reference in one.panels}
    found = Case.objects.filter(reference__in=references).only("reference", "title_ko", "title_en", "state")
    return {one.reference: one for one in found}


def differences(before, after, people, cases) -> list[Difference]:
    """What moved between two versions, with people and cases in place of their codes."""
    return [
        Difference(cases[one.reference], [people[code] for code in one.left], [people[code] for code in one.came])
        for one in moved(before.panels, after.panels)
        if one.reference in cases
    ]
