"""Find pilots and what they came to."""

from django.db.models import F, OuterRef, Subquery

from cityloop.livinglabs.models import Effect, Pilot
from cityloop.livinglabs.rules import runs


def visible_to(person):
    """Pilots are public from their opening: what is tried in a city is everybody's business."""
    return Pilot.objects.select_related("lead", "service")


def pilots():
    """Every pilot with its latest effect, in one query."""
    latest = Effect.objects.filter(pilot=OuterRef("pk")).order_by("-computed_at", "-pk")
    return Pilot.objects.select_related("lead", "service", "protocol").annotate(
        effect=Subquery(latest.values("estimate")[:1]),
        low=Subquery(latest.values("low")[:1]),
        high=Subquery(latest.values("high")[:1]),
        verdict=Subquery(latest.values("verdict")[:1]),
    )


def latest_of_services(services) -> list[tuple[Pilot, dict | None]]:
    """Every pilot of these services, the newest first, with what its latest effect says; two queries at most."""
    latest = Effect.objects.filter(pilot=OuterRef("pk")).order_by("-computed_at", "-pk").values("pk")[:1]
    found = list(Pilot.objects.filter(service__in=[one.pk for one in services]).annotate(last=Subquery(latest)))
    effects = _said([one.last for one in found if one.last])
    return [(one, effects.get(one.last)) for one in found]


def _said(effects: list[int]) -> dict[int, dict]:
    """What effects say, without the cells, series and placebos that make them long."""
    if not effects:
        return {}
    rows = Effect.objects.filter(pk__in=effects).values(
        *("pk", "estimate", "low", "high", "verdict", "computed_at"),
        sentence=F("content__sentence"),
        doubts=F("content__doubts"),
        level=F("content__level"),
        outcome=F("protocol__content__outcome"),
        unit=F("protocol__content__measured_in"),
        method=F("protocol__content__method"),
    )
    return {row["pk"]: row for row in rows}


def run_by(person, on):
    """Whether each pilot is the person's to run: a test for one pilot."""
    return lambda pilot: runs(person, pilot, on)


def latest_effect(pilot: Pilot) -> Effect | None:
    """The pilot's latest effect with the protocol and the measurements behind it."""
    return pilot.effects.select_related("protocol").prefetch_related("measurements__delivery").last()


def sites_of(pilot: Pilot) -> list:
    """The places as they were last described, those left out gone."""
    last = {one.code: one for one in pilot.sites.all()}
    return [one for one in last.values() if one.role != one.Role.LEFT_OUT]
