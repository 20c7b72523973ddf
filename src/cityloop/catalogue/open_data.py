"""A service as open data: one record of one shape for the API, for every dump and for its earlier versions."""

from collections.abc import Callable, Iterator, Mapping

from django.utils import timezone

from cityloop.catalogue.models import Service
from cityloop.catalogue.queries import cities_of, listed
from cityloop.catalogue.rules import certificate_state
from cityloop.catalogue.trials import as_data, trials_for_programs

CHUNK = 500
COLUMNS = (
    *("code", "name_ko", "name_en", "summary_ko", "summary_en", "provider", "fields", "type", "operation"),
    *("countries", "start_year", "certificate", "certificate_state", "certified_until", "simulated", "source"),
    *("listed_on", "version"),
)


def rows() -> Iterator[dict]:
    """Every listed service as a record, by code; memory does not grow with their number."""
    today = timezone.localdate()
    for service in services():
        yield record(service, today)


def services() -> Iterator[Service]:
    """Every listed service with what its record needs, by code."""
    found = listed().select_related("provider").prefetch_related("service_fields").order_by("code")
    return found.iterator(chunk_size=CHUNK)


def record(service: Service, today) -> dict:
    """What the directory says about a service, by the names of `COLUMNS`."""
    return dict(zip(COLUMNS, _values(service, today), strict=True))


def facts(service: Service, absolute: Callable[[str], str]) -> dict:
    """What is known beyond the columns: kind, problems, technologies, maturity, cost, interfaces, where it runs.

    And every test of it with its effect; `absolute` makes an address out of a path.
    """
    shown = ("about", "problems", "technologies", "maturity", "cost", "data_models", "apis", "inferred", "certified")
    said = {name: service.facts[name] for name in shown if service.facts.get(name)}
    cities = [_city(one) for one in cities_of([service]).get(service.pk, ())]
    pilots = [as_data(one, absolute) for one in trials_for_programs([service]).get(service.pk, ())]
    return said | ({"cities": cities} if cities else {}) | ({"pilots": pilots} if pilots else {})


def _city(one) -> dict:
    names = ("code", "city_ko", "city_en", "country", "operation", "since_year", "source", "simulated")
    return {name: getattr(one, name) for name in names}


def version_record(content: Mapping, number: int, sha256: str, until: str | None) -> dict:
    """A version: what was said, until when, and the digest of it."""
    return {"version": number, "until": until, "sha256": sha256, "content": dict(content)}


def _values(service: Service, today) -> tuple:
    return (
        *(service.code, service.name_ko, service.name_en, service.summary_ko, service.summary_en),
        service.provider.code if service.provider else "",
        [row.field for row in service.service_fields.all()],
        *(service.type, service.operation, service.country_codes, service.start_year, service.certificate_number),
        certificate_state(service, today),
        service.certified_until and service.certified_until.isoformat(),
        *(service.simulated, service.source),
        service.listed_at and timezone.localdate(service.listed_at).isoformat(),
        service.revision,
    )
