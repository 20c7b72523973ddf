"""Services enter the public directory, and their certificates are shown there."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.catalogue.models import Service
from cityloop.catalogue.rules import may_change
from cityloop.catalogue.search import index


@action("catalogue.list_service")
def list_service(*, actor, at, service, certificate_number="", certificate_status="", certified_until=None):
    """Put a service into the public directory, or bring its certificate there up to date.

    For rooms above: whoever calls has asked whether `actor` may. The caller's `service` is brought up to date too.
    """
    listed_at = Service.objects.select_for_update().values_list("listed_at", flat=True).get(pk=service.pk)
    service.listed_at = listed_at or at
    service.certificate_number = certificate_number
    service.certificate_status = certificate_status
    service.certified_until = certified_until
    service.save(update_fields=["listed_at", "certificate_number", "certificate_status", "certified_until"])
    index.changed(service)
    return done(service, certificate=certificate_number, status=certificate_status)


@action("catalogue.publish_service")
def publish_service(*, actor, at, service):
    """Put a draft into the public directory as its provider's people may; it is shown as not certified."""
    if not may_change(actor, service, timezone.localdate(at)):
        raise not_yours()
    service = Service.objects.select_for_update().get(pk=service.pk)
    require(
        service.listed_at is None,
        _("Nothing was changed."),
        _("The service is in the directory already."),
        _("Open its page to see how it is shown."),
    )
    service.listed_at = at
    service.save(update_fields=["listed_at"])
    index.changed(service)
    return done(service, code=service.code)
