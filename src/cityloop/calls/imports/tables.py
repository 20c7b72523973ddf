"""A CSV as somebody's office wrote it: any of two encodings, headings in either language, cells as texts."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_ROWS = 20_000
LONGEST_CELL = 4_000
PART = "type:"
"""Before the code of a type in a heading: `type:planning` is the announced number of projects of that type."""
HEADINGS = {
    "연도": "year", "유형": "type", "국가": "country", "도시": "city_ko", "사업명": "title_ko", "기업": "company",
    "금액": "amount", "통화": "currency", "선정일": "awarded_on", "출처": "source", "성과": "result_ko",
    "신청": "applications", "신청국가": "applicant_countries", "선정": "selected", "선정국가": "selected_countries",
    "누적사업": "cumulative_projects", "누적국가": "cumulative_countries", "위도": "latitude", "경도": "longitude",
    "city": "city_en", "title": "title_en", "type_name": "type_name_en", "recipient": "company", "date": "awarded_on",
    "type_en": "type_name_en", "type_ko": "type_name_ko",
}  # fmt: skip


class Unread(Exception):
    """A file that is no table: why, in words."""


@dataclass(frozen=True)
class Trouble:
    """A cell that cannot be read."""

    line: int
    column: str
    words: str


@dataclass(frozen=True)
class Table:
    """The rows of a file with the line of each, and the headings that nothing here is called by."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    unknown: tuple[str, ...]


def read_table(content: bytes, needed: tuple[str, ...], known: tuple[str, ...]) -> Table:
    """A CSV with a line of headings. Raises `Unread` where it is none, lacks a needed column, or has no end."""
    reader = csv.reader(io.StringIO(_text(content), newline=""), strict=False)
    try:
        rows = list(_limited(reader))
    except csv.Error as error:
        raise Unread(_("It is not a table of comma-separated values.")) from error
    if not rows or not any(map(str.strip, rows[0][1])):
        raise Unread(_("The file is empty."))
    (_line, first), *rest = rows
    names = [_name(heading) for heading in first]
    missing = [name for name in needed if name not in names]
    if missing:
        raise Unread(_("The first line names no column “%(column)s”.") % {"column": ", ".join(missing)})
    twice = sorted({name for name in names if name in known and names.count(name) > 1})
    if twice:
        raise Unread(_("Two columns are both “%(column)s”.") % {"column": ", ".join(twice)})
    known = (*known, *(name for name in names if name.startswith(PART)))
    unknown = tuple(heading for heading, name in zip(first, names, strict=True) if name not in known)
    return Table(tuple((line, _row(names, row, known)) for line, row in rest if any(map(str.strip, row))), unknown)


def _limited(reader):
    for row in reader:
        if reader.line_num > MOST_ROWS + 1:
            raise Unread(_("The file has more than %(most)s lines.") % {"most": MOST_ROWS})
        yield reader.line_num, row


def _row(names, row, known) -> dict[str, str]:
    return {name: cell.strip()[:LONGEST_CELL] for name, cell in zip(names, row, strict=False) if name in known}


def _name(heading: str) -> str:
    plain = heading.strip().lower().replace(" ", "_")
    return HEADINGS.get(plain.replace("_", ""), HEADINGS.get(plain, plain))


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unread(_("It is not a text file. Save the table as CSV (UTF-8)."))
