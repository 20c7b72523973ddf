"""What happens to a certificate: an event, the status that follows from all events, and the directory, at once."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.refusal import require
from cityloop.catalogue.actions import list_service
from cityloop.certification import telling
from cityloop.certification.actions.proceedings import pass_on
from cityloop.certification.models import Certificate, CertificateEvent, Proceeding, Surveillance
from cityloop.certification.standing import folded, standing_of
from cityloop.certification.tables import surveillance as table
from cityloop.certification.workflow import PROCEEDINGS
from cityloop.engine.standing import IN_FORCE, follows

Kind = CertificateEvent.Kind
UNCHANGED = _("Nothing was changed.")
ENDED = "인증서의 효력이 끝났습니다. / The certificate has ended."


def happen(certificate, kind, *, actor, at, reason="", what=UNCHANGED) -> CertificateEvent:
    """Append an event to a locked certificate and fold its status; the directory follows in the same transaction.

    Refused where this cannot follow on how the certificate stands that day. Part of an action, never called alone.
    """
    on = timezone.localdate(at)
    now = standing_of(certificate, list(certificate.events.all()), on).status
    expiring = kind == Kind.EXPIRED and now == Certificate.Status.EXPIRED  # the clock writes down what the day made so
    require(
        follows(now, kind) or expiring,
        what,
        _("The certificate is: %(status)s.") % {"status": Certificate.Status(now).label if now else "–"},
        _("Open the certificate to see what happened to it."),
    )
    event = CertificateEvent.objects.create(
        certificate=certificate, kind=kind, at=at, person=actor, reason=reason.strip()
    )
    certificate.status = folded(certificate)
    certificate.save(update_fields=["status"])
    if certificate.status not in IN_FORCE:
        _call_off(certificate, at)
    if certificate.service and certificate.service.certificate_number == certificate.number:
        show_in_directory(certificate, actor, at)  # unless a later certificate is shown there
    telling.happened(certificate, event, at, event.reason)
    return event


def _call_off(certificate, at) -> None:
    """What was planned for a certificate that has ended does not take place."""
    planned = Surveillance.objects.select_for_update(of=("self",)).filter(certificate=certificate, state=table.PLANNED)
    step = PROCEEDINGS[Proceeding.Kind.SURVEILLANCE].step(table.PLANNED, "call_off")
    for surveillance in planned.select_related("case__edition").order_by("pk"):
        pass_on(surveillance, step, None, at, ENDED)


def supersede(certificate, actor, at) -> None:
    """End what a new certificate takes the place of: those in force for the same subject under the same scheme."""
    scheme = certificate.case.edition.scheme
    same = {"service": certificate.service} if certificate.service else {"service": None, "holder": certificate.holder}
    others = Certificate.objects.select_for_update(of=("self",)).filter(
        **same, case__edition__scheme=scheme, status__in=IN_FORCE
    )
    others = others.exclude(pk=certificate.pk).select_related("case__edition", "service", "holder")
    for other in others.order_by("pk"):
        if timezone.localdate(at) <= other.valid_until:
            happen(other, Kind.SUPERSEDED, actor=actor, at=at, reason=certificate.number)


def show_in_directory(certificate, actor, at) -> None:
    """Bring a service's place in the directory up to date; an organisation has none there."""
    service = certificate.service
    if service:
        list_service(
            actor=actor,
            at=at,
            service=service,
            certificate_number=certificate.number,
            certificate_status=certificate.status,
            certified_until=certificate.valid_until,
        )
