"""A certificate is issued: number, validity and window of renewal follow from the edition."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled, dossier_of
from cityloop.assessment.queries.facts import facts_of
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.certification import letters
from cityloop.certification.actions.credential import issue_credential
from cityloop.certification.actions.standing import show_in_directory, supersede
from cityloop.certification.actions.surveillance import plan_surveillances
from cityloop.certification.models import Certificate, CertificateEvent, CertificatePaper
from cityloop.certification.numbers import next_certificate_number
from cityloop.engine.edition import digest
from cityloop.engine.eligibility import class_of
from cityloop.language import LANGUAGES
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import designated
from cityloop.papers import Unprintable, require_printable


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
    _require_printable(content)
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
    plan_surveillances(certificate, at)
    supersede(certificate, actor, at)
    issue_credential(actor=actor, at=at, certificate=certificate)
    show_in_directory(certificate, actor, at)
    letters.issued(certificate, at)
    return done(certificate, number=number, digest=certificate.digest)


def _content(number, case, outcome, day, until, opens) -> dict:
    """What a certificate says; its canonical JSON has the digest, so it can be checked without this database."""
    subject, holder, edition = case.subject, case.applicant, case.edition
    return {
        "number": number,
        "case": case.reference,
        "scheme": edition.scheme,
        "edition": edition.edition,
        "edition_sha256": edition.digest,
        "profile": case.profile,
        "certifier": _certifier(edition, day),
        "subject": {"about": case.about, "code": subject.code, "ko": subject.name_ko, "en": subject.name_en},
        **_described(case),
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


def _described(case) -> dict:
    """What more is said of the subject: type and fields of a service, the class in which the case was ranked."""
    service = case.service
    ranked = class_of(compiled(case.edition), facts_of(case, dossier_of(case).answers))
    return {
        **({"type": service.type, "fields": [row.field for row in service.service_fields.all()]} if service else {}),
        **({"class": ranked.id} if ranked else {}),
    }


def _require_printable(content) -> None:
    """What cannot be printed is said before anything is issued, while the name can still be corrected."""
    try:
        require_printable(*(content[side][language] for side in ("subject", "holder") for language in LANGUAGES))
    except Unprintable as fault:
        raise Refused(
            _("No certificate was issued."), fault.why, _("Have the name corrected in the register, then decide.")
        ) from fault


def _certifier(edition, day) -> dict | None:
    """The body designated to certify in the scheme on the day."""
    found = designated(Designation.Duty.CERTIFIER, edition.scheme, day).first()
    return {"code": found.code, "ko": found.name_ko, "en": found.name_en} if found else None


@action("certification.give_out_paper")
def give_out_paper(*, actor, at, certificate, language, says, content):
    """Remember the hash of a PDF of a certificate that is given out for the first time, so that it can be checked."""
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    paper, _new = CertificatePaper.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "certificate": certificate,
            "language": language,
            "says": says,
            "size": len(content),
            "given_at": at,
        },
    )
    return done(paper, number=certificate.number, language=language, says=says, sha256=paper.sha256)
