"""May they? For services."""

from cityloop.organisations.queries import acts_for


def may_change(person, service, on) -> bool:
    """The provider's own people change what is said about their service."""
    return service.provider is not None and acts_for(person, service.provider, on)
