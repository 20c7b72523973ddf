"""Formulas in a workbook: counted when it is handed in, told beside it, and never run here."""

import io
import re
import zipfile
from dataclasses import dataclass

from cityloop.assessment.files.archives import BROKEN

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)")
OUTSIDE = re.compile(
    rb"\[\d+\]|\b(?:WEBSERVICE|HYPERLINK|IMPORTDATA|FILTERXML|RTD|DDE|CALL|REGISTER\.ID)\s*\(|\|'", re.IGNORECASE
)
MOST_READ = 200_000_000
"""Bytes of sheets that are looked at; a workbook of evidence is far below."""


@dataclass(frozen=True)
class Formulas:
    """How many cells have one, and how many of these ask something outside the workbook."""

    cells: int
    outside: int


def formulas_in(content: bytes) -> Formulas:
    """Count the formulas of an XLSX; a part that cannot be read counts as having none."""
    cells = outside = read = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                if not SHEET.fullmatch(member.filename) or read + member.file_size > MOST_READ:
                    continue
                read += member.file_size
                for found in FORMULA.finditer(archive.read(member)):
                    cells += 1
                    outside += bool(OUTSIDE.search(found[1] or b""))
    except BROKEN:
        return Formulas(cells, outside)
    return Formulas(cells, outside)
