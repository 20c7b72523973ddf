"""The page of one service, and the same as data."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from cityloop.catalogue import queries
from cityloop.catalogue.linked_data import described
from cityloop.catalogue.rules import certificate_state, may_change
from cityloop.catalogue.shown import issued, known_of
from cityloop.catalogue.trials import places_of, trials_for_programs
from cityloop.catalogue.vocabulary import MATURITY, concept_label, facet_label

GONE = 410
TAGS = ("about", "problems", "technologies")


def service(request, code):
    """What a service does, for whom, where, at what cost, and how it is certified; or that it was withdrawn."""
    if gone := queries.withdrawn().filter(code=code).exclude(pk__in=queries.visible_to(request.user)).first():
        return render(request, "catalogue/withdrawn.html", {"service": gone}, status=GONE)
    shown = _visible(request, code)
    today = timezone.localdate()
    context = {
        "service": shown,
        "state": certificate_state(shown, today),
        "fields": [_field(row.field) for row in shown.service_fields.all()],
        "may_change": request.user.is_authenticated and may_change(request.user, shown, today),
        "tags": {group: [concept_label(tag) for tag in shown.facts.get(group) or ()] for group in TAGS},
        "running": places_of([shown])[shown.pk],
        "maturity": MATURITY.get(shown.facts.get("maturity"), ""),
        "costs": costs_of(shown.facts.get("cost") or {}),
        "record": shown.facts.get("record") or {},
        "sections": [
            (one.id, one.title, one.facts[shown.pk]) for one in known_of([shown], today) if shown.pk in one.facts
        ],
        "versions": shown.versions.all(),
    }
    return render(request, "catalogue/service.html", context)


def linked_data(request, code):
    """The service as schema.org JSON-LD; a resource of its own, as the pages allow no inline script."""
    shown = _visible(request, code)
    state = certificate_state(shown, timezone.localdate())
    cities = queries.cities_of([shown]).get(shown.pk, ())
    certified, tried = issued([shown]).get(shown.pk), trials_for_programs([shown]).get(shown.pk, ())
    content = described(shown, state, request.build_absolute_uri, certified, cities, tried)
    return JsonResponse(
        content, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False, "indent": 2}
    )


def _visible(request, code):
    rows = queries.visible_to(request.user).select_related("provider").prefetch_related("service_fields")
    return get_object_or_404(rows, code=code)


def _field(field: str) -> dict:
    return {"label": facet_label("field", field), "href": f"{reverse('catalogue:directory')}?field={field}"}


def costs_of(cost: dict) -> dict:
    """Bands of cost in the currency's own unit, not in millions."""
    size = 1_000_000 if cost.get("unit") == "million" else 1
    return {
        kind: {"low": cost[kind][0] * size, "high": cost[kind][1] * size, "currency": cost["currency"]}
        for kind in ("capex", "opex")
        if cost.get(kind)
    }
