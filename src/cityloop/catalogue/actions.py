"""Services are registered, described and listed."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.catalogue.models import IndexChange, Service, ServiceField
from cityloop.organisations.queries import acts_for


@action("catalogue.register_service")
def register_service(*, actor, at, code, provider, fields, simulated=False, **described):
    """Enter a service of `provider`; `described` are columns of `Service`, `fields` ids of fields.yaml.

    Its own people may; `actor=None` is an import of a public source, which is then named in `source`.
    """
    if actor and not acts_for(actor, provider, timezone.localdate(at)):
        raise not_yours()
    require(
        not Service.objects.filter(code=code).exists(),
        _("The service was not registered."),
        _("There is a service with the code “%(code)s”.") % {"code": code},
        _("Open the existing service, or give this one another code."),
    )
    service = Service.objects.create(
        code=code, provider=provider, simulated=simulated, registered_by=actor, registered_at=at, **described
    )
    ServiceField.objects.bulk_create(ServiceField(service=service, field=field) for field in dict.fromkeys(fields))
    return done(service, code=code, provider=provider.code if provider else "", fields=list(fields))


@action("catalogue.list_service")
def list_service(*, actor, at, service, certificate_number="", certificate_status="", certified_until=None):
    """Put a service into the public directory, or bring its certificate there up to date."""
    service.listed_at = service.listed_at or at
    service.certificate_number = certificate_number
    service.certificate_status = certificate_status
    service.certified_until = certified_until
    service.save(update_fields=["listed_at", "certificate_number", "certificate_status", "certified_until"])
    IndexChange.objects.create(service=service)
    return done(service, certificate=certificate_number, status=certificate_status)
