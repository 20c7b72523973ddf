"""What a saved search finds now, and what of it is new."""

from cityloop.catalogue import queries
from cityloop.catalogue.models import SavedHit, SavedSearch, Service

PART, MOST = 100, 1_000  # services looked at in one go, and in all: the newest


def hits_of(query: str, filters) -> tuple[list[Service], int]:
    """The newest services that answer, at most `MOST`, and how many there are in all."""
    found = queries.walk(query, filters, "newest", PART)
    services, total = list(found.services), found.total
    while found.services and found.last is not None and len(services) < min(total, MOST):
        found = queries.walk(query, filters, "newest", PART, after=found.last)
        services += found.services
    return services, total


def new_of(search: SavedSearch) -> list[Service]:
    """Services that the search finds now and never found before.

    Of a search that finds more than is looked at, only what was listed since the last look is new.
    """
    services, total = hits_of(search.query, search.filters)
    known = set(SavedHit.objects.filter(search=search).values_list("service_id", flat=True))
    return [
        one for one in services if one.pk not in known and (total <= MOST or one.listed_at > search.looked_at)
    ]  # fmt: skip
