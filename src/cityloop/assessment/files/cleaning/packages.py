"""Office documents (DOCX, XLSX, HWPX) without properties, authors and paths: archives of XML, written anew."""

import io
import re
import zipfile

from cityloop.assessment.files.cleaning.pictures import clean_jpeg, clean_png
from cityloop.assessment.files.cleaning.unclean import KIND, NotClean

EPOCH = (1980, 1, 1, 0, 0, 0)
PICTURES = {".png": clean_png, ".jpg": clean_jpeg, ".jpeg": clean_jpeg}
HARMLESS = (".xml", ".rels", ".vml", ".hpf", ".txt", ".rdf", "mimetype")
"""Endings of members that are texts, which are read through; pictures are cleaned, and anything else is not known."""
LEFT_OUT = re.compile(
    r"docProps/thumbnail\.|customXml/|xl/printerSettings/|Preview/|docProps/custom\.xml$", re.IGNORECASE
)
EMPTY = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
}
RELATION = re.compile(rb"<Relationship\b[^>]*?/>")
OVERRIDE = re.compile(rb"<Override\b[^>]*?/>")
TARGET = re.compile(rb'\b(?:Target|PartName)="([^"]*)"')
ATTRIBUTES = re.compile(
    rb'(\s(?:\w+:)?(?:author|initials|displayName|userId|providerId|userName|lastModifiedBy|creator|modifier)=")[^"]*(")',
    re.IGNORECASE,
)
ELEMENTS = re.compile(
    rb"(<(?P<tag>author|(?:\w+:)?(?:metadata|lastModifiedBy|creator|title|subject|keywords|description|manager|company))"
    rb"\b[^>]*>).*?(</(?P=tag)>)",
    re.IGNORECASE | re.DOTALL,
)
PATHS = re.compile(
    rb"<(?:\w+:)?(?:absPath|fileSharing|fileRecoveryPr)\b[^>]*?(?:/>|>.*?</(?:\w+:)?absPath>)", re.DOTALL
)
PACKAGE = ("META-INF/container.xml", "Contents/content.hpf")


def clean_package(content: bytes) -> bytes:
    """The same document with empty properties, no names of authors, no place where it was kept, and no times."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as copy:
        for member in given.infolist():
            if member.is_dir() or LEFT_OUT.match(member.filename):
                continue
            told = zipfile.ZipInfo(member.filename, EPOCH)
            told.compress_type, told.external_attr = member.compress_type, 0o644 << 16
            copy.writestr(told, _clean(member.filename, given.read(member)))
    return made.getvalue()


def _clean(name: str, content: bytes) -> bytes:
    ending = name[name.rfind(".") :].lower() if "." in name else name
    if name in EMPTY:
        return EMPTY[name]
    if ending in PICTURES:
        return PICTURES[ending](content)
    if not name.lower().endswith(HARMLESS):
        raise NotClean(KIND)
    text = RELATION.sub(_still_there, OVERRIDE.sub(_still_there, content))
    text = PATHS.sub(b"", ATTRIBUTES.sub(rb"\1\2", text))
    return ELEMENTS.sub(rb"\1\3", text) if _has_properties(name, text) else text


def _has_properties(name: str, text: bytes) -> bool:
    """Titles and descriptions are words of a document, except where the package keeps its properties."""
    return name in PACKAGE or b"<authors>" in text


def _still_there(found) -> bytes:
    """A mention of a member, unless that one was left out."""
    target = TARGET.search(found[0])
    gone = target is not None and LEFT_OUT.search(target[1].decode("utf-8", "replace"))
    return b"" if gone else found[0]
