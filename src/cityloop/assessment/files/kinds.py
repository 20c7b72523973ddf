"""What a file is, told from its bytes: its name is a claim that has to agree."""

import io
import json
import re
import zipfile

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.files.archives import kind_inside
from cityloop.assessment.files.pdfs import require_harmless
from cityloop.assessment.files.unfit import Unfit, locked

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "hwpx": "application/hwp+zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
    "yaml": "application/yaml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "url": "text/uri-list",
}
OPENS_INSIDE = frozenset(MEDIA_TYPES[kind] for kind in ("pdf", "png", "jpg"))
"""Media types that a browser shows by itself and that carry no script of the site's; anything else is downloaded."""
SPELLINGS = {"jpeg": "jpg", "yml": "yaml"}
TEXTS = ("csv", "json", "geojson", "yaml")
MAGIC = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
OLD_HANGUL = b"HWP Document File"
MARKUP = re.compile(rb"\s*<(?:!doctype|html|svg|script|\?xml)", re.IGNORECASE)


def kind_of(name: str, content: bytes) -> str:
    """The kind of a file (a key of `MEDIA_TYPES`), from its content. Raises `Unfit` if it lies, is locked or empty."""
    if not content:
        raise Unfit(_("The file is empty."), _("Check the file on your device and choose it again."))
    found = _found(content)
    claimed = _claimed(name)
    if found == "text" and claimed in TEXTS:
        _require_readable_text(claimed, content)
        return claimed
    if found != claimed:
        raise Unfit(
            _("The name says “%(claimed)s”, but the content is %(found)s.")
            % {"claimed": claimed or "–", "found": _spoken(found)},
            _("Save the document anew in the format that its name says, then choose it again."),
        )
    return found


def _claimed(name: str) -> str:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return SPELLINGS.get(ending, ending)


def _spoken(found: str):
    return {"text": _("plain text"), "markup": _("a web page"), "unknown": _("of another format")}.get(found, found)


def _found(content: bytes) -> str:
    for magic, kind in MAGIC:
        if content.startswith(magic):
            return _one_thing(content, kind)
    if content.startswith(b"PK"):
        return kind_inside(content)
    if content.startswith(OLD_OFFICE):
        raise _old_office(content)
    if content[:4] in (b"PAR1", b"PARE"):
        return _parquet(content)
    if MARKUP.match(content[:200]):
        return "markup"
    return "unknown" if b"\x00" in content else "text"


def _one_thing(content: bytes, kind: str) -> str:
    """A picture or PDF that is an archive as well is two things at once."""
    if kind == "pdf":
        require_harmless(content)
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Unfit(
            _("The file is two things at once: %(kind)s, and an archive hidden behind it.") % {"kind": kind.upper()},
            _("Save the document anew, and choose it again."),
        )
    return kind


def _old_office(content: bytes) -> Unfit:
    if ENCRYPTED_PACKAGE in content:
        return locked()
    if OLD_HANGUL in content:
        return Unfit(_("The file is in the old Hangul format (HWP)."), _("Save it as HWPX or PDF."))
    return Unfit(
        _("The file is locked with a password or is in an old office format."),
        _("Remove the password, or save it as XLSX, HWPX or PDF."),
    )


def _parquet(content: bytes) -> str:
    if content[:4] == b"PARE" or content[-4:] == b"PARE":
        raise locked()
    return "parquet" if content[-4:] == b"PAR1" and len(content) > 12 else "unknown"


def _require_readable_text(kind: str, content: bytes) -> None:
    text = _decoded(content)
    if text is None:
        raise Unfit(_("The text is neither UTF-8 nor EUC-KR."), _("Save the file as UTF-8."))
    if kind in ("json", "geojson"):
        try:
            json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Unfit(_("The file is not valid JSON."), _("Export it again.")) from error


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
