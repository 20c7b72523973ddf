"""Find pilots and what they came to."""

from django.db.models import OuterRef, Subquery

from cityloop.livinglabs.models import Effect, Pilot


def pilots():
    """Every pilot with its latest effect, in one query."""
    latest = Effect.objects.filter(pilot=OuterRef("pk")).order_by("-computed_at", "-pk")
    return Pilot.objects.annotate(
        effect=Subquery(latest.values("estimate")[:1]), p_value=Subquery(latest.values("p_value")[:1])
    )


def latest_effect(pilot: Pilot) -> Effect | None:
    """The pilot's latest effect with the protocol and the measurements behind it."""
    return pilot.effects.select_related("protocol", "measurements").last()
