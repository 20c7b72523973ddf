"""Who could sit on a panel, with the reasons for and against."""

from dataclasses import dataclass

from django.db.models import Count, Q

from cityloop.assessment.models import Assessor, Duty
from cityloop.assessment.queries import compiled, conflicts
from cityloop.organisations.queries import in_force


@dataclass
class Candidate:
    """An assessor of the pool: their fields, how many cases they are marking, and what stands against them."""

    person: object
    fields: list[str]
    of_field: bool
    load: int
    conflict: str = ""
    seated: bool = False
    suggested: bool = False


def candidates(case, on) -> list[Candidate]:
    """The pool of the scheme on a day: first those without conflict who know the field, then by load.

    As many are suggested as the edition needs to reach an outcome, less those already seated.
    """
    pool = Assessor.objects.filter(in_force(on), scheme=case.edition.scheme).select_related("person")
    marking = Q(person__sheets__submitted_at=None, person__sheets__case__closed_at=None)
    pool = list(pool.annotate(load=Count("person__sheets", filter=marking, distinct=True)))
    against = conflicts(case, [one.person for one in pool], on)
    seated = set(case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None).values_list("person_id", flat=True))
    wanted = {row.field for row in case.service.service_fields.all()} if case.service else set()
    found = [_candidate(one, wanted, against, seated) for one in pool]
    found.sort(key=lambda one: (not one.seated, bool(one.conflict), not one.of_field, one.load, one.person.pk))
    needed = compiled(case.edition).aggregate.minimum_assessors - len(seated)
    free = (one for one in found if not one.conflict and not one.seated)
    for one, _ in zip(free, range(max(needed, 0)), strict=False):
        one.suggested = True
    return found


def _candidate(row, wanted, against, seated) -> Candidate:
    here = row.person_id in seated
    reason = against[row.person_id].reason if row.person_id in against and not here else ""
    return Candidate(row.person, row.fields, bool(wanted & set(row.fields)), row.load, reason, here)
