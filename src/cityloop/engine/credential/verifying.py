"""Verify a credential: this one file, with rfc8785 and cryptography, is all that anybody needs. Copy it.

W3C Verifiable Credentials 2.0, Data Integrity eddsa-jcs-2022, Bitstring Status List 1.0. Whatever is missing, stale,
doubtful or not understood is a verdict of its own and never `valid`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Document = Mapping[str, Any]
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519 = b"\xed\x01"  # what a Multikey of this kind begins with
LEAST_BITS, MOST_BYTES = 131_072, 1_000_000
BROKEN = (AttributeError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError, zlib.error)


@dataclass(frozen=True)
class Verdict:
    """`valid`, or what it is instead; `detail` names the key, the list or the part of the file that is meant."""

    code: str
    detail: str = ""


class Unverified(Exception):
    """Ends a verification with a verdict."""


def parse(data: bytes) -> dict[str, Any]:
    """A JSON object. `ValueError` for what two readers could read differently: doubled keys, NaN, too much of it."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        return found if len(found) == len(pairs) else _refuse(f"a key stands twice: {[key for key, _ in pairs]}"[:200])

    if len(data) > MOST_BYTES:
        _refuse(f"longer than {MOST_BYTES:,} bytes")
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=_refuse)
    except RecursionError:
        _refuse("nested too deeply")
    return found if isinstance(found, dict) else _refuse("not a JSON object")


def verify(
    credential: Document, keys: Document, status_list: Callable[[str], Document | None], now: datetime
) -> Verdict:
    """The verdict at a moment. `keys` is the issuer's DID document; `status_list` finds a list by address, or None."""
    try:
        return _verdict(credential, keys, status_list, now)
    except Unverified as ended:
        return Verdict(*ended.args)
    except BROKEN as error:
        return Verdict("malformed", str(error)[:200])


def _verdict(credential: Document, keys: Document, status_list: Callable, now: datetime) -> Verdict:
    if "VerifiableCredential" not in credential["type"]:
        raise Unverified("malformed", "type")
    check_proof(credential, keys, now)
    if moment(credential["validFrom"]) > now:
        raise Unverified("not_yet_valid", credential["validFrom"])
    expired = "validUntil" in credential and moment(credential["validUntil"]) < now
    try:
        found = {
            entry["statusPurpose"] for entry in _entries(credential) if _bit(entry, credential, keys, status_list, now)
        }
    except Unverified:
        if not expired:
            raise
        found = set()
    if found - {"revocation", "suspension"}:
        raise Unverified("malformed", "statusPurpose")
    for purpose, code in (("revocation", "withdrawn"), (None, "expired"), ("suspension", "suspended")):
        if purpose in found or (purpose is None and expired):
            return Verdict(code, credential["validUntil"] if code == "expired" else "")
    return Verdict("valid")


def check_proof(document: Document, keys: Document, now: datetime) -> None:
    """Raise `Unverified` unless a key of the issuer, in force when it signed, signed exactly this document."""
    proof = dict(document["proof"])
    value, context = proof.pop("proofValue"), proof.get("@context")
    said = (proof["type"], proof["cryptosuite"], proof["proofPurpose"])
    if said != ("DataIntegrityProof", "eddsa-jcs-2022", "assertionMethod"):
        raise Unverified("malformed", "proof")
    key = _key(document, proof, keys, now)
    body = {name: part for name, part in document.items() if name != "proof"}
    if context is not None and context != body.get("@context"):
        raise Unverified("tampered", "@context")  # the standard lets more contexts follow; they would be unsigned
    hashed = b"".join(hashlib.sha256(rfc8785.dumps(part)).digest() for part in (proof, body))
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(base58(value), hashed)
    except InvalidSignature:
        raise Unverified("tampered", "proof") from None


def _key(document: Document, proof: Document, keys: Document, now: datetime) -> bytes:
    name, created = proof["verificationMethod"], moment(proof["created"])
    method = next((one for one in keys["verificationMethod"] if one["id"] == name), None)
    if method is None or name not in keys["assertionMethod"] or method["controller"] != issuer(document):
        raise Unverified("unknown_key", str(name)[:200])
    since, until = method.get("validFrom"), method.get("validUntil")
    if created > now or (since and created < moment(since)) or (until and created >= moment(until)):
        raise Unverified("key_not_in_force", f"{name} {proof['created']}")
    multikey = base58(method["publicKeyMultibase"])
    return multikey[2:] if multikey[:2] == ED25519 else _refuse("no Ed25519 key")


def _entries(credential: Document) -> list[Document]:
    said = credential.get("credentialStatus", [])
    return said if isinstance(said, list) else [said]


def _bit(entry: Document, credential: Document, keys: Document, status_list: Callable, now: datetime) -> bool:
    """Is the entry's bit set in the list that it names? The list has to be the issuer's, whole, and of today."""
    address = entry["statusListCredential"]
    if entry["type"] != "BitstringStatusListEntry" or entry["statusPurpose"] not in ("revocation", "suspension"):
        raise Unverified("malformed", "credentialStatus")
    found = status_list(address)
    if found is None:
        raise Unverified("status_unreachable", address)
    try:
        check_proof(found, keys, now)
        subject = found["credentialSubject"]
        said = (found["id"], issuer(found), subject["type"], subject["statusPurpose"], entry["type"])
        wanted = (
            address,
            issuer(credential),
            "BitstringStatusList",
            entry["statusPurpose"],
            "BitstringStatusListEntry",
        )
        if said != wanted or "BitstringStatusListCredential" not in found["type"]:
            raise Unverified("status_of_another", address)
        if not moment(found["validFrom"]) <= now < moment(found["validUntil"]):
            raise Unverified("status_stale", f"{address} {found['validUntil']}")
        bits, index = bitstring(subject["encodedList"]), int(entry["statusListIndex"])
        return bool(bits[index // 8] >> (7 - index % 8) & 1) if index >= 0 else _refuse("index")
    except Unverified as ended:
        raise ended if ended.args[0].startswith("status") else Unverified("status_tampered", address) from None
    except BROKEN:
        raise Unverified("status_tampered", address) from None


def bitstring(encoded: str) -> bytes:
    """The bits of a status list: Multibase base64url of GZIP, long enough to hide one among many."""
    data = base64.urlsafe_b64decode(encoded[1:] + "=" * (-(len(encoded) - 1) % 4))
    bits = zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES)
    return bits if encoded[:1] == "u" and len(bits) * 8 >= LEAST_BITS else _refuse("too short")


def base58(text: str) -> bytes:
    """Multibase base58-btc as bytes."""
    number, digits = 0, text[1:] if text[:1] == "z" and len(text) <= 100 else _refuse("not base58-btc")
    for digit in digits:
        number = number * 58 + BASE58.index(digit)
    return b"\0" * (len(digits) - len(digits.lstrip("1"))) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def moment(text: str) -> datetime:
    """A moment with its offset from UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else _refuse(f"no offset from UTC: {text}")


def issuer(document: Document) -> str:
    """Who says it."""
    said = document["issuer"]
    return said if isinstance(said, str) else said["id"]


def _refuse(why: str) -> NoReturn:
    raise ValueError(why)
