"""Pictures without EXIF, comments and profiles: the picture itself is copied bit by bit."""

import struct

from cityloop.assessment.files.cleaning.unclean import BROKEN, NotClean

PNG = b"\x89PNG\r\n\x1a\n"
OF_THE_PICTURE = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs")
JFIF, ADOBE, COMMENT, SCAN, END = 0xE0, 0xEE, 0xFE, 0xDA, 0xD9
APPLICATION = range(0xE0, 0xF0)
ORIENTATION = 0x0112


def clean_png(content: bytes) -> bytes:
    """Only the chunks that a picture is made of; what stands behind its end is left out."""
    kept, place = [PNG], len(PNG)
    while place + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        if kind in OF_THE_PICTURE:
            kept.append(content[place : place + 12 + length])
        place += 12 + length
        if kind == b"IEND":
            return b"".join(kept)
    raise NotClean(BROKEN)


def clean_jpeg(content: bytes) -> bytes:
    """Without segments of applications and comments; which way up it is held stays."""
    kept, place, way_up = [content[:2]], 2, 1
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], struct.unpack_from(">H", content, place + 2)[0]
        segment = content[place : place + 2 + length]
        if segment[4:10] == b"Exif\0\0":
            way_up = _orientation(segment[10:]) or way_up
        if marker not in (*APPLICATION, COMMENT) or marker in (JFIF, ADOBE):
            kept.append(segment)
        place += 2 + length
        if marker == SCAN:
            end = content.rfind(b"\xff\xd9")
            if end < place:
                break
            held = [_held(way_up)] if way_up != 1 else []
            return b"".join([kept[0], *held, *kept[1:], content[place : end + 2]])
    raise NotClean(BROKEN)


def _orientation(tiff: bytes) -> int | None:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return None
    try:
        start = struct.unpack_from(f"{order}I", tiff, 4)[0]
        for n in range(struct.unpack_from(f"{order}H", tiff, start)[0]):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * n)
            if tag == ORIENTATION:
                return value if 1 <= value <= 8 else None
    except struct.error:
        return None
    return None


def _held(way_up: int) -> bytes:
    """A segment that says which way up the picture is, and nothing else."""
    directory = struct.pack(">HHHIHHI", 1, ORIENTATION, 3, 1, way_up, 0, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + directory
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
