"""Services enter the public directory, and their certificates are shown there."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.catalogue.models import Service
from cityloop.catalogue.rules import certificate_state, may_change
from cityloop.catalogue.search import index

STANDING = ("listed_at", "withdrawn_at", "withdrawn_because")
HELD = ("valid", "suspended")
LONGEST_REASON = 1_000


@action("catalogue.list_service")
def list_service(*, actor, at, service, certificate_number="", certificate_status="", certified_until=None):
    """Put a service into the public directory, or bring its certificate there up to date.

    For rooms above: whoever calls has asked whether `actor` may. The caller's `service` is brought up to date too.
    """
    listed_at = Service.objects.select_for_update().values_list("listed_at", flat=True).get(pk=service.pk)
    service.listed_at = listed_at or at
    service.withdrawn_at, service.withdrawn_because = None, ""
    service.certificate_number = certificate_number
    service.certificate_status = certificate_status
    service.certified_until = certified_until
    service.save(update_fields=[*STANDING, "certificate_number", "certificate_status", "certified_until"])
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
    service.withdrawn_at, service.withdrawn_because = None, ""
    service.save(update_fields=STANDING)
    index.changed(service)
    return done(service, code=service.code)


@action("catalogue.withdraw_service")
def withdraw_service(*, actor, at, service, reason):
    """Take a service out of the public directory, as its provider's people may; its address then says so, and why.

    What holds a certificate stays: the public may always see what is certified.
    """
    on = timezone.localdate(at)
    if not may_change(actor, service, on):
        raise not_yours()
    service = Service.objects.select_for_update().get(pk=service.pk)
    what = _("The service was not taken out of the directory.")
    require(
        service.listed_at is not None, what, _("It is not in the directory."), _("Open its page to see how it stands.")
    )
    require(
        certificate_state(service, on) not in HELD,
        what,
        _("It holds a certificate, and whatever is certified is public."),
        _("Give the certificate back first, or wait until it has ended."),
    )
    require(bool(reason.strip()), what, _("The reason is missing."), _("Write it in a sentence."))
    require(
        len(reason.strip()) <= LONGEST_REASON,
        what,
        _("The reason has more than %(n)s characters.") % {"n": LONGEST_REASON},
        _("Say it more briefly."),
    )
    service.listed_at, service.withdrawn_at, service.withdrawn_because = None, at, reason.strip()
    service.save(update_fields=STANDING)
    index.changed(service)
    return done(service, code=service.code, reason=reason.strip())
