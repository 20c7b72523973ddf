"""`cityloop keys`: the keys that sign credentials; made, listed, rotated, published."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from cityloop.engine.text import Text

from .errors import Refusal, language
from .files import save


def add(subparsers: Any) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser("keys", help="the keys that sign credentials")
    verbs = parser.add_subparsers(dest="keys_verb", metavar="VERB", required=True)
    for name, run, words in (
        ("list", show, "every key with its window"),
        ("new", new, "make the first key; certificates that have no credential get one"),
        ("rotate", rotate, "make the next key; the one before keeps its window, and its private half is destroyed"),
    ):
        verbs.add_parser(name, help=words).set_defaults(run=run)
    export = verbs.add_parser("export-public", help="the issuer's DID document, which `cityloop verify --keys` takes")
    export.add_argument("--out", type=Path, metavar="FILE.json", help="a file instead of standard output")
    export.set_defaults(run=export_public)


def show(args: Namespace) -> int:
    """Print every key, the newest last."""
    for method in _published()["verificationMethod"]:
        window = f"{method['validFrom']} – {method.get('validUntil', '')}"
        sys.stdout.write(f"{method['id']}\t{window}\t{method['publicKeyMultibase']}\n")
    return 0


def new(args: Namespace) -> int:
    """Make the first key, and the credentials that wait for one."""
    _prepare()
    from django.utils import timezone

    from cityloop.certification.actions import issue_missing_credentials
    from cityloop.certification.models import IssuingKey

    if IssuingKey.objects.exists():
        raise _impossible(
            Text(
                "이미 키가 있습니다. 새 키로 바꾸려면: cityloop keys rotate",
                "There is a key already. To go on with another: cityloop keys rotate",
            )
        )
    key = _make()
    _say(Text("키 {k}을(를) 만들었습니다.", "Made {k}.").format(k=key))
    count = issue_missing_credentials(actor=None, at=timezone.now())
    _say(Text("디지털 인증서 {n}건을 서명했습니다.", "Signed {n} credentials.").format(n=count))
    return 0


def rotate(args: Namespace) -> int:
    """Make the next key, and destroy the private half of the one before as soon as its window is over."""
    _prepare()
    from django.utils import timezone

    from cityloop.certification.keyring import forget
    from cityloop.certification.models import IssuingKey

    last = IssuingKey.objects.last()
    if last is None:
        raise _impossible(Text("아직 키가 없습니다: cityloop keys new", "There is no key yet: cityloop keys new"))
    key = _make()
    time.sleep(max(0.0, (key.since - timezone.now()).total_seconds()))
    forget(last.public_key)
    _say(
        Text(
            "이제 {k}(으)로 서명합니다. {o}(으)로 서명한 디지털 인증서는 계속 유효합니다.",
            "{k} signs from now on. What {o} signed in its window stays good.",
        ).format(k=key, o=last)
    )
    return 0


def export_public(args: Namespace) -> int:
    """Write the DID document with every key that ever signed."""
    document = _published()
    if args.out:
        save({args.out: document})
    else:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    return 0


def _make():
    from django.conf import settings
    from django.utils import timezone

    from cityloop.audit.refusal import Refused
    from cityloop.certification.actions import publish_key
    from cityloop.certification.keyring import forget, new_key
    from cityloop.certification.models import IssuingKey

    try:
        public = new_key()
    except Refused as refused:
        raise _impossible(Text(str(refused), str(refused))) from refused
    if IssuingKey.objects.filter(public_key=public).exists():
        raise _impossible(
            Text(
                "CITYLOOP_SIGNING_KEY의 키는 이미 공개되어 있습니다. 다른 키를 넣으십시오.",
                "The key in CITYLOOP_SIGNING_KEY is published already. Put another one there.",
            )
        )
    try:
        return publish_key(actor=None, at=timezone.now(), public_key=public, address=settings.PUBLIC_ADDRESS)
    except Refused as refused:
        forget(public)
        raise _impossible(Text(str(refused), str(refused))) from refused


def _published() -> dict:
    _prepare()
    from cityloop.certification.queries import did_document

    document = did_document()
    if document is None:
        raise _impossible(Text("아직 키가 없습니다: cityloop keys new", "There is no key yet: cityloop keys new"))
    return document


def _prepare() -> None:
    from .site import prepare

    prepare()


def _impossible(text: Text) -> Refusal:
    from .errors import Impossible

    return Impossible(text)


def _say(text: Text) -> None:
    sys.stderr.write(text.pick(language()) + "\n")
