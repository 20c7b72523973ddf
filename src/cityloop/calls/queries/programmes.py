"""Programmes: whatever has calls here, or a registered past."""

from dataclasses import dataclass

from cityloop.assessment.models import Edition
from cityloop.assessment.queries import compiled
from cityloop.calls.models import Project, PublishedTotal
from cityloop.calls.queries.register import Tally, tally
from cityloop.language import pick


@dataclass(frozen=True)
class Programme:
    """A programme by its id, as its newest call names it, and what came of it so far."""

    id: str
    title: str
    tally: Tally

    @property
    def has_past(self) -> bool:
        """Was anything of its past registered?"""
        return bool(self.tally.named_projects or self.tally.announced_year)


def programmes() -> list[Programme]:
    """Every programme with calls or a past, the one with most named projects first."""
    names = names_of()
    known = set(names) | _registered()
    found = [Programme(id, names.get(id, id), tally(id)) for id in sorted(known)]
    return sorted(found, key=lambda one: -one.tally.named_projects)


def programme(id: str) -> Programme | None:
    """One programme, or None where nothing is known under that id."""
    names = names_of(id)
    found = Programme(id, names.get(id, id), tally(id))
    return found if names or found.has_past else None


def foremost() -> Programme | None:
    """The programme with most projects on record, which the front page shows."""
    registered = [programme(id) for id in _registered()]
    return max(filter(None, registered), key=lambda one: one.tally.named_projects, default=None)


def _registered() -> set[str]:
    totals = PublishedTotal.objects.values_list("programme").order_by()
    return {id for (id,) in totals.union(Project.objects.values_list("programme").order_by())}


def names_of(id: str | None = None) -> dict[str, str]:
    """Ids and names of programmes with a published call: the name that the newest edition gives."""
    rows = Edition.objects.filter(kind=Edition.Kind.CALL).order_by("published_at", "edition")
    named = {row.scheme: row for row in (rows.filter(scheme=id) if id else rows)}
    return {scheme: pick(compiled(row).programme or compiled(row).title) for scheme, row in named.items()}
