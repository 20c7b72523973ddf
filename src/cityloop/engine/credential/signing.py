"""The issuer's side: keys as Multikeys, a Data Integrity proof on a document, bits as a status list."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .verifying import BASE58, ED25519, LEAST_BITS

CONTEXT = "https://www.w3.org/ns/credentials/v2"


def sign(document: dict[str, Any], key: Ed25519PrivateKey, method: str, created: datetime) -> dict[str, Any]:
    """The document with a proof of `eddsa-jcs-2022`, which carries the document's @context as the standard asks."""
    proof = {
        "@context": document["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": utc(created),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    hashed = b"".join(hashlib.sha256(rfc8785.dumps(part)).digest() for part in (proof, document))
    return {**document, "proof": {**proof, "proofValue": multibase(key.sign(hashed))}}


def multikey(key: Ed25519PrivateKey) -> str:
    """The public half of a key, as a DID document publishes it."""
    return multibase(ED25519 + key.public_key().public_bytes_raw())


def multibase(data: bytes) -> str:
    """Bytes in Multibase base58-btc.

    >>> multibase(b"\\0\\0city")
    'z113YPCKz'
    """
    number, digits = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        digits = BASE58[rest] + digits
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + digits


def encoded_list(indices: Iterable[int], length: int = LEAST_BITS) -> str:
    """A bitstring with these bits set, the first one left-most: GZIP in Multibase base64url. Same bits, same text."""
    bits = bytearray(length // 8)
    for index in indices:
        bits[index // 8] |= 1 << (7 - index % 8)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def utc(moment: datetime) -> str:
    """A moment as credentials write it: UTC, to the second.

    >>> utc(datetime(2026, 9, 1, 3, tzinfo=UTC))
    '2026-09-01T03:00:00Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
