"""Private keys: a file each in `CITYLOOP_HOME/keys`, its owner's only, or one in the environment."""

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityloop.audit.refusal import Refused
from cityloop.engine.credential import multikey
from cityloop.engine.credential.verifying import base58

SECRET_ED25519 = b"\x80\x26"  # what a secret Multikey of this kind begins with
NOT_SIGNED = _("Nothing was signed.")


def new_key() -> str:
    """Make a key and keep its private half; gives back the public one. A key in the environment is taken as it is."""
    if settings.SIGNING_KEY:
        return multikey(_from_environment())
    key = Ed25519PrivateKey.generate()
    public = multikey(key)
    folder = Path(settings.KEYS_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(place(public), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return public


def private_key(public: str) -> Ed25519PrivateKey:
    """The private half of a published key; refused where it is not here, or where others could read it."""
    if settings.SIGNING_KEY and multikey(_from_environment()) == public:
        return _from_environment()
    path = place(public)
    try:
        found = path.stat()
    except FileNotFoundError:
        raise Refused(
            NOT_SIGNED,
            _("The private key of this installation is not where it is kept (%(path)s).") % {"path": path.name},
            _("Bring it back from its own backup, or make another with the command: cityloop keys rotate"),
        ) from None
    if found.st_mode & 0o077:
        raise Refused(
            NOT_SIGNED,
            _("Others on this machine can read the private key (%(path)s).") % {"path": path.name},
            _("Close it to others (chmod 600), and if anybody has read it: cityloop keys rotate"),
        )
    return _loaded(path, found.st_mtime_ns)


def forget(public: str) -> None:
    """Destroy the private half of a key that signs no more."""
    place(public).unlink(missing_ok=True)


def place(public: str) -> Path:
    """Where a private key is kept."""
    return Path(settings.KEYS_ROOT) / f"{public}.pem"


@lru_cache(maxsize=4)
def _loaded(path, changed) -> Ed25519PrivateKey:
    return load_pem_private_key(path.read_bytes(), password=None)


def _from_environment() -> Ed25519PrivateKey:
    try:
        secret = base58(settings.SIGNING_KEY)
        if not secret.startswith(SECRET_ED25519):
            raise ValueError
        return Ed25519PrivateKey.from_private_bytes(secret[2:])
    except ValueError:
        raise Refused(
            NOT_SIGNED,
            _("CITYLOOP_SIGNING_KEY is no secret Multikey of Ed25519."),
            _("It begins with z3u2; leave it out to keep the key in a file."),
        ) from None
