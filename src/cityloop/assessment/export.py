"""A dossier as an archive that checks itself: every file, its hash, the cross-reference table, and how to read it.

The same dossier gives the same bytes: entries are sorted and carry no time of their own. It is written member by
member, so that no more than one file of evidence is in memory.
"""

import hashlib
import io
import json
import zipfile

from django.utils.translation import override

from cityloop.assessment.files import read
from cityloop.assessment.queries.reference_table import reference_table
from cityloop.assessment.queries.veil import pieces_of
from cityloop.spreadsheet import workbook

EPOCH = (1980, 1, 1, 0, 0, 0)
LONGEST = 120
HEADINGS = {
    "ko": ("지표", "지표명", "요구 항목", "요약", "증빙(쪽)", "관측 기간", "측정값", "sha256"),
    "en": ("Criterion", "Title", "Asked for", "Summary", "Shown in (pages)", "Observed", "Measured", "sha256"),
}
README = """{reference} v{version}

이 묶음은 Cityloop에 제출된 신청서류입니다. 확인: sha256sum -c SHA256SUMS
dossier.json은 신청 내용과 증빙 목록, cross-reference.ko.xlsx는 지표별 증빙 대조표이며 evidence/에 파일이 있습니다.
신청서류의 해시값(sha256): {digest}

This archive is a dossier handed in to Cityloop. Check it with: sha256sum -c SHA256SUMS
dossier.json has the statements and the list of evidence, cross-reference.en.xlsx the table criterion, summary, page;
the files are in evidence/. Digest of the dossier (sha256): {digest}
"""


def archive(case, dossier):
    """Chunks of the zip. Before the first one every stored file is held to its hash: `Damaged` where one differs."""
    pieces = [one for one in pieces_of(dossier) if not one.withheld]
    pieces.sort(key=lambda one: (one.criterion, one.item, one.sha256, one.pk))
    for sha256 in sorted({piece.sha256 for piece in pieces}):
        read(sha256)
    made = {
        "README.txt": README.format(reference=case.reference, version=dossier.version, digest=dossier.digest).encode(),
        "cross-reference.en.xlsx": table(case, dossier, "en"),
        "cross-reference.ko.xlsx": table(case, dossier, "ko"),
        "dossier.json": _content(case, dossier, pieces),
    }
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    sums |= {name_of(piece): piece.sha256 for piece in pieces}
    made["SHA256SUMS"] = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
    return _packed([(name, lambda n=name: made[n]) for name in sorted(made)] + _members(pieces))


def name_of(piece) -> str:
    """Where a piece of evidence lies in the archive; the start of its hash keeps names apart."""
    safe = "".join(letter if letter.isalnum() or letter in "._-" else "_" for letter in piece.name)[-LONGEST:]
    ending = ".url.txt" if piece.address else ""
    return f"evidence/{piece.criterion or 'documents'}/{piece.item}/{piece.sha256[:12]}-{safe}{ending}"


def table(case, dossier, language: str) -> bytes:
    """The cross-reference table as a workbook in one language."""
    with override(language):
        lines = [_row(line) for line in reference_table(case, dossier)]
    return workbook("cross-reference", [HEADINGS[language], *lines], widths=(24, 32, 32, 40, 32, 24, 12, 66))


def _row(line):
    hashes = "\n".join(piece.sha256 for piece in line.pieces)
    return line.criterion, line.title, line.asked, line.summary, line.shown, line.observed, line.measured, hashes


def _members(pieces):
    seen = {}
    for piece in pieces:
        seen.setdefault(name_of(piece), lambda sha256=piece.sha256: read(sha256))
    return sorted(seen.items())


def _content(case, dossier, pieces) -> bytes:
    listed = [
        {
            "file": name_of(piece),
            "criterion": piece.criterion,
            "item": piece.item,
            "name": piece.name,
            "address": piece.address,
            "pages": piece.pages,
            "sha256": piece.sha256,
            "observed_from": str(piece.observed_from or ""),
            "observed_until": str(piece.observed_until or ""),
            "received_at": piece.received_at.isoformat(),
        }
        for piece in pieces
    ]
    content = {
        "case": case.reference,
        "version": dossier.version,
        "sha256": dossier.digest,
        "edition_sha256": case.edition.digest,
        "answers": dossier.answers,
        "measurements": {one.criterion: one.value for one in dossier.measurements.all()},
        "evidence": listed,
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


class _Outlet(io.RawIOBase):
    """What the archive writes, given away as it comes."""

    def __init__(self):
        self.waiting = []

    def writable(self):
        return True

    def write(self, data):
        self.waiting.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last call."""
        content = b"".join(self.waiting)
        self.waiting.clear()
        return content


def _packed(members):
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            made.writestr(member, content())
            yield outlet.taken()
    yield outlet.taken()
