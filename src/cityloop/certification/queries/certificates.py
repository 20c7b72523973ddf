"""Certificates: what they say today, and whether a number or a digest is one of ours."""

import re
from dataclasses import dataclass

from django.db.models import Q

from cityloop.assessment.models import Duty
from cityloop.assessment.queries import compiled
from cityloop.certification.models import Certificate, CertificateEvent, Reissue
from cityloop.certification.standing import standing_of
from cityloop.engine.edition import digest
from cityloop.engine.standing import IN_FORCE, Standing

Status = Certificate.Status
SHA256 = re.compile(r"[0-9a-f]{64}")


def certificates(status: str = "", on=None, scheme: str = "", text: str = "", about: str = ""):
    """Every certificate, latest first, ready to be listed; `status` is that of the day `on`, expiry included.

    `about` is what was certified: services, or organisations such as cities.
    """
    found = Certificate.objects.select_related("service", "holder", "case__edition").defer("case__edition__content")
    if scheme:
        found = found.filter(case__edition__scheme=scheme)
    if about:
        found = found.filter(case__about=about)
    if text:
        found = _matching(found, text.strip())
    if status == Status.EXPIRED:
        lapsed = Q(status__in=IN_FORCE, valid_until__lt=on)
        return found.filter(lapsed | Q(status=status))
    if status in (Status.WITHDRAWN, Status.SUPERSEDED):
        return found.filter(status=status)
    return found.filter(status=status, valid_until__gte=on) if status else found


def withdrawn():
    """Withdrawn certificates with the event of their withdrawal, the latest first (Art. 17(3))."""
    events = CertificateEvent.objects.filter(
        kind=CertificateEvent.Kind.WITHDRAWN, certificate__status=Status.WITHDRAWN
    ).select_related("certificate__service", "certificate__holder", "certificate__case__edition")
    return events.defer("certificate__case__edition__content").order_by("-at", "-pk")


def status_on(certificate, on) -> str:
    """The status on a day, from what is stored: what is in force has expired once its last day is past."""
    if certificate.status in IN_FORCE and on > certificate.valid_until:
        return Status.EXPIRED
    return certificate.status


def standing(certificate, on) -> tuple[Standing, str]:
    """How a certificate stands on a day, and the grounds given for what made it so."""
    events = list(certificate.events.all())
    found = standing_of(certificate, events, on)
    return found, events[found.by].reason if found.by is not None else ""


@dataclass(frozen=True)
class Finding:
    """What a check found: a certificate and its status, or nothing. `intact` is False where its content was altered.

    `replaced` is the reissue by which the text that was asked for was superseded.
    """

    certificate: Certificate | None
    status: str
    intact: bool = True
    replaced: Reissue | None = None


def check(text: str, on) -> Finding:
    """Look a certificate up by its number or by the sha256 printed on it, and hold its content to its digest."""
    wanted, replaced = "".join(text.split()), None
    found = Certificate.objects.select_related("service", "holder", "case__edition").defer("case__edition__content")
    if SHA256.fullmatch(wanted.lower()):
        certificate = found.filter(digest=wanted.lower()).first()
        replaced = None if certificate else Reissue.objects.filter(digest=wanted.lower()).first()
        certificate = found.get(pk=replaced.certificate_id) if replaced else certificate
    else:
        certificate = found.filter(number=wanted.upper()).first()
    if certificate is None:
        return Finding(None, "unknown")
    status = Status.SUPERSEDED if replaced else status_on(certificate, on)
    return Finding(certificate, status, is_intact(certificate), replaced)


def is_intact(certificate) -> bool:
    """Has everything that the certificate says, and said before it was issued anew, the digest it was issued with?"""
    texts = [(certificate.content, certificate.digest), *certificate.reissues.values_list("content", "digest")]
    return all(digest(content) == sha256 for content, sha256 in texts)


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
