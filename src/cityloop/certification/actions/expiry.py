"""What the calendar does to certificates: they expire, suspensions with a last day end. Run twice, it is done once."""

from django.utils import timezone

from cityloop.audit.actions import action, done
from cityloop.certification.actions.proceedings import locked_certificate
from cityloop.certification.actions.standing import happen
from cityloop.certification.models import Certificate, CertificateEvent
from cityloop.engine.standing import IN_FORCE

Kind, Status = CertificateEvent.Kind, Certificate.Status


def expire_certificates(*, at) -> int:
    """Write down the expiry of every certificate whose last day is past; how many there were."""
    today = timezone.localdate(at)
    lapsed = Certificate.objects.filter(status__in=IN_FORCE, valid_until__lt=today).order_by("pk")
    for certificate in (found := list(lapsed)):
        expire_certificate(actor=None, at=at, certificate=certificate)
    return len(found)


def end_suspensions(*, at) -> int:
    """Lift every suspension whose last day is past; how many there were."""
    today = timezone.localdate(at)
    suspended = Certificate.objects.filter(status=Status.SUSPENDED, valid_until__gte=today).order_by("pk")
    ended = [certificate for certificate in suspended if _over(certificate, today)]
    for certificate in ended:
        end_suspension(actor=None, at=at, certificate=certificate)
    return len(ended)


@action("certification.expire_certificate")
def expire_certificate(*, actor, at, certificate):
    """A certificate's last day is past. Part of `expire_certificates`."""
    certificate = locked_certificate(certificate)
    if certificate.status in IN_FORCE:  # another run may have been here first
        happen(certificate, Kind.EXPIRED, actor=actor, at=at)
    return done(certificate, valid_until=str(certificate.valid_until))


@action("certification.end_suspension")
def end_suspension(*, actor, at, certificate):
    """A suspension's last day is past. Part of `end_suspensions`."""
    certificate = locked_certificate(certificate)
    if _over(certificate, timezone.localdate(at)):
        happen(certificate, Kind.REINSTATED, actor=actor, at=at)
    return done(certificate)


def _over(certificate, today) -> bool:
    """Is the certificate suspended until a day that is past?"""
    latest = certificate.events.select_related("suspension").last()
    terms = getattr(latest, "suspension", None)
    return latest.kind == Kind.SUSPENDED and terms is not None and terms.until is not None and terms.until < today
