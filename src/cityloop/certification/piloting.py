"""A pilot is opened from a certificate in force: whether the certified service does at a site what it promised."""

from django.urls import reverse

from cityloop.certification.models import Certificate
from cityloop.livinglabs.openings import Opening, register_opening
from cityloop.organisations.rules import manages

KIND = "certificate"


def opening_of_certificate(key, person, on) -> Opening | None:
    """What a pilot of a certified service begins with; for officers of the holder."""
    found = Certificate.objects.select_related("service", "holder", "case").filter(number=key).first()
    if found is None or not _may(found, person, on):
        return None
    return Opening(
        lead=found.holder,
        title_ko=found.service.name_ko,
        title_en=found.service.name_en,
        service=found.service,
        case=found.case,
        partners=((found.holder, "provider"),),
        simulated=found.case.simulated,
    )


def pilot_address(certificate, person, on) -> str:
    """Where the reader opens a pilot of this service; empty where none is to be opened."""
    return reverse("livinglabs:open", args=[KIND, certificate.number]) if _may(certificate, person, on) else ""


def _may(certificate, person, on) -> bool:
    in_force = certificate.status == Certificate.Status.VALID and on <= certificate.valid_until
    signed_in = getattr(person, "is_authenticated", False)
    return bool(certificate.service_id and in_force and signed_in) and manages(person, certificate.holder, on)


def register() -> None:
    """Tell the living labs; called once, when the room is ready."""
    register_opening(KIND, opening_of_certificate)
