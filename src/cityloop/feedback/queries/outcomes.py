"""What came of judged cases later, as one number a case: what cities said a year on, and what was measured."""

from collections import defaultdict
from dataclasses import dataclass, field

from cityloop.feedback.queries.ratings import shown
from cityloop.feedback.rating_guide import guide
from cityloop.livinglabs.models import Effect

EFFECT = ("pilot_id", "pilot__service_id", "estimate", "content__comparison", "protocol__content__better")


@dataclass(frozen=True)
class Outcomes:
    """Numbers by case, where higher is better; `waiting` are the cases whose outcome is known and came too early."""

    values: dict[str, float] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)

    def counted(self, cases: set[str]) -> dict[str, int]:
        """How many of some cases have an outcome, and how many wait for the time to be over."""
        return {"cases": len(cases & set(self.values)), "waiting": len(cases & self.waiting)}


def outcomes_of(record) -> dict[str, Outcomes]:
    """All outcomes of the cases of a record, by what they are."""
    return {"effect": effects_of(record), "rating": ratings_of(record)}


def ratings_of(record) -> Outcomes:
    """The mean of what cities gave a service, from a year after its case was closed on. One query."""
    after = guide().predicts_after
    rows = shown().filter(service__in=[one for one in record.services.values() if one]).order_by()
    given = defaultdict(list)
    for service, at, overall in rows.values_list("service_id", "at", "overall"):
        given[service].append((at, overall))
    values, waiting = {}, set()
    for case, service in record.services.items():
        late = [overall for at, overall in given.get(service, ()) if at >= after.after(record.closed[case])]
        if late:
            values[case] = sum(late) / len(late)
        elif given.get(service):
            waiting.add(case)
    return Outcomes(values, waiting)


def effects_of(record) -> Outcomes:
    """How much a service's pilots improved what they measured, as a share of the level before. One query.

    Of each pilot the last effect counts; an effect without a level before it, or whose level was zero, counts not.
    """
    services = [one for one in record.services.values() if one]
    rows = Effect.objects.filter(pilot__service__in=services).order_by("computed_at", "pk")
    last = {row["pilot_id"]: row for row in rows.values(*EFFECT)}
    given = defaultdict(list)
    for row in last.values():
        before = (row["content__comparison"] or {}).get("treated_before")
        if before:
            sign = -1 if row["protocol__content__better"] == "lower" else 1
            given[row["pilot__service_id"]].append(sign * row["estimate"] / abs(before))
    values = {case: given[service] for case, service in record.services.items() if service in given}
    return Outcomes({case: sum(some) / len(some) for case, some in values.items()})
