"""Schemes, their editions and where they stand, and the statistics of what became of cases (Art. 3(2)5)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from cityloop.assessment.models import Case, Edition, EditionState
from cityloop.assessment.queries import standings
from cityloop.certification import workflow
from cityloop.language import pick

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


@dataclass(frozen=True)
class Stage:
    """A state of an edition from a day on, for some fields: who decided it is in the audit record, why is here."""

    edition: Edition
    state: str
    since: object
    reason: str
    decided_at: object
    adopted: bool
    ahead: bool
    fields: tuple = ()


def stages_of(edition: Edition, rules, on) -> list[Stage]:
    """The states of an edition in order, those decided together with all their fields."""
    together: dict[tuple, list[str]] = defaultdict(list)
    rows = edition.states.exclude(state=State.DRAFT).order_by("since", "pk")
    for row in rows:
        together[row.since, row.state, row.reason, row.decided_at, row.decided_by_id].append(row.profile)
    every = {profile.id for profile in rules.profiles}
    return [
        Stage(edition, state, since, reason, at, by is None, since > on, _named(rules, profiles, every))
        for (since, state, reason, at, by), profiles in together.items()
    ]


def by_field(scheme: str, rules, on) -> list[dict]:
    """For each field of a scheme the states of all its editions in order."""
    rows = EditionState.objects.filter(edition__scheme=scheme, edition__kind=Edition.Kind.SCHEME)
    rows = rows.exclude(state=State.DRAFT).select_related("edition").defer("edition__content")
    fields: dict[str, list[Stage]] = defaultdict(list)
    for row in rows.order_by("since", "pk"):
        stage = Stage(row.edition, row.state, row.since, row.reason, row.decided_at, False, row.since > on)
        fields[row.profile].append(stage)
    titles = {profile.id: profile.title for profile in rules.profiles}
    return [{"title": titles.get(id, id), "rows": stages} for id, stages in fields.items()]


def _named(rules, profiles, every) -> tuple:
    if set(profiles) >= every:
        return ()
    return tuple(pick(one.title) for one in rules.profiles if one.id in profiles)
