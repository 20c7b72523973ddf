"""`cityloop verify FILE`: is this credential genuine, and does the certificate hold? With files, online, or here."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cityloop.engine.text import Text

from .errors import FileError, language
from .files import add_report, save

BAD_FILE, NOT_VALID = 2, 3


def add(subparsers: Any) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser("verify", help="check a credential: signature, key, period, suspension, withdrawal")
    parser.add_argument("file", type=Path, metavar="FILE", help="the credential, JSON")
    parser.add_argument("--keys", type=Path, metavar="FILE", help="the issuer's published keys (its did.json)")
    parser.add_argument(
        "--status", type=Path, action="append", default=[], metavar="FILE", help="a status list; may be repeated"
    )
    parser.add_argument("--online", action="store_true", help="fetch from the issuer what is not given as a file")
    parser.add_argument(
        "--at", type=_moment, metavar="MOMENT", help="as of another moment, such as 2027-01-01T00:00+09:00"
    )
    add_report(parser)
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Print the verdict; exit status 0 only where it is valid."""
    from cityloop.engine.credential import said, verify

    credential = read(args.file)
    at = args.at or datetime.now(UTC)
    keys, find = _sources(args, credential, at)
    verdict = verify(credential, keys, find, at)
    words = said(verdict)
    text = Text(*(" ".join(part.pick(code) for part in (words.sentence, words.remedy)) for code in ("ko", "en")))
    save(
        {
            args.report: {
                "verdict": verdict.code,
                "valid": verdict.code == "valid",
                "detail": verdict.detail,
                "ko": text.ko,
                "en": text.en,
                "at": at.isoformat(),
                **_about(credential),
            }
        }
    )
    about = " · ".join(str(value) for value in _about(credential).values() if value)
    detail = f" ({verdict.detail})" if verdict.detail else ""
    sys.stdout.write(f"{words.word.pick(language())}: {about}\n{text.pick(language())}{detail}\n")
    return {"valid": 0, "malformed": BAD_FILE}.get(verdict.code, NOT_VALID)


def read(path: Path) -> dict[str, Any]:
    """A JSON document of a file; what two readers could read differently is refused."""
    from cityloop.engine.credential import MOST_BYTES, parse

    try:
        with path.open("rb") as file:
            return parse(file.read(MOST_BYTES + 1))
    except OSError as error:
        found: object = error.strerror or error
    except ValueError as error:
        found = str(error)[:200]
    raise FileError(
        path,
        found=Text(str(found), str(found)),
        expected=Text(
            "UTF-8로 된 JSON 객체 하나(1 MB 이하, 같은 키는 한 번만)",
            "one JSON object in UTF-8, at most 1 MB, each key once",
        ),
        remedy=Text("인증서 화면에서 다시 내려받으십시오.", "Download it again from the certificate's page."),
    )


def _sources(args: Namespace, credential: dict, at: datetime) -> tuple[dict, Callable[[str], dict | None]]:
    """The issuer's keys, and how a status list is found."""
    given = {document.get("id"): document for document in map(read, args.status)}
    if args.online:
        from . import fetching

        keys = read(args.keys) if args.keys else fetching.keys_of(credential)
        return keys, lambda address: given.get(address) or fetching.document(address)
    if args.keys:
        return read(args.keys), given.get
    from .site import prepare

    prepare()
    from cityloop.certification.queries import did_document
    from cityloop.certification.queries.credential import status_list_at

    keys = did_document() or {"verificationMethod": [], "assertionMethod": []}
    return keys, lambda address: given.get(address) or status_list_at(address, at)


def _about(credential: dict) -> dict[str, str | None]:
    """What the file says of itself, for people; not to be relied on unless the verdict is."""
    issuer = credential.get("issuer")
    by_name = issuer if isinstance(issuer, dict) else {"id": issuer}
    subject = credential.get("credentialSubject")
    note = subject.get("description") if isinstance(subject, dict) else None  # simulated, or a replay: it says so
    said = {"name": credential.get("name"), "issuer": by_name.get("name"), "did": by_name.get("id"), "note": note}
    return {key: value[:200] if isinstance(value, str) else None for key, value in said.items()}


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.astimezone()
