"""What is said about a service, as one record with a digest; and the versions it went through."""

import hashlib
from collections.abc import Iterable, Mapping

import rfc8785

from cityloop.catalogue.models import Service, ServiceVersion

DESCRIBED = (
    *("name_ko", "name_en", "summary_ko", "summary_en", "type", "operation", "countries", "start_year", "facts"),
    *("source", "simulated"),
)


def content_of(service: Service, fields: Iterable[str]) -> dict:
    """Everything said about a service that can change, as JSON."""
    said = {name: getattr(service, name) for name in DESCRIBED}
    return said | {"provider": service.provider.code if service.provider else "", "fields": list(fields)}


def digest_of(content: Mapping) -> str:
    """SHA-256 of the canonical JSON (RFC 8785) of a record."""
    return hashlib.sha256(rfc8785.dumps(dict(content))).hexdigest()


def ended(service: Service, content: Mapping, person, at) -> ServiceVersion:
    """The version that ends with a change, to be stored; `content` is what was said before it."""
    return ServiceVersion(
        service=service,
        number=service.revision,
        content=content,
        digest=digest_of(content),
        until=at,
        person=person,
    )
