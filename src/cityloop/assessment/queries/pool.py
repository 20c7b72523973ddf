"""Everything that seating asks about some cases at once: the pool, its loads, who must not sit, who sits already."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce

from cityloop.assessment.models import Assessor, Case, Dossier, Duty, Expertise, MarkSheet
from cityloop.assessment.procedure import PROCEDURES
from cityloop.assessment.queries import compiled, conflicts_of, kept_from
from cityloop.assessment.queries.bids import expertise_of, last_bids
from cityloop.engine.affinity import KNOWS, affinity
from cityloop.organisations.models import Engagement
from cityloop.organisations.queries import in_force


@dataclass(frozen=True)
class Situation:
    """Cases of one edition and profile, the assessors of the scheme's pool, and what stands between them.

    `loads`: cases a person has not handed in, by the person's id. `against`: reasons by case and person, of those who
    do not sit. `seated`: ids of those who sit, by case. `fields`: those of each case. `bids`: the last ones, by case
    and person. `expertise`: what each person said to know, by the person's id.
    """

    cases: list
    pool: list
    loads: dict[int, int]
    against: dict[int, dict[int, str]]
    seated: dict[int, list[int]]
    fields: dict[int, set[str]]
    bids: dict[int, dict[int, str]]
    expertise: dict[int, Expertise]

    @property
    def edition(self):
        """The compiled edition of the cases."""
        return compiled(self.cases[0].edition)

    def knows_field(self, assessor, case) -> bool:
        """Is the assessor from the field of the case (Art. 4(2))?"""
        return bool(set(assessor.fields) & self.fields[case.pk])

    def affinity(self, assessor, case) -> float:
        """How well somebody fits a case, by field, bid, languages and load."""
        person, said = assessor.person_id, self.expertise.get(assessor.person_id)
        levels = [said.fields[field] for field in self.fields[case.pk] if field in said.fields] if said else []
        return affinity(
            in_field=self.knows_field(assessor, case),
            level=max(levels, key=lambda level: KNOWS.get(level, 0), default=None),
            bid=self.bids[case.pk].get(person),
            reads=said is None or bool(set(said.languages) & _written_in(case)),
            load=self.loads[person],
        )

    def free(self, case) -> list:
        """Assessors against whom nothing stands, and who do not sit on the case yet."""
        taken = self.seated[case.pk]
        return [one for one in self.pool if one.person_id not in self.against[case.pk] and one.person_id not in taken]

    def from_field(self, case) -> int:
        """How many of those seated are from the field of the case."""
        taken = self.seated[case.pk]
        return sum(self.knows_field(one, case) for one in self.pool if one.person_id in taken)


def fields_by_case(cases) -> dict[int, set[str]]:
    """The fields of some cases of one edition: those of the profile, of the service, or that the dossier names."""
    if not cases:
        return {}
    rules, profile = compiled(cases[0].edition), cases[0].profile
    known = rules.profile(profile)
    if known and known.fields:
        return {case.pk: set(known.fields) for case in cases}
    asked = next((one.id for one in rules.form_for(profile) if one.options_from == "fields"), None)
    stated = _stated(cases, asked) if asked else {}
    return {case.pk: _of_service(case) | stated.get(case.pk, set()) for case in cases}


def of_field(case, people, on) -> set[int]:
    """Those of some people, by id, who stand in the pool as from the field of the case."""
    fields = fields_by_case([case])[case.pk]
    rows = Assessor.objects.filter(in_force(on), scheme=case.edition.scheme, person__in=people)
    return {person for person, known in rows.values_list("person_id", "fields") if fields & set(known)}


def _of_service(case) -> set[str]:
    return {row.field for row in case.service.service_fields.all()} if case.service else set()


def _stated(cases, question: str) -> dict[int, set[str]]:
    """What the version that was handed in last says to a question of choices, by case."""
    frozen = Dossier.objects.filter(case__in=cases, frozen_at__isnull=False).order_by("version")
    rows = frozen.annotate(said=KeyTransform(question, "answers")).values_list("case_id", "said")
    return {case: {said} if isinstance(said, str) else set(said or ()) for case, said in rows}


def _written_in(case) -> set[str]:
    """The languages that a case has words of its own in, by its titles."""
    return {code for code in ("ko", "en") if getattr(case, f"title_{code}")} or {"ko", "en"}


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
    duties = list(Duty.objects.filter(case__in=cases).order_by("pk"))
    for duty in duties:
        if duty.duty == Duty.Kind.EVALUATE and duty.released_at is None:
            seated[duty.case_id].append(duty.person_id)
    bids, people = last_bids(cases), [one.person_id for one in pool]
    known = [duty for duty in duties if duty.person_id in set(people)]
    found = conflicts_of(cases, people, on, bids, known)
    against = {
        case.pk: {key: one.reason for key, one in found[case.pk].items() if key not in seated[case.pk]}
        for case in cases
    }
    loads = {one.person_id: one.load for one in pool}
    return Situation(cases, pool, loads, against, seated, fields_by_case(cases), bids, expertise_of(people))


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
