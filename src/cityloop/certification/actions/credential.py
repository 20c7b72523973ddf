"""Keys are published, credentials are signed. Status lists need no action: they are folds of what is recorded."""

import secrets
from datetime import timedelta
from urllib.parse import quote, urlsplit

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.certification.attestation import attested
from cityloop.certification.keyring import NOT_SIGNED, private_key
from cityloop.certification.models import Certificate, Credential, IssuingKey
from cityloop.engine.credential import LEAST_BITS, sign
from cityloop.engine.edition import digest

HALF_FULL = LEAST_BITS // 2


@action("certification.publish_key")
def publish_key(*, actor, at, public_key, address):
    """From the next full second on, credentials are signed with this key; the one before keeps its window for good."""
    last = IssuingKey.objects.select_for_update().last()
    since = at.replace(microsecond=0) + timedelta(seconds=1 if last else 0)
    require(
        last is None or last.since < since,
        _("The key was not published."),
        _("The key in force begins later than that."),
        _("Check the clock of this machine."),
    )
    key = IssuingKey.objects.create(
        number=last.number + 1 if last else 1,
        public_key=public_key,
        address=address,
        issuer=did_of(address),
        since=since,
    )
    return done(key, method=key.method, public_key=public_key)


@action("certification.issue_credential")
def issue_credential(*, actor, at, certificate):
    """Sign a certificate as a credential with a place of its own on the status lists; supersedes the one before."""
    key = IssuingKey.objects.filter(since__lte=at).last()
    if key is None:
        raise Refused(
            NOT_SIGNED,
            _("This installation has no key yet, and a certificate without a credential is not issued."),
            _("Whoever runs it makes one with the command: cityloop keys new"),
        )
    private = private_key(key.public_key)
    number, index = _free_place()
    content = sign(attested(certificate, key, number, index, at), private, key.method, at)
    credential = Credential.objects.create(
        certificate=certificate, key=key, status_list=number, status_index=index, content=content, at=at
    )
    return done(credential, certificate=certificate.number, key=key.number, sha256=digest(content))


def issue_missing_credentials(*, actor, at) -> int:
    """A credential for every certificate that was issued before there was a key; how many."""
    have = Credential.objects.filter(certificate=OuterRef("pk"))
    missing = Certificate.objects.filter(~Exists(have)).order_by("pk")
    return sum(1 for one in missing if issue_credential(actor=actor, at=at, certificate=one))


def did_of(address: str) -> str:
    """The `did:web` of an address.

    >>> did_of("https://cert.example.kr"), did_of("http://localhost:8000")
    ('did:web:cert.example.kr', 'did:web:localhost%3A8000')
    """
    return f"did:web:{quote(urlsplit(address).netloc, safe='')}"


def _free_place() -> tuple[int, int]:
    """A list that is at most half full, and a place on it by chance: the order of issuing shows nowhere."""
    number = Credential.objects.count() // HALF_FULL + 1
    while True:
        index = secrets.randbelow(LEAST_BITS)
        if not Credential.objects.filter(status_list=number, status_index=index).exists():
            return number, index
