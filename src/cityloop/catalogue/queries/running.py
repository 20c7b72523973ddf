"""Find: the cities in which services run, and the services of cities."""

from collections.abc import Iterable

from cityloop.catalogue.models import Service, ServiceCity
from cityloop.catalogue.queries.visible import listed

USED = (Service.Operation.LIVE, Service.Operation.TRIAL)


def cities_of(services: Iterable[Service]) -> dict[int, list[ServiceCity]]:
    """The last word about every city of each service, those where it runs first; by the key of the service."""
    rows = ServiceCity.objects.filter(service__in=[service.pk for service in services]).order_by("at", "pk")
    latest = {(row.service_id, row.country, row.code): row for row in rows}
    found: dict[int, list[ServiceCity]] = {}
    for row in sorted(latest.values(), key=lambda row: (row.operation not in USED, row.city_en)):
        found.setdefault(row.service_id, []).append(row)
    return found


def used_in(places: Iterable[tuple[str, str]]) -> dict[Service, list[ServiceCity]]:
    """Listed services in use in some of these cities (country and code), the most widely used first."""
    places = set(places)
    rows = ServiceCity.objects.filter(code__in={code for _, code in places}, service__in=listed()).order_by("at", "pk")
    rows = rows.select_related("service__provider").prefetch_related("service__service_fields")
    latest = {(row.service_id, row.country, row.code): row for row in rows if (row.country, row.code) in places}
    found: dict[Service, list[ServiceCity]] = {}
    for row in latest.values():
        if row.operation in USED:
            found.setdefault(row.service, []).append(row)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0].code)))
