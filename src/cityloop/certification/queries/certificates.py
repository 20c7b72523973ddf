"""Certificates: what they say today, and whether a number or a digest is one of ours."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from cityloop.assessment.models import Duty
from cityloop.assessment.queries import compiled
from cityloop.certification.models import Certificate, CertificateEvent
from cityloop.engine.edition import digest

Status = Certificate.Status
SHA256 = re.compile(r"[0-9a-f]{64}")
Kind = CertificateEvent.Kind
MADE_BY = {
    Status.VALID: (Kind.ISSUED, Kind.REINSTATED),
    Status.SUSPENDED: (Kind.SUSPENDED,),
    Status.WITHDRAWN: (Kind.WITHDRAWN,),
}


def certificates(status: str = "", on=None, scheme: str = "", text: str = ""):
    """Every certificate, latest first, ready to be listed; `status` is that of the day `on`, expiry included."""
    found = Certificate.objects.select_related("service", "holder", "case__edition").defer("case__edition__content")
    if scheme:
        found = found.filter(case__edition__scheme=scheme)
    if text:
        found = _matching(found, text.strip())
    if status == Status.EXPIRED:
        return found.filter(valid_until__lt=on).exclude(status=Status.WITHDRAWN)
    if status == Status.WITHDRAWN:
        return found.filter(status=status)
    return found.filter(status=status, valid_until__gte=on) if status else found


def status_on(certificate, on) -> str:
    """The status on a day: withdrawn stays withdrawn; otherwise whatever is past its last day has expired."""
    if certificate.status != Status.WITHDRAWN and on > certificate.valid_until:
        return Status.EXPIRED
    return certificate.status


@dataclass(frozen=True)
class Standing:
    """How a certificate stands on a day: its status, since which day, and the grounds that were given."""

    status: str
    since: date
    reason: str = ""


def standing(certificate, on) -> Standing:
    """The status of a day with the fact it follows from: the last event that made it so, or the end of its time."""
    status = status_on(certificate, on)
    if status == Status.EXPIRED:
        return Standing(status, certificate.valid_until + timedelta(days=1))
    event = certificate.events.filter(kind__in=MADE_BY[status]).last()
    if event is None:
        return Standing(status, certificate.issued_on)
    return Standing(status, timezone.localdate(event.at), event.reason)


@dataclass(frozen=True)
class Finding:
    """What a check found: a certificate and its status, or nothing. `intact` is False where its content was altered."""

    certificate: Certificate | None
    status: str
    intact: bool = True


def check(text: str, on) -> Finding:
    """Look a certificate up by its number or by the sha256 printed on it, and hold its content to its digest."""
    wanted = "".join(text.split())
    found = Certificate.objects.select_related("service", "holder", "case__edition").defer("case__edition__content")
    if SHA256.fullmatch(wanted.lower()):
        certificate = found.filter(digest=wanted.lower()).first()
    else:
        certificate = found.filter(number=wanted.upper()).first()
    if certificate is None:
        return Finding(None, "unknown")
    return Finding(certificate, status_on(certificate, on), digest(certificate.content) == certificate.digest)


def committee(certificate):
    """Who evaluated, kept with the certificate as Art. 15(4) asks.

    Empty where the edition has no panel, or the case replays a record whose assessors are not named.
    """
    case = certificate.case
    if case.record or compiled(case.edition).panel is None:
        return []
    duties = case.duties.filter(duty=Duty.Kind.EVALUATE, released_at=None).select_related("person")
    return [duty.person for duty in duties.order_by("given_at", "pk")]


def _matching(found, text):
    return found.filter(
        Q(number__icontains=text)
        | Q(service__name_ko__icontains=text)
        | Q(service__name_en__icontains=text)
        | Q(holder__name_ko__icontains=text)
        | Q(holder__name_en__icontains=text)
    )
