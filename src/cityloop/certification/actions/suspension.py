"""The certifier suspends a certificate and lifts the suspension: ISO/IEC 17065 7.11."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.certification.actions.proceedings import locked_certificate, take_part
from cityloop.certification.actions.standing import happen
from cityloop.certification.models import CertificateEvent, Suspension
from cityloop.organisations.rules import certifies

NOT_SUSPENDED = _("The certificate was not suspended.")
NOT_LIFTED = _("The suspension was not lifted.")
Kind = CertificateEvent.Kind


@action("certification.suspend_certificate")
def suspend_certificate(*, actor, at, certificate, grounds, scope, until=None, condition="", because=None):
    """Suspend a certificate on grounds, in a scope, until a last day or until something is shown; it is published.

    With a last day the suspension ends by itself; what is to be shown instead is judged by the certifier.
    """
    certificate = locked_certificate(certificate)
    _require_certifier(certificate, actor, at)
    condition = condition.strip()
    _require_terms(certificate, grounds, scope, until, condition, timezone.localdate(at))
    event = happen(certificate, Kind.SUSPENDED, actor=actor, at=at, reason=grounds, what=NOT_SUSPENDED)
    take_part(certificate.case, actor, at)
    Suspension.objects.create(event=event, scope=scope.strip(), until=until, condition=condition, because=because)
    return done(certificate, until=str(until or ""), condition=bool(condition))


@action("certification.lift_suspension")
def lift_suspension(*, actor, at, certificate, reason):
    """Lift a suspension: what was to be shown has been shown, or the grounds are gone."""
    certificate = locked_certificate(certificate)
    _require_certifier(certificate, actor, at)
    require(bool(reason.strip()), NOT_LIFTED, _("The grounds are missing."), _("Write them in a sentence or two."))
    require(
        certificate.status == certificate.Status.SUSPENDED,
        NOT_LIFTED,
        _("The certificate is: %(status)s.") % {"status": certificate.get_status_display()},
        _("Only a suspended certificate has a suspension to lift."),
    )
    happen(certificate, Kind.REINSTATED, actor=actor, at=at, reason=reason, what=NOT_LIFTED)
    take_part(certificate.case, actor, at)
    return done(certificate)


def _require_certifier(certificate, actor, at) -> None:
    if not certifies(actor, certificate.case.edition.scheme, timezone.localdate(at)):
        raise not_yours()


def _require_terms(certificate, grounds, scope, until, condition, today) -> None:
    require(
        bool(grounds.strip()) and bool(scope.strip()),
        NOT_SUSPENDED,
        _("The grounds, or what is suspended, are missing."),
        _("Write both: the holder and the public read them."),
    )
    require(
        bool(until or condition),
        NOT_SUSPENDED,
        _("It does not say how long the suspension lasts."),
        _("Give a last day, or what has to be shown for it to be lifted."),
    )
    require(
        until is None or today <= until <= certificate.valid_until,
        NOT_SUSPENDED,
        _("The last day of the suspension is not between today and the end of the certificate, %(day)s.")
        % {"day": certificate.valid_until},
        _("Choose a day in between, or say what has to be shown instead."),
    )
