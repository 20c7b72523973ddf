"""The past of a programme as two tables: what was announced for each year, and the projects that were named.

What a cell leaves open stays unknown: nothing is guessed, and no total is made to add up.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from cityloop.calls.imports.tables import PART, Trouble, read_table
from cityloop.catalogue.countries import codes_by_name

FIGURES = (
    *("applications", "applicant_countries", "selected", "selected_countries"),
    *("cumulative_projects", "cumulative_countries"),
)
WORDS = {
    "type": 60, "type_name_ko": 100, "type_name_en": 100, "city_ko": 100, "city_en": 100, "title_ko": 200,
    "title_en": 200, "company": 100, "result_ko": 4_000, "result_en": 4_000, "source": 200,
}  # fmt: skip
OTHERS = ("year", "country", "latitude", "longitude", "amount", "currency", "awarded_on")
SIC = "(sic)"


@dataclass(frozen=True)
class Register:
    """Files as they were read: rows as the models' columns, what cannot be read, and headings nobody knows."""

    totals: tuple[dict, ...]
    projects: tuple[dict, ...]
    troubles: tuple[Trouble, ...]
    unknown: tuple[str, ...]
    digest: str

    @property
    def left_open(self) -> dict[str, int]:
        """For each thing one could know of a project, of how many the file says nothing."""
        named = {"city": ("city_ko", "city_en"), "title": ("title_ko", "title_en"), "company": ("company",)}
        named |= {"amount": ("amount",), "place": ("latitude",), "result": ("result_ko", "result_en")}
        return {
            what: sum(all(row.get(name) in ("", None) for name in names) for row in self.projects)
            for what, names in named.items()
        }


def read_register(totals: bytes = b"", projects: bytes = b"", places: bytes = b"") -> Register:
    """Read up to three files: announced years, named projects, and where their cities are. Raises `Unread`."""
    troubles: list[Trouble] = []
    unknown: list[str] = []
    years = _read(totals, _total, ("year",), ("year", *FIGURES, "source", "unconfirmed"), troubles, unknown)
    known = _places(places, troubles, unknown)
    named = _read(projects, _project, ("year", "country"), (*WORDS, *OTHERS), troubles, unknown)
    _add_places(named, known)
    digest = hashlib.sha256(totals + projects).hexdigest()
    return Register(tuple(years), tuple(named), tuple(troubles), tuple(unknown), digest)


def _read(content: bytes, made: Callable, needed, known, troubles, unknown) -> list[dict]:
    if not content:
        return []
    table = read_table(content, needed, known)
    unknown.extend(table.unknown)
    return [made(_Cells(line, row, troubles)) for line, row in table.rows]


def _places(content: bytes, troubles, unknown) -> dict:
    rows = _read(content, _place, ("country", "city_en"), ("country", "city_en", "city_ko", "iso", "latitude",
                 "longitude"), troubles, unknown)  # fmt: skip
    return {row.pop("key"): row for row in rows}


def _add_places(projects, places) -> None:
    for row in projects:
        place = places.get((row.pop("printed"), row["city_en"]), {})
        row["country"] = place.get("country") or row["country"]
        for name, value in place.items():
            if value not in ("", None) and row.get(name) in ("", None):
                row[name] = value


def _total(cells: "_Cells") -> dict:
    counts = {name.removeprefix(PART): cells.count(name) for name in cells.row if name.startswith(PART)}
    figures = {name: cells.count(name) for name in FIGURES}
    known = {code: count for code, count in counts.items() if count is not None}
    said = {"source": cells.words("source", 200), "unconfirmed": cells.yes("unconfirmed")}
    return {"year": cells.year(), "parts": known} | said | figures


def _project(cells: "_Cells") -> dict:
    printed = cells.text("country")
    plain = printed.removesuffix(SIC).strip()
    row = {name: cells.words(name, most) for name, most in WORDS.items()}
    amount, currency = cells.amount(), cells.currency()
    if amount is not None and not currency:
        cells.wrong("currency", _("An amount needs its currency."))
    return row | {
        "year": cells.year(),
        "country": cells.country("country", plain),
        "country_as_printed": plain[:60] if plain != printed else "",
        "amount": amount,
        "currency": currency if amount is not None else "",
        "awarded_on": cells.day("awarded_on"),
        "latitude": cells.degrees("latitude", 90),
        "longitude": cells.degrees("longitude", 180),
        "printed": printed,
    }


def _place(cells: "_Cells") -> dict:
    return {
        "key": (cells.text("country"), cells.text("city_en")),
        "country": cells.country("iso"),
        "city_ko": cells.words("city_ko", 100),
        "latitude": cells.degrees("latitude", 90),
        "longitude": cells.degrees("longitude", 180),
    }


class _Cells:
    """The cells of one line; what cannot be read is noted, and nothing put in its place."""

    def __init__(self, line: int, row: dict[str, str], troubles: list[Trouble]):
        self.line, self.row, self.troubles = line, row, troubles

    def text(self, name: str) -> str:
        return self.row.get(name, "")

    def wrong(self, name: str, words: str) -> None:
        self.troubles.append(Trouble(self.line, name, words))

    def words(self, name: str, most: int) -> str:
        text = self.text(name)
        if len(text) > most:
            self.wrong(name, _("It is longer than %(most)s characters.") % {"most": most})
        return text[:most]

    def year(self) -> int:
        text = self.text("year")
        if not (text.isascii() and text.isdigit() and 1900 <= int(text[:6]) <= 2200):
            self.wrong("year", _("It is not a year."))
            return 0
        return int(text)

    def country(self, name: str, printed: str | None = None) -> str:
        text = self.text(name) if printed is None else printed
        code = codes_by_name().get(text.casefold(), "")
        if len(code) != 2 and (text or printed is not None):
            self.wrong(name, _("There is no such country."))
        return code

    def count(self, name: str) -> int | None:
        text = self.text(name).replace(",", "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            self.wrong(name, _("It is not a whole number; leave it empty where it is not known."))
            return None
        return int(text)

    def yes(self, name: str) -> bool:
        text = self.text(name).strip().casefold()
        if text not in ("", "yes", "no"):
            self.wrong(name, _("Write yes or no, or leave it empty."))
        return text == "yes"

    def amount(self) -> Decimal | None:
        text = self.text("amount").replace(",", "")
        if not text:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal(-1)
        if not (value.is_finite() and 0 <= value < 10**14):
            self.wrong("amount", _("It is not an amount; leave it empty where it is not known."))
            return None
        return value.quantize(Decimal("0.01"))

    def currency(self) -> str:
        text = self.text("currency").upper()
        if text and not (len(text) == 3 and text.isascii() and text.isalpha()):
            self.wrong("currency", _("It is no currency code of three letters such as KRW."))
            return ""
        return text

    def day(self, name: str) -> date | None:
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return self.wrong(name, _("It is no date such as 2026-03-01."))

    def degrees(self, name: str, most: int) -> float | None:
        text = self.text(name)
        try:
            value = float(text) if text else None
        except ValueError:
            value = float("nan")
        if value is not None and not -most <= value <= most:
            return self.wrong(name, _("It is no place on the globe."))
        return value
