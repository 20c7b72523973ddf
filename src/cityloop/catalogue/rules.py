"""May they? And how does a service stand? For services."""

from cityloop.organisations.queries import acts_for


def may_change(person, service, on) -> bool:
    """The provider's own people change what is said about their service."""
    return service.provider is not None and acts_for(person, service.provider, on)


def certificate_state(service, on) -> str:
    """How the certificate of a service stands on a day: a key of `vocabulary.CERTIFICATE_STATES`."""
    if service.certificate_status == "valid" and service.certified_until and service.certified_until < on:
        return "expired"
    return service.certificate_status or ("recorded" if service.facts.get("certified") else "none")
