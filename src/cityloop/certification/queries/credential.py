"""Keys with their windows, credentials, and status lists: signed folds of what happened to certificates."""

import re
from datetime import timedelta

from django.db.models import Exists, Max, OuterRef, Q

from cityloop.audit.refusal import Refused
from cityloop.certification.keyring import private_key
from cityloop.certification.models import Certificate, CertificateEvent, Credential, IssuingKey
from cityloop.engine.credential import CONTEXT, Verdict, encoded_list, sign, utc, verify

ENDED = (Certificate.Status.WITHDRAWN, Certificate.Status.SUPERSEDED)  # expiry is in the credential itself
NAME = re.compile(r"(revocation|suspension)-([1-9][0-9]{0,5})")
LASTS, FRESH = timedelta(hours=24), timedelta(minutes=5)
DID = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    {
        name: {
            "@id": f"https://www.w3.org/2018/credentials#{name}",
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
        }
        for name in ("validFrom", "validUntil")
    },
]


def key_in_force(at) -> IssuingKey | None:
    """The key that signs at a moment."""
    return IssuingKey.objects.filter(since__lte=at).last()


def key_until(key: IssuingKey):
    """When the next key began; None while this one signs."""
    following = IssuingKey.objects.filter(number__gt=key.number).first()
    return following and following.since


def did_document() -> dict | None:
    """Every key that ever signed here, each with its window, as the issuer's DID document; None before the first."""
    keys = list(IssuingKey.objects.all())
    if not keys:
        return None
    ends = [key.since for key in keys[1:]] + [None]
    return {
        "@context": DID,
        "id": keys[-1].issuer,
        "verificationMethod": [_method(key, end) for key, end in zip(keys, ends, strict=True)],
        "assertionMethod": [key.method for key in keys],
    }


def credential_of(certificate) -> Credential | None:
    """The newest credential of a certificate."""
    return certificate.credentials.last()


def status_list(name: str, at) -> dict | None:
    """A status list as it is at a moment, signed; None where there is no list of that name.

    Within an hour the same facts give the same bytes, so that whoever asks again need not download it again.
    """
    found, key = NAME.fullmatch(name), key_in_force(at)
    if not found or key is None or int(found[2]) > _lists():
        return None
    purpose, number = found[1], int(found[2])
    since = _since(number, key, at)
    address = f"{key.address}/api/v1/status-lists/{name}"
    content = {
        "@context": [CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.issuer,
        "validFrom": utc(since),
        "validUntil": utc(since + LASTS),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded_list(_marked(purpose, number)),
            "ttl": int(FRESH.total_seconds() * 1000),
        },
    }
    return sign(content, private_key(key.public_key), key.method, since)


def status_list_at(address: str, at) -> dict | None:
    """The list that a credential of this installation names by its address; None where it cannot be signed now."""
    try:
        return status_list(address.rpartition("/")[2], at)
    except Refused:
        return None


def verdict_here(credential: dict, at) -> Verdict:
    """The verdict on a credential with this installation's own keys and today's status lists."""
    keys = did_document() or {"verificationMethod": [], "assertionMethod": []}
    return verify(credential, keys, lambda address: status_list_at(address, at), at)


def _method(key: IssuingKey, end) -> dict:
    window = {"validFrom": utc(key.since)} | ({"validUntil": utc(end)} if end else {})
    return {
        "id": key.method,
        "type": "Multikey",
        "controller": key.issuer,
        "publicKeyMultibase": key.public_key,
        **window,
    }


def _lists() -> int:
    return Credential.objects.aggregate(last=Max("status_list"))["last"] or 1


def _marked(purpose: str, number: int) -> list[int]:
    """Places whose bit is set: suspended now; or withdrawn, or superseded by a newer certificate or credential."""
    found = Credential.objects.filter(status_list=number)
    if purpose == "suspension":
        found = found.filter(certificate__status=Certificate.Status.SUSPENDED)
    else:
        newer = Credential.objects.filter(certificate=OuterRef("certificate"), pk__gt=OuterRef("pk"))
        found = found.filter(Q(certificate__status__in=ENDED) | Exists(newer))
    return list(found.values_list("status_index", flat=True))


def _since(number: int, key: IssuingKey, at):
    """The beginning of the hour, or what happened since: an event, a credential, another key."""
    events = CertificateEvent.objects.filter(at__lte=at).aggregate(last=Max("at"))["last"]
    issued = Credential.objects.filter(status_list=number, at__lte=at).aggregate(last=Max("at"))["last"]
    return max(filter(None, (at.replace(minute=0, second=0, microsecond=0), key.since, events, issued)))
