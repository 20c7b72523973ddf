"""A certificate in the words of UNTP's Digital Conformity Credential 0.7, on the W3C data model 2.0, not yet signed."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from cityloop.assessment.queries import compiled
from cityloop.engine.credential import CONTEXT, utc
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import in_force

UNTP = "https://vocabulary.uncefact.org/untp/0.7.0/context/"
# What UNTP has no word for: the content whose sha256 is printed on the certificate.
OWN = {"certificate": {"@id": "urn:cityloop:certificate", "@type": "@json"}}
PURPOSES = ("revocation", "suspension")
SIMULATED = "Simulated for a demonstration; nobody was certified. 시연을 위한 가상 자료로, 실제 인증이 아닙니다."
REPLAY = "A replay of a public record, not a certification. 공개기록을 재현한 결과로, 실제 인증이 아닙니다."


def attested(certificate, key, list_number: int, index: int, at: datetime) -> dict:
    """The credential of a certificate, to be signed with `key`; its last day is the certificate's, in Seoul."""
    content, address = certificate.content, f"{key.address}/api/v1/certificates/{certificate.number}"
    last = datetime.combine(certificate.valid_until + timedelta(days=1), time(), timezone.get_default_timezone())
    return {
        "@context": [CONTEXT, UNTP, OWN],
        "type": ["DigitalConformityCredential", "VerifiableCredential"],
        "id": f"{address}/credential",
        "issuer": {"type": ["CredentialIssuer"], "id": key.issuer, "name": _certifier(certificate)},
        "name": f"{certificate.number} {_both(content['subject'])}",
        "validFrom": utc(at),
        "validUntil": utc(last - timedelta(seconds=1)),
        "credentialStatus": [_place(key, purpose, list_number, index) for purpose in PURPOSES],
        "credentialSubject": _attestation(certificate, key.address, address),
        "certificate": content,
    }


def _attestation(certificate, site: str, address: str) -> dict:
    content, edition = certificate.content, certificate.case.edition
    real = not (content["simulated"] or content["record"])
    return {
        "type": ["ConformityAttestation"],
        "id": address,
        "name": f"{certificate.number} {_both(content['subject'])}",
        **({} if real else {"description": REPLAY if content["record"] else SIMULATED}),
        "assessorLevel": "3rdParty",
        "assessmentLevel": "authority-benchmark" if real else "unspecified",
        "attestationType": "certification",
        "issuedToParty": _named(site, content["holder"], "organisation"),
        "referenceScheme": {"id": f"{site}/api/v1/schemes/{edition.scheme}", "name": _title(edition)},
        "referenceProfile": {
            "id": f"{site}/api/v1/editions/{content['edition_sha256']}",
            "name": f"{_title(edition)} {content['edition']}",
        },
        "profileScore": _score(certificate),
        "conformityCertificate": {
            "linkURL": f"{site}/ko/certification/certificates/{certificate.number}/",
            "linkName": f"{certificate.number}",
            "mediaType": "text/html",
        },
        "conformityAssessment": [
            {
                "type": ["ConformityAssessment"],
                "id": f"{address}#assessment",
                "name": _both(content["subject"]),
                "assessmentDate": content["issued_on"],
                **_assessed(site, content["subject"]),
                "conformance": True,
            }
        ],
    }


def _assessed(site: str, subject: dict) -> dict:
    """What was assessed, in the word that UNTP has for it: a product, or an organisation."""
    named = _named(site, subject, subject["about"])
    if subject["about"] == "organisation":
        return {"assessedOrganisation": {"type": ["Party"], **named}}
    return {"assessedProduct": [{"type": ["ProductVerification"], "product": named, "idVerifiedByCAB": True}]}


def _place(key, purpose: str, number: int, index: int) -> dict:
    address = f"{key.address}/api/v1/status-lists/{purpose}-{number}"
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def _score(certificate) -> dict:
    rules = compiled(certificate.case.edition)
    points = certificate.content["points"]
    words = {} if points is None or rules.passing is None else {"definition": f"{points:g} / {rules.passing.of:g}"}
    return {"code": certificate.grade or "pass", **words}


def _certifier(certificate) -> str:
    """Who certifies in this scheme, by designation on the day of issue."""
    duty = Designation.objects.filter(
        in_force(certificate.issued_on), duty=Designation.Duty.CERTIFIER, scheme=certificate.content["scheme"]
    ).select_related("organisation")
    found = duty.first()
    return _joined(found.organisation.name_ko, found.organisation.name_en) if found else "Cityloop"


def _named(site: str, thing: dict, kind: str) -> dict:
    address = f"{site}/ko/services/{thing['code']}/" if kind == "service" else f"urn:cityloop:{kind}:{thing['code']}"
    return {"id": address, "name": _both(thing), "registeredId": thing["code"]}


def _title(edition) -> str:
    return _joined(edition.title_ko, edition.title_en)


def _both(texts: dict) -> str:
    return _joined(texts["ko"], texts["en"])


def _joined(ko: str, en: str) -> str:
    return " · ".join(dict.fromkeys(filter(None, (ko, en))))
