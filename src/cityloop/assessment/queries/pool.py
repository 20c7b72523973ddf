"""Everything that seating asks about some cases at once: the pool, its loads, who must not sit, who sits already."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cityloop.assessment.models import Assessor, Case, Duty, MarkSheet
from cityloop.assessment.procedure import PROCEDURES
from cityloop.assessment.queries import compiled, conflicts_of, kept_from
from cityloop.organisations.models import Engagement
from cityloop.organisations.queries import in_force


@dataclass(frozen=True)
class Situation:
    """Cases of one edition and profile, the assessors of the scheme's pool, and what stands between them.

    `loads`: cases a person has not handed in, by the person's id. `against`: reasons by case and person, of those who
    do not sit. `seated`: ids of those who sit, by case.
    """

    cases: list
    pool: list
    loads: dict[int, int]
    against: dict[int, dict[int, str]]
    seated: dict[int, list[int]]

    @property
    def edition(self):
        """The compiled edition of the cases."""
        return compiled(self.cases[0].edition)

    def knows_field(self, assessor, case) -> bool:
        """Is the assessor from the field of the case (Art. 4(2))?"""
        return bool(set(assessor.fields) & fields_of(case))

    def free(self, case) -> list:
        """Assessors against whom nothing stands, and who do not sit on the case yet."""
        taken = self.seated[case.pk]
        return [one for one in self.pool if one.person_id not in self.against[case.pk] and one.person_id not in taken]

    def from_field(self, case) -> int:
        """How many of those seated are from the field of the case."""
        taken = self.seated[case.pk]
        return sum(self.knows_field(one, case) for one in self.pool if one.person_id in taken)


def fields_of(case) -> set[str]:
    """The fields of a case: those of its profile, else those of the service."""
    profile = compiled(case.edition).profile(case.profile)
    if profile and profile.fields:
        return set(profile.fields)
    return {row.field for row in case.service.service_fields.all()} if case.service else set()


def pool_of(scheme: str, on):
    """The assessors of a scheme on a day, each with the number of cases being marked (`load`)."""
    pool = Assessor.objects.filter(in_force(on), scheme=scheme).select_related("person")
    marking = MarkSheet.objects.filter(person=OuterRef("person"), submitted_at=None, case__closed_at=None).order_by()
    many = marking.values("person").annotate(n=Count("pk")).values("n")
    return pool.annotate(load=Coalesce(Subquery(many), 0))


def ties_of(person, on) -> tuple[list, list]:
    """Where somebody works or worked, and what they or those organisations did for others, newest first."""
    memberships = person.memberships.select_related("organisation").order_by("-since")
    employments = person.employments.select_related("organisation", "retraction", "ending").order_by("-since", "-pk")
    works = [*memberships, *employments]
    employers = [row.organisation_id for row in works if getattr(row, "retraction", None) is None]
    did = Engagement.objects.filter(Q(person=person) | Q(organisation__in=employers), since__lte=on)
    return works, list(did.select_related("organisation", "client", "retraction", "ending"))


def situation_of(cases, on) -> Situation:
    """The situation of cases of one edition and profile on a day, in a constant number of queries."""
    pool = list(pool_of(cases[0].edition.scheme, on).order_by("person_id"))
    seated = {case.pk: [] for case in cases}
    for duty in Duty.objects.filter(case__in=cases, duty=Duty.Kind.EVALUATE, released_at=None).order_by("pk"):
        seated[duty.case_id].append(duty.person_id)
    found = conflicts_of(cases, [one.person_id for one in pool], on)
    against = {
        case.pk: {key: one.reason for key, one in found[case.pk].items() if key not in seated[case.pk]}
        for case in cases
    }
    return Situation(cases, pool, {one.person_id: one.load for one in pool}, against, seated)


def to_be_seated(edition, profile: str, notice=None, officer=None, on=None):
    """The accepted cases of one round (edition, profile and notice) that wait for panels. For its officers only.

    Those that the `officer` conflicts with are left to another one.
    """
    waiting = PROCEDURES[edition.kind].begun_by("seat_panel")
    found = Case.objects.filter(edition=edition, profile=profile, notice=notice, state__in=waiting)
    found = found.exclude(kept_from(officer, on)) if officer else found
    return ready(found).order_by("received_at", "reference")


def ready(cases):
    """Cases with everything that a situation reads of them."""
    found = cases.select_related("edition", "applicant", "service__provider").defer("edition__content")
    return found.prefetch_related("service__service_fields")


def cases_named(references, lock=False) -> list:
    """Cases by reference, in that order; locked for an action."""
    found = ready(Case.objects.filter(reference__in=references))
    by_reference = {case.reference: case for case in (found.select_for_update(of=("self",)) if lock else found)}
    return [by_reference[reference] for reference in references if reference in by_reference]
