"""What a PDF hides: encryption, scripts, and programs that it would start, in compressed objects too."""

import re
import zlib

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.files.unfit import Unfit, active, locked

ENCRYPTED = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
ACTION = re.compile(rb"/S\s*/(JavaScript|Launch)\b")
SCRIPTS = re.compile(rb"/JavaScript\s*(?:<<|\d+\s+\d+\s+R|\[)")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECTS = re.compile(rb"/Type\s*/ObjStm[^>]*>>\s*stream\r?\n")
UNPACKED_LIMIT = 20_000_000


def require_harmless(content: bytes) -> None:
    """Raise `Unfit` for a PDF that is locked, cut off, or would run something."""
    if ENCRYPTED.search(content):
        raise locked()
    if b"%%EOF" not in content[-2048:]:
        raise Unfit(_("The PDF is cut off: its end is missing."), _("Export the document again as PDF."))
    for text in (content, *_packed_objects(content)):
        _require_no_action(ESCAPED.sub(_letter, text) if b"#" in text else text)


def _require_no_action(text: bytes) -> None:
    found = ACTION.search(text)
    if found or SCRIPTS.search(text):
        raise active(found.group(1).decode() if found else "JavaScript")


def _packed_objects(content: bytes):
    """Objects may stand in compressed streams, where a plain look at the bytes does not see them."""
    for found in OBJECTS.finditer(content):
        try:
            yield zlib.decompressobj().decompress(content[found.end() :], UNPACKED_LIMIT)
        except zlib.error:
            continue


def _letter(escaped) -> bytes:
    return bytes([int(escaped.group(1), 16)])
