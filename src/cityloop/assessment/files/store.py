"""Files kept under their own hash: the same bytes are stored once, and a changed file no longer answers to its name."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class Damaged(Exception):
    """The stored file is gone, or no longer has the hash that it is kept under."""


def keep(content: bytes) -> str:
    """Store bytes and give their sha256. Written whole, then moved into place: a reader never sees half a file."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = place(sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(partial, target)
    return sha256


def read(sha256: str) -> bytes:
    """The bytes kept under a hash. Raises `Damaged` where they are missing or changed."""
    try:
        content = place(sha256).read_bytes()
    except FileNotFoundError as error:
        raise Damaged(sha256) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(sha256)
    return content


def place(sha256: str) -> Path:
    """Where the bytes of a hash are kept."""
    return Path(settings.MEDIA_ROOT) / "evidence" / sha256[:2] / sha256
