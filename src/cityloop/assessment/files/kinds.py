"""What a file is, told from its bytes: its name is a claim that has to agree."""

import io
import json
import re
import zipfile
import zlib

from django.utils.translation import gettext_lazy as _

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
UNPACKED_LIMIT = 1_000_000_000
ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
MARKUP = re.compile(rb"\s*<(?:!doctype|html|svg|script|\?xml)", re.IGNORECASE)


class Unfit(ValueError):
    """A file that cannot be evidence; `why` and `remedy` are sentences."""

    def __init__(self, why, remedy):
        super().__init__(why)
        self.why, self.remedy = why, remedy


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
            return _pdf(content) if kind == "pdf" else kind
    if content.startswith(b"PK"):
        return _inside_zip(content)
    if content.startswith(OLD_OFFICE):
        raise Unfit(
            _("The file is locked with a password or is in an old office format."),
            _("Remove the password, or save it as XLSX, HWPX or PDF."),
        )
    if content[:4] in (b"PAR1", b"PARE"):
        return _parquet(content)
    if MARKUP.match(content[:200]):
        return "markup"
    return "unknown" if b"\x00" in content else "text"


def _locked() -> Unfit:
    return Unfit(
        _("The file is encrypted, so assessors could not open it."),
        _("Remove the password or protection, and choose the file again."),
    )


def _pdf(content: bytes) -> str:
    if ENCRYPTED_PDF.search(content):
        raise _locked()
    if b"%%EOF" not in content[-2048:]:
        raise Unfit(_("The PDF is cut off: its end is missing."), _("Export the document again as PDF."))
    return "pdf"


def _parquet(content: bytes) -> str:
    if content[:4] == b"PARE" or content[-4:] == b"PARE":
        raise _locked()
    return "parquet" if content[-4:] == b"PAR1" and len(content) > 12 else "unknown"


def _inside_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            label = _start_of(archive, "mimetype")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError, OSError) as error:
        raise Unfit(
            _("The archive is damaged or locked and cannot be opened."), _("Make it again without a password.")
        ) from error
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 0x1 for entry in entries) or "EncryptedPackage" in names:
        raise _locked()
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise Unfit(_("Unpacked, the archive would be larger than 1 GB."), _("Divide it into smaller files."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unfit(_("The document carries a macro."), _("Save it without macros, and choose it again."))
    if label.startswith(b"application/hwp+zip"):
        return "hwpx"
    if "[Content_Types].xml" in names:
        return {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}.get(
            next((name for name in ("xl/workbook.xml", "word/document.xml") if name in names), ""), "zip"
        )
    return "zip"


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.NameToInfo:
        return b""
    with archive.open(name) as member:
        return member.read(64)


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
