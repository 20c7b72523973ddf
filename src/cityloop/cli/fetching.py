"""What an issuer publishes, fetched: https only (this machine excepted), no redirects, briefly, not too much."""

from __future__ import annotations

import http.client
import urllib.request
from urllib.parse import unquote, urlsplit

from cityloop.engine.credential import MOST_BYTES, parse

SECONDS = 10
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
NO_KEYS = {"verificationMethod": [], "assertionMethod": []}


class _Stay(urllib.request.HTTPRedirectHandler):
    """An issuer's documents are where it says, or nowhere."""

    def redirect_request(self, *args):
        return None


def keys_of(credential: dict) -> dict:
    """The DID document of the `did:web` that a credential names as its issuer; without keys where it cannot be had."""
    issuer = credential.get("issuer")
    did = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not isinstance(did, str) or not did.startswith("did:web:"):
        return NO_KEYS
    host, *folders = map(unquote, did.removeprefix("did:web:").split(":"))
    scheme = "http" if urlsplit(f"//{host}").hostname in THIS_MACHINE else "https"
    found = document(f"{scheme}://{host}/{'/'.join(folders) or '.well-known'}/did.json")
    return found if found and found.get("id") == did else NO_KEYS


def document(address: str) -> dict | None:
    """A JSON object from an address, or None."""
    try:
        parts = urlsplit(address)
        if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in THIS_MACHINE):
            return None
        opener = urllib.request.build_opener(_Stay)
        with opener.open(address, timeout=SECONDS) as answer:
            return parse(answer.read(MOST_BYTES + 1))
    except (AttributeError, OSError, TypeError, ValueError, http.client.HTTPException):
        return None
