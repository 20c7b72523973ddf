"""Statistics of certification (Art. 3(2)5): what a round or a whole scheme came to, in a constant number of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.certification.queries.figures import figures_of
from cityloop.engine.round import Tally, published, tallied, without_small_cells
from cityloop.engine.round_figures import added, agreed

KINDS = ("field", "edition", "notice")
PROVENANCE = ("simulated", "record", "mock", "all")


@dataclass(frozen=True)
class Statistics:
    """A scheme's figures, and those of each of its groups; None where the public may not see them."""

    scheme: str
    whole: Tally | None
    groups: dict[str, dict[str, Tally | None]]
    agreement: dict[str, float]
    provenance: Counter
    rules: object
    full: bool
    chosen: dict[str, str] = field(default_factory=dict)


def statistics_of(scheme: str, *, full: bool, edition: str = "", notice: str = "") -> Statistics | None:
    """The figures of a scheme, or of one edition or notice; None where the scheme has no edition.

    `full` shows every cell to those who run the scheme; without it small cells are left out (`engine.round`).
    """
    editions = {one.pk: one for one in Edition.objects.filter(kind=Edition.Kind.SCHEME, scheme=scheme)}
    if not editions:
        return None
    chosen = {name: value for name, value in (("edition", edition), ("notice", notice)) if value}
    everything = [
        ({"field": cell.field, "edition": editions[cell.edition].edition, "notice": cell.notice}, one)
        for cell, one in figures_of(editions).items()
    ]
    kept = [(of, one) for of, one in everything if all(of[kind] == it for kind, it in chosen.items())]
    total = added(one for _of, one in kept)
    whole, groups = tallied(total), {kind: _grouped(kept, kind) for kind in KINDS if kind not in chosen}
    if not full:
        hidden = any(published(_grouped(everything, kind)).get(it, whole) is None for kind, it in chosen.items())
        whole = None if hidden else without_small_cells(whole)
        groups = {} if whole is None else {kind: _cells(found) for kind, found in groups.items()}
    latest = max(editions.values(), key=lambda one: one.edition)
    rules = compiled(next((one for one in editions.values() if one.edition == edition), latest))
    return Statistics(
        scheme=scheme,
        whole=whole,
        groups=groups,
        agreement=agreed(total) if whole is not None and whole.points else {},
        provenance=Counter({name: total.counts[name] for name in PROVENANCE}),
        rules=rules,
        full=full,
        chosen=chosen,
    )


def _grouped(cells, kind: str) -> dict[str, Tally]:
    """A tally for each group of a kind, such as each field, in the order of their names."""
    found = defaultdict(list)
    for of, one in cells:
        if of[kind]:
            found[of[kind]].append(one)
    return {name: tallied(added(found[name])) for name in sorted(found)}


def _cells(groups):
    found = published(groups)
    return {name: one if one is None else without_small_cells(one) for name, one in found.items()}
