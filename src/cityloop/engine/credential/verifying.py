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
Finder = Callable[[str], "Document | None"]
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519 = b"\xed\x01"  # what a Multikey of this kind begins with
LEAST_BITS, MOST_BYTES = 131_072, 1_000_000
BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, zlib.error)


@dataclass(frozen=True)
class Verdict:
    """`valid`, or what it is instead; `detail` names the key, the list or the part of the file that is meant."""

    code: str
    detail: str = ""


class Unverified(Exception):
    """Ends a verification with a verdict."""


def verify(credential: Document, keys: Document, find_list: Finder, now: datetime) -> Verdict:
    """The verdict at a moment. `keys` is the issuer's DID document; `find_list` gives a status list by its address."""
    try:
        need("VerifiableCredential" in credential["type"], "malformed", "type")
        check_proof(credential, keys, now)
        need(moment(credential["validFrom"]) <= now, "not_yet_valid", credential["validFrom"])
        over = "validUntil" in credential and moment(credential["validUntil"]) < now
        entries = credential.get("credentialStatus", [])
        try:
            listed = entries if isinstance(entries, list) else [entries]
            marked = {one["statusPurpose"] for one in listed if is_marked(one, credential, keys, find_list, now)}
        except Unverified:
            if not over:
                raise
            marked = set()  # what is over is over, whatever a list would say
        need("revocation" not in marked, "withdrawn")
        need(not over, "expired", credential.get("validUntil", ""))
        need(not marked, "suspended")
    except Unverified as ended:
        return Verdict(*ended.args)
    except BROKEN as error:
        return Verdict("malformed", str(error)[:200])
    return Verdict("valid")


def check_proof(document: Document, keys: Document, now: datetime) -> None:
    """Raise `Unverified` unless a key of the issuer, in force when it signed, signed exactly this document."""
    proof = dict(document["proof"])
    value, name, created = proof.pop("proofValue"), proof["verificationMethod"], moment(proof["created"])
    kind = (proof["type"], proof["cryptosuite"], proof["proofPurpose"])
    need(kind == ("DataIntegrityProof", "eddsa-jcs-2022", "assertionMethod"), "malformed", "proof")
    method: Document = next((one for one in keys["verificationMethod"] if one["id"] == name), {})
    known = name in keys["assertionMethod"] and method.get("controller") == issuer(document)
    need(known, "unknown_key", str(name)[:200])
    since, until = (moment(method.get(end, proof["created"])) for end in ("validFrom", "validUntil"))
    in_force = since <= created <= now and ("validUntil" not in method or created < until)
    need(in_force, "key_not_in_force", f"{name} {proof['created']}")
    body = {part: said for part, said in document.items() if part != "proof"}
    # The standard lets further contexts follow the signed ones; they would be unsigned, so they are refused.
    need(proof.get("@context", body["@context"]) == body["@context"], "tampered", "@context")
    hashed = b"".join(hashlib.sha256(rfc8785.dumps(part)).digest() for part in (proof, body))
    key = base58(method["publicKeyMultibase"])
    need(key[:2] == ED25519, "malformed", "publicKeyMultibase")
    try:
        Ed25519PublicKey.from_public_bytes(key[2:]).verify(base58(value), hashed)
    except InvalidSignature:
        raise Unverified("tampered", "proof") from None


def is_marked(entry: Document, credential: Document, keys: Document, find_list: Finder, now: datetime) -> bool:
    """Is the entry's bit set in the list that it names? The list has to be the issuer's, whole, and of today."""
    address, purpose = entry["statusListCredential"], entry["statusPurpose"]
    known = entry["type"] == "BitstringStatusListEntry" and purpose in ("revocation", "suspension")
    need(known, "malformed", "credentialStatus")
    found = find_list(address)
    if found is None:
        raise Unverified("status_unreachable", address)
    try:
        check_proof(found, keys, now)
        subject = found["credentialSubject"]
        said = (found["id"], issuer(found), subject["type"], subject["statusPurpose"])
        meant = said == (address, issuer(credential), "BitstringStatusList", purpose)
        need(meant and "BitstringStatusListCredential" in found["type"], "status_of_another", address)
        of_today = moment(found["validFrom"]) <= now < moment(found["validUntil"])
        need(of_today, "status_stale", f"{address} {found['validUntil']}")
        index, bits = int(entry["statusListIndex"]), bitstring(subject["encodedList"])
        need(0 <= index < len(bits) * 8, "status_tampered", address)
        return bool(bits[index // 8] >> (7 - index % 8) & 1)
    except Unverified as ended:
        raise ended if ended.args[0].startswith("status") else Unverified("status_tampered", address) from None
    except BROKEN:
        raise Unverified("status_tampered", address) from None


def need(held: bool, code: str, detail: str = "") -> None:
    """End with a verdict unless something holds."""
    if not held:
        raise Unverified(code, detail)


def issuer(document: Document) -> str:
    """Who says it."""
    said = document["issuer"]
    return said if isinstance(said, str) else said["id"]


def moment(text: str) -> datetime:
    """A moment with its offset from UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else refuse(f"no offset from UTC: {text}")


def bitstring(encoded: str) -> bytes:
    """The bits of a status list: Multibase base64url of GZIP, long enough to hide one among many."""
    data = base64.urlsafe_b64decode(encoded[1:] + "=" * (-(len(encoded) - 1) % 4))
    bits = zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES)
    return bits if encoded[:1] == "u" and len(bits) * 8 >= LEAST_BITS else refuse("too short")


def base58(text: str) -> bytes:
    """Multibase base58-btc as bytes."""
    number, digits = 0, text[1:] if text[:1] == "z" and len(text) <= 100 else refuse("not base58-btc")
    for digit in digits:
        number = number * 58 + BASE58.index(digit)
    return b"\0" * (len(digits) - len(digits.lstrip("1"))) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def parse(data: bytes) -> dict[str, Any]:
    """A JSON object. `ValueError` for what two readers could read differently: doubled keys, NaN, too much of it."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return dict(pairs) if len(dict(pairs)) == len(pairs) else refuse("a key stands twice")

    if len(data) > MOST_BYTES:
        refuse(f"longer than {MOST_BYTES:,} bytes")
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=refuse)
    except RecursionError:
        refuse("nested too deeply")
    return found if isinstance(found, dict) else refuse("not a JSON object")


def refuse(why: str) -> NoReturn:
    """End with what is wrong."""
    raise ValueError(why)
