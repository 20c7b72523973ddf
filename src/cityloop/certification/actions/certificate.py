"""A certificate is issued: number, validity and window of renewal follow from the edition."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import require
from cityloop.catalogue.actions import list_service
from cityloop.certification.actions.credential import issue_credential
from cityloop.certification.models import Certificate, CertificateEvent
from cityloop.certification.numbers import next_certificate_number
from cityloop.engine.edition import digest


@action("certification.issue_certificate")
def issue_certificate(*, actor, at, case, outcome):
    """Issue the certificate of a case that was granted; part of the decision's transaction, never called alone."""
    day = timezone.localdate(at)
    validity = compiled(case.edition).validity
    require(
        validity is not None,
        _("No certificate was issued."),
        _("The edition does not say how long a certificate lasts."),
        _("The scheme's owner has to publish an edition that does."),
    )
    until = validity.lasts.after(day)
    opens = validity.renewal_opens.before(until) if validity.renewal_opens else until
    number = next_certificate_number(case.edition.scheme, day.year)
    content = _content(number, case, outcome, day, until, opens)
    certificate = Certificate.objects.create(
        number=number,
        case=case,
        service=case.service,
        holder=case.applicant,
        issued_on=day,
        valid_until=until,
        renewal_opens=opens,
        grade=outcome.grade,
        content=content,
        digest=digest(content),
    )
    CertificateEvent.objects.create(certificate=certificate, kind=CertificateEvent.Kind.ISSUED, at=at, person=actor)
    issue_credential(actor=actor, at=at, certificate=certificate)
    list_service(
        actor=actor,
        at=at,
        service=case.service,
        certificate_number=number,
        certificate_status=certificate.status,
        certified_until=until,
    )
    return done(certificate, number=number, digest=certificate.digest)


def _content(number, case, outcome, day, until, opens) -> dict:
    """What a certificate says; its canonical JSON has the digest, so it can be checked without this database."""
    service, holder, edition = case.service, case.applicant, case.edition
    return {
        "number": number,
        "case": case.reference,
        "scheme": edition.scheme,
        "edition": edition.edition,
        "edition_sha256": edition.digest,
        "profile": case.profile,
        "service": {"code": service.code, "ko": service.name_ko, "en": service.name_en},
        "holder": {"code": holder.code, "ko": holder.name_ko, "en": holder.name_en},
        "issued_on": day.isoformat(),
        "valid_until": until.isoformat(),
        "renewal_opens": opens.isoformat(),
        "grade": outcome.grade,
        "points": outcome.points,
        "outcome_sha256": outcome.digest,
        "simulated": case.simulated,
        "record": case.record,
    }
