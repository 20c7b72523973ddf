"""How a certificate stands, from the rows of its events: the engine's fold, and where the stored status differs."""

from django.utils import timezone

from cityloop.certification.models import Certificate
from cityloop.engine.standing import Happening, Standing, fold, standing


def happenings(events) -> list[Happening]:
    """The events of a certificate as the engine takes them, each on its day in Korea."""
    return [Happening(event.kind, timezone.localdate(event.at)) for event in events]


def folded(certificate) -> str:
    """The status that follows from everything recorded about a certificate; what its column has to say."""
    return fold(happenings(certificate.events.all())).status


def standing_of(certificate, events, on) -> Standing:
    """How a certificate stands on a day: its status, since when, and by which of its `events`."""
    return standing(happenings(events), certificate.valid_until, on)


def differing() -> list[tuple[str, str, str]]:
    """Certificates whose stored status is not the fold of their events: number, stored, folded. Should be none."""
    found = []
    for certificate in Certificate.objects.order_by("pk").prefetch_related("events").iterator(chunk_size=500):
        status = folded(certificate)
        if status != certificate.status:
            found.append((certificate.number, certificate.status, status))
    return found
