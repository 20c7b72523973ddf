"""What the directory knows of each service, as numbers that can be weighed; what it does not know stays None."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from cityloop.assessment.models import Measurement
from cityloop.catalogue.models import Service
from cityloop.catalogue.queries import listed
from cityloop.catalogue.rules import certificate_state
from cityloop.consulting.closeness import Link, Neighbourhood
from cityloop.consulting.guide import Problem, Weighed, guide

MONEY = ("KRW", "million")


@dataclass(frozen=True)
class Candidate:
    """A service of the directory before one problem: what is known by criterion, as a code and as a number."""

    code: str
    link: Link
    operation: str
    codes: Mapping[str, str | float | None]
    values: Mapping[str, float | None]


def candidates(problem: Problem, on) -> list[Candidate]:
    """Every service of the directory, in the order of the codes, as it stands on the day `on`."""
    services = listed().prefetch_related("service_fields").defer("summary_ko", "summary_en").order_by("code")
    near, measured = Neighbourhood(problem), _measured()
    return [_candidate(service, near, measured, on) for service in services]


def _measured() -> dict[int, int]:
    """How many criteria were measured in the frozen dossier behind each certificate, by service."""
    rows = Measurement.objects.filter(dossier__frozen_at__isnull=False, dossier__case__certificate__isnull=False)
    counted = rows.values("dossier__case__service").annotate(criteria=Count("criterion", distinct=True)).order_by()
    return {row["dossier__case__service"]: row["criteria"] for row in counted}


def _candidate(service: Service, near: Neighbourhood, measured: Mapping[int, int], on) -> Candidate:
    facts = service.facts
    fields = [row.field for row in service.service_fields.all()]
    link = near.link(facts.get("about") or (), facts.get("problems") or (), service.name_en, fields)
    known = {
        "closeness": link.closeness,
        "certificate_status": certificate_state(service, on),
        "measurements": measured.get(service.pk),
        **{name: read(service) for name, read in READERS.items()},
    }
    codes = {criterion.id: known[criterion.reads] for criterion in guide().criteria}
    values = {criterion.id: _number(criterion, codes[criterion.id]) for criterion in guide().criteria}
    return Candidate(service.code, link, service.operation, codes, values)


def _number(criterion: Weighed, code) -> float | None:
    if criterion.reads == "closeness":
        return float(guide().closeness[code].value)
    found = criterion.scale.get(code) if criterion.scale else code
    return None if found is None else float(found)


def _interfaces(service: Service) -> int | None:
    named = [service.facts.get(name) for name in ("data_models", "apis")]
    return None if named == [None, None] else sum(len(one or ()) for one in named)


def _cost(service: Service, kind: str) -> float | None:
    """The upper end of a cost band in the guide's currency and unit; a band in any other is not compared."""
    cost = service.facts.get("cost") or {}
    if kind not in cost or (cost.get("currency"), cost.get("unit")) != MONEY:
        return None
    return cost[kind][1]


def _countries(service: Service) -> int | None:
    return len([code for code in service.countries.split(",") if code.strip()]) or None


READERS: Mapping[str, Callable[[Service], str | float | None]] = {
    "readiness": lambda service: service.facts.get("maturity") or service.operation or None,
    "capex": lambda service: _cost(service, "capex"),
    "opex": lambda service: _cost(service, "opex"),
    "countries": _countries,
    "interfaces": _interfaces,
}
