"""Find measurements: what was delivered, what of it counts."""

from django.db.models import Exists, OuterRef

from cityloop.livinglabs.models import Measurements


def counting(pilot):
    """The measurements of a pilot that count: accepted, and nothing accepted instead of them since."""
    after = Measurements.instead_of.through.objects.filter(to_measurements=OuterRef("pk"))
    return Measurements.objects.filter(pilot=pilot).exclude(Exists(after)).select_related("delivery")


def deliveries_of(pilot):
    """Everything that was delivered, the newest first, with what of it was accepted."""
    return pilot.deliveries.select_related("accepted", "person").order_by("-at", "-pk")
