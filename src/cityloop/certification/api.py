"""Certificates, credentials, status lists, keys and schemes, as anybody may read them."""

import re
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import Router, Schema

from cityloop.answering import NotHere, answer
from cityloop.certification import queries
from cityloop.certification.models import Certificate, CertificateEvent
from cityloop.certification.queries.certificates import is_intact

NUMBER = re.compile(r"[A-Z0-9-]{1,40}")
CREDENTIAL = "application/vc"
router = Router(tags=["certification"])


class CertificateOut(Schema):
    """A certificate today. `intact`: its content still has the sha256 that it was issued with."""

    number: str
    status: str
    status_name: dict[str, str]
    issued_on: str
    valid_until: str
    sha256: str
    intact: bool
    content: dict[str, Any]
    events: list[dict[str, Any]]
    links: dict[str, str]


class SchemeOut(Schema):
    """A scheme with its editions and where each stands today."""

    id: str
    title: dict[str, str]
    state: str
    editions: list[dict[str, Any]]
    cases: dict[str, int]


@router.get("/certificates/{number}", response=CertificateOut, summary="A certificate and whether it holds today")
def certificate(request, number: str):
    """What was certified, the status of today, what happened, and where credential, mark and page are."""
    found = _certificate(number)
    status = Certificate.Status(queries.status_on(found, timezone.localdate()))
    return answer(
        request,
        {
            "number": found.number,
            "status": status,
            "status_name": _both(lambda: status.label),
            "issued_on": found.issued_on.isoformat(),
            "valid_until": found.valid_until.isoformat(),
            "sha256": found.digest,
            "intact": is_intact(found),
            "content": found.content,
            "events": [_event(event) for event in found.events.all()],
            "links": _links(request, found),
        },
    )


@router.get("/certificates/{number}/credential", response=dict[str, Any], summary="A certificate as a credential")
def credential(request, number: str):
    """The W3C Verifiable Credential 2.0 of a certificate, signed with eddsa-jcs-2022."""
    found = queries.credential_of(_certificate(number))
    if found is None:
        raise NotHere(
            _("This certificate has no credential yet."),
            _("It was issued before this installation had a key."),
            _("Whoever runs it signs it with the command: cityloop keys new"),
        )
    response = answer(request, found.content, CREDENTIAL)
    response["Content-Disposition"] = f'inline; filename="{found.certificate.number}.vc.json"'
    return response


@router.get("/status-lists/{name}", response=dict[str, Any], summary="A status list")
def status_list(request, name: str):
    """The signed Bitstring Status List `revocation-1`, `suspension-1`, …, as the facts are now."""
    found = queries.status_list(name, timezone.now())
    if found is None:
        raise NotHere(
            _("There is no status list of this name."),
            _("Status lists are called revocation-1, suspension-1 and so on."),
            _("A credential names its own under credentialStatus."),
        )
    return answer(request, found, CREDENTIAL)


@router.get("/keys", response=dict[str, Any], summary="Every key that ever signed")
def keys(request):
    """The issuer's DID document with every public key and its window; the same as /.well-known/did.json."""
    found = queries.did_document()
    if found is None:
        raise NotHere(
            _("This installation has published no key yet."),
            _("It has not issued anything."),
            _("Whoever runs it makes one with the command: cityloop keys new"),
        )
    return answer(request, found)


@router.get("/schemes", response=list[SchemeOut], summary="Every scheme")
def schemes(request):
    """Every scheme with its editions, where they stand for which field today, and what became of cases so far."""
    return answer(request, [_scheme(request, one) for one in queries.schemes(timezone.localdate())])


@router.get("/schemes/{scheme}", response=SchemeOut, summary="One scheme")
def scheme(request, scheme: str):
    """One scheme with its editions."""
    found = next((one for one in queries.schemes(timezone.localdate()) if one.id == scheme), None)
    if found is None:
        raise NotHere(
            _("There is no scheme of this name."), _("No edition of it was published."), _("See /api/v1/schemes.")
        )
    return answer(request, _scheme(request, found))


def _certificate(number: str) -> Certificate:
    found = queries.certificates().filter(number=number).first() if NUMBER.fullmatch(number) else None
    if found is None:
        raise NotHere(
            _("There is no certificate of this number."),
            _("No certificate with it was ever issued here."),
            _("Check every letter and digit; a certificate that is not found here is not ours."),
        )
    return found


def _event(event: CertificateEvent) -> dict:
    return {
        "kind": event.kind,
        "name": _both(event.get_kind_display),
        "at": event.at.isoformat(timespec="seconds"),
        "reason": event.reason,
    }


def _links(request, found) -> dict[str, str]:
    links = {
        "credential": reverse("api:credential", args=[found.number]),
        "edition": reverse("api:edition", args=[found.content["edition_sha256"]]),
        "mark": reverse("mark", args=[found.number]),
    }
    for language in ("ko", "en"):
        with override(language):
            links[f"page_{language}"] = reverse("certification:certificate", args=[found.number])
    return {name: request.build_absolute_uri(path) for name, path in links.items()}


def _scheme(request, one) -> dict:
    title = one.current
    return {
        "id": one.id,
        "title": {"ko": title.title_ko, "en": title.title_en},
        "state": one.state,
        "editions": [_edition(request, edition, one.standings) for edition in one.editions],
        "cases": dict(sorted(one.counts.items())),
    }


def _edition(request, edition, standings) -> dict:
    states = [one for one in standings if one.edition.pk == edition.pk]
    return {
        "edition": edition.edition,
        "sha256": edition.digest,
        "content": request.build_absolute_uri(reverse("api:edition", args=[edition.digest])),
        "states": [{"profile": one.profile, "state": one.state, "since": one.since.isoformat()} for one in states],
    }


def _both(say) -> dict[str, str]:
    texts = {}
    for language in ("ko", "en"):
        with override(language):
            texts[language] = str(say())
    return texts
