"""Schemes, their editions and where they stand, and the statistics of what became of cases (Art. 3(2)5)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
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
    order = [State.IN_FORCE, State.MOCK, State.DRAFT, State.RETIRED]
    return sorted(found.values(), key=lambda one: (order.index(one.state), -one.counts["received"], one.id))


def statistics() -> dict[str, Counter]:
    """For each scheme how many cases were received and how they ended, and how many are under way."""
    rows = Case.objects.filter(edition__kind=Edition.Kind.SCHEME, received_at__isnull=False)
    found = defaultdict(Counter)
    for scheme, state, n in rows.order_by().values_list("edition__scheme", "state").annotate(Count("pk")):
        found[scheme][state if state in workflow.CLOSED else "under_way"] += n
        found[scheme]["received"] += n
    return found


def edition_or_404(scheme: str, edition: str) -> Edition:
    """A published edition of a scheme."""
    return get_object_or_404(Edition, kind=Edition.Kind.SCHEME, scheme=scheme, edition=edition)
