"""Simulated evidence files: small, whole, of the format that was asked for, and saying on their face what they are."""

import io

from openpyxl import Workbook

HEADER = "SIMULATED EVIDENCE - made for the demonstration of Cityloop"
KINDS = ("pdf", "csv", "xlsx", "url")


def paper(accepts, title: str) -> tuple[str, bytes]:
    """The ending and the bytes of a file in the first accepted format that can be made here."""
    kind = next(kind for kind in KINDS if kind in accepts)
    return kind, {"pdf": _pdf, "csv": _csv, "xlsx": _xlsx, "url": _address}[kind](title)


def _csv(title: str) -> bytes:
    rows = [f"# {HEADER}", f"# {title}", "month,value"]
    rows += [f"2026-{month:02d},{100 + 7 * month % 31}" for month in range(1, 7)]
    return ("\n".join(rows) + "\n").encode()


def _xlsx(title: str) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in ((HEADER,), (title,), ("month", "value"), *((f"2026-{m:02d}", 100 + 7 * m % 31) for m in range(1, 7))):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _address(title: str) -> bytes:
    return f"https://example.org/simulated/{title.replace(' ', '-')}".encode()


def _pdf(title: str) -> bytes:
    """One page of plain text: five objects, their offsets, and the trailer."""
    lines = [HEADER, title]
    shown = "".join(f"({_escaped(line)}) Tj 0 -18 Td " for line in lines)
    stream = f"BT /F1 11 Tf 56 780 Td {shown}ET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
