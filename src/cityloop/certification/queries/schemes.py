"""Schemes, their editions and where they stand, and the statistics of what became of cases (Art. 3(2)5)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from cityloop.assessment.models import Case, Edition, EditionState
from cityloop.assessment.queries import standings
from cityloop.certification import workflow

State = EditionState.State


@dataclass
class Scheme:
    """A scheme with its editions, the newest first, and each edition's states by profile on the day asked."""

    id: str
    editions: list = field(default_factory=list)
    standings: list = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)

    @property
    def current(self):
        """The edition to show: one in force, else one in mock use, else the newest."""
        by_state = {one.state: one.edition for one in self.standings}
        return by_state.get(State.IN_FORCE) or by_state.get(State.MOCK) or self.editions[0]

    @property
    def state(self) -> str:
        """The furthest state of its current edition."""
        states = {one.state for one in self.standings}
        return next((s for s in (State.IN_FORCE, State.MOCK, State.RETIRED) if s in states), State.DRAFT)


def schemes(on) -> list[Scheme]:
    """Every scheme published here, those in force first."""
    found: dict[str, Scheme] = {}
    for edition in Edition.objects.filter(kind=Edition.Kind.SCHEME).defer("content").order_by("-edition"):
        found.setdefault(edition.scheme, Scheme(edition.scheme)).editions.append(edition)
    for one in standings(on):
        found[one.edition.scheme].standings.append(one)
    for scheme, counts in statistics().items():
        found[scheme].counts = counts
    return sorted(found.values(), key=_place)


def _place(scheme):
    order = [State.IN_FORCE, State.MOCK, State.DRAFT, State.RETIRED]
    return order.index(scheme.state), scheme.counts["record"], -scheme.counts["received"], scheme.id


def statistics() -> dict[str, Counter]:
    """For each scheme how many cases were received, how they ended and how many are under way.

    `simulated` and `record` say how many of those received are made up, or replay a public record.
    """
    rows = Case.objects.filter(edition__kind=Edition.Kind.SCHEME, received_at__isnull=False).order_by()
    kinds = {"n": Count("pk"), "sim": Count("pk", filter=Q(simulated=True)), "rec": Count("pk", filter=~Q(record=""))}
    found = defaultdict(Counter)
    for row in rows.values("edition__scheme", "state").annotate(**kinds):
        counts = found[row["edition__scheme"]]
        counts[row["state"] if row["state"] in workflow.CLOSED else "under_way"] += row["n"]
        counts.update(received=row["n"], simulated=row["sim"], record=row["rec"])
    return found


def edition_or_404(scheme: str, edition: str) -> Edition:
    """A published edition of a scheme."""
    return get_object_or_404(Edition, kind=Edition.Kind.SCHEME, scheme=scheme, edition=edition)
