"""Up to four services side by side: what they are, how they were judged, what they cost, where they run."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.catalogue import queries
from cityloop.catalogue.models import Service
from cityloop.catalogue.rules import certificate_state
from cityloop.catalogue.shown import known_of
from cityloop.catalogue.trials import places_of
from cityloop.catalogue.views.service import costs_of
from cityloop.catalogue.vocabulary import CERTIFICATE_STATES, MATURITY, concept_label, facet_label
from cityloop.language import country_name

MOST = 4


@dataclass(frozen=True)
class Row:
    """One line of the comparison: a heading, and what each service has there, an empty list where nothing is known."""

    title: str
    cells: Sequence[Sequence]
    kind: str = "words"

    @property
    def differs(self) -> bool:
        """Do the services differ here?"""
        return any(list(cell) != list(self.cells[0]) for cell in self.cells)


def compare(request):
    """The services named in the address, in its order; what is not there any more is said, and so is one too many."""
    codes = list(dict.fromkeys(code[:80] for code in request.GET.getlist("s") if "\0" not in code))
    rows = queries.visible_to(request.user).select_related("provider").prefetch_related("service_fields")
    found = {service.code: service for service in rows.filter(code__in=codes[:MOST])}
    services = [found[code] for code in codes[:MOST] if code in found]
    today = timezone.localdate()
    context = {
        "columns": [_column(request, service, services, today) for service in services],
        "groups": _groups(services, today) if services else [],
        "missing": [code for code in codes[:MOST] if code not in found],
        "too_many": max(0, len(codes) - MOST),
        "room": len(services) < MOST,
        "chosen": [service.code for service in services],
    }
    return render(request, "catalogue/compare.html", context)


def address(codes: Sequence[str]) -> str:
    """Where these services stand side by side; anybody may be sent there."""
    return reverse("catalogue:compare") + "".join(f"{'&' if at else '?'}s={code}" for at, code in enumerate(codes))


def _column(request, service: Service, services: Sequence[Service], today) -> dict:
    others = [one.code for one in services if one != service]
    return {"service": service, "state": certificate_state(service, today), "without": address(others)}


def _groups(services: Sequence[Service], today) -> list[tuple[str, list[Row]]]:
    """Rows under their headings; a row in which nothing is known of any service is left out."""
    groups = [
        (_("What it is"), _described(services)),
        (_("Certificate"), _certified(services, today)),
        *((section.title, _told(section, services)) for section in known_of(services, today)),
        (_("Cost"), _cost(services)),
        (_("Where it runs"), [_row(_("Countries"), services, _countries), _cities(services)]),
        (_("What it speaks"), _interfaces(services)),
    ]
    shown = [(title, [row for row in rows if any(row.cells)]) for title, rows in groups]
    return [(title, rows) for title, rows in shown if rows]


def _tags(one, group: str) -> list[str]:
    return [concept_label(tag) for tag in one.facts.get(group) or ()]


def _described(services) -> list[Row]:
    return [
        _row(_("In short"), services, lambda one: [one.summary] if one.summary else []),
        _row(_("Provider"), services, lambda one: [str(one.provider)] if one.provider else []),
        _row(
            _("Service fields"),
            services,
            lambda one: [facet_label("field", row.field) for row in one.service_fields.all()],
        ),
        _row(_("Type"), services, lambda one: _some(one.get_type_display())),
        _row(_("Operation"), services, lambda one: _some(one.get_operation_display())),
        _row(_("Running since (year)"), services, lambda one: _some(one.start_year)),
        _row(_("How far it has spread"), services, lambda one: _some(MATURITY.get(one.facts.get("maturity")))),
        _row(_("Problems it addresses"), services, lambda one: _tags(one, "problems")),
        _row(_("Technologies"), services, lambda one: _tags(one, "technologies")),
    ]


def _certified(services, today) -> list[Row]:
    return [
        _row(_("State"), services, lambda one: [str(CERTIFICATE_STATES[certificate_state(one, today)])]),
        _row(_("Certificate"), services, lambda one: _some(one.certificate_number)),
        Row(_("Valid until"), [_some(one.certified_until) for one in services], "day"),
    ]


def _told(section, services) -> list[Row]:
    """What a room above knows: a row for each thing that it names, in the order in which it first does."""
    told = [section.facts.get(one.pk, ()) for one in services]
    labels = dict.fromkeys(fact.label for facts in told for fact in facts)
    return [Row(label, [[fact for fact in facts if fact.label == label] for facts in told], "fact") for label in labels]


def _cost(services) -> list[Row]:
    bands = [costs_of(one.facts.get("cost") or {}) for one in services]
    titles = {"capex": _("To put in place"), "opex": _("To run, a year")}
    return [Row(title, [_some(one.get(kind)) for one in bands], "money") for kind, title in titles.items()]


def _countries(service: Service) -> list[str]:
    return [country_name(code) for code in service.country_codes]


def _cities(services) -> Row:
    known = places_of(services)
    return _row(
        _("Cities"),
        services,
        lambda one: [f"{city.place} ({city.standing})" for city in known[one.pk]],
    )


def _interfaces(services) -> list[Row]:
    return [
        _row(_("Data models"), services, lambda one: one.facts.get("data_models") or []),
        _row(_("Interfaces"), services, lambda one: one.facts.get("apis") or []),
    ]


def _row(title: str, services, cell) -> Row:
    return Row(title, [list(cell(one)) for one in services])


def _some(value) -> list:
    return [value] if value else []
