"""What an archive or an office document really is, and whether it is a bomb, locked, nested too deep, or active."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.files.unfit import Unfit, active, locked

UNPACKED_LIMIT = 1_000_000_000
NESTED_LIMIT = 50_000_000
SUSPICIOUS_SIZE, SUSPICIOUS_RATIO = 100_000_000, 200
MOST_MEMBERS = 10_000
LONGEST_NAME = 255
DEEPEST = 2
PACKED = (".zip", ".xlsx", ".docx", ".pptx", ".hwpx")
WITH_MACROS = (".xlsm", ".xltm", ".xlam", ".docm", ".dotm", ".pptm")
OFFICE = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}
BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError, OSError, NotImplementedError)
REMARK = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
EMPTY_SCRIPT = re.compile(r"var\s+\w+\s*=\s*[\w.]+;|function\s+\w+\s*\([^)]*\)\s*\{\s*\}|\s")


def kind_inside(content: bytes, depth: int = 0) -> str:
    """`hwpx`, `xlsx`, `docx` or `zip`. Raises `Unfit` for what nobody should open."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _require_sound(archive, len(content))
            kind = _kind(archive)
            _require_passive(archive, kind)
            if kind == "zip":
                _look_into(archive, depth)
            return kind
    except Unfit:
        raise
    except BROKEN as error:
        raise Unfit(
            _("The archive is damaged or locked and cannot be opened."), _("Make it again without a password.")
        ) from error


def _require_sound(archive, packed: int) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members) or "EncryptedPackage" in archive.NameToInfo:
        raise locked()
    unpacked = sum(member.file_size for member in members)
    if unpacked > UNPACKED_LIMIT:
        raise Unfit(_("Unpacked, the archive would be larger than 1 GB."), _("Divide it into smaller files."))
    if len(members) > MOST_MEMBERS or (unpacked > SUSPICIOUS_SIZE and unpacked > SUSPICIOUS_RATIO * packed):
        raise Unfit(
            _("The archive would unpack into far more than it holds, as one does that is made to choke a reader."),
            _("Make it again with the files that are needed, in moderate number and size."),
        )
    if any(_is_wild(member.orig_filename) for member in members):
        raise Unfit(
            _("A name inside the archive is too long, or leads out of it."),
            _("Give the files short plain names, without folders above, and pack them again."),
        )


def _is_wild(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return len(name) > LONGEST_NAME or ".." in parts or name.startswith(("/", "\\")) or not name.isprintable()


def _kind(archive) -> str:
    if _start_of(archive, "mimetype").startswith(b"application/hwp+zip"):
        return "hwpx"
    if "[Content_Types].xml" in archive.NameToInfo:
        return next((kind for name, kind in OFFICE.items() if name in archive.NameToInfo), "zip")
    return "zip"


def _require_passive(archive, kind: str) -> None:
    names = [name.lower() for name in archive.namelist()]
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise active(_("macro"))
    if b"macroenabled" in _start_of(archive, "[Content_Types].xml", NESTED_LIMIT).lower():
        raise active(_("macro"))
    if kind == "hwpx":
        if b"encryption-data" in _start_of(archive, "META-INF/manifest.xml", NESTED_LIMIT):
            raise locked()
        scripts = [name for name in archive.namelist() if name.lower().startswith("scripts/")]
        if any(_does_something(_start_of(archive, name, NESTED_LIMIT)) for name in scripts):
            raise active(_("script"))


def _does_something(script: bytes) -> bool:
    """Hangul writes empty event handlers into every document; only what is in them is a script."""
    text = script.decode("utf-16" if b"\0" in script else "utf-8", "replace")
    return bool(EMPTY_SCRIPT.sub("", REMARK.sub("", text)).strip("\ufeff\0"))


def _look_into(archive, depth: int) -> None:
    """Documents packed into an archive are held to the same; archives in archives end somewhere."""
    for member in archive.infolist():
        name = member.filename.lower()
        if name.endswith(WITH_MACROS):
            raise active(member.filename[-60:])
        if not name.endswith(PACKED):
            continue
        if depth >= DEEPEST or member.file_size > NESTED_LIMIT:
            raise Unfit(
                _("Archives lie within archives too deep, or too large, to be looked into."),
                _("Hand the files in one by one, or in one flat archive."),
            )
        kind_inside(_start_of(archive, member.filename, NESTED_LIMIT), depth + 1)


def _start_of(archive, name: str, limit: int = 64) -> bytes:
    if name not in archive.NameToInfo:
        return b""
    with archive.open(name) as member:
        return member.read(limit)
