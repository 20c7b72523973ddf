"""A file of indicator values, read cell by cell: what it says, and everything that is wrong with it."""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from cityloop.assessment.queries import compiled
from cityloop.consulting.guide import limits
from cityloop.consulting.models import City, IndicatorValue
from cityloop.engine.text import Text

REQUIRED = ("city", "indicator", "value")
OPTIONAL = ("year", "quality", "unit", "status", "region", "label")
MOST_LINES = 100_000
FIRST_YEAR = 1900

Status, Quality = IndicatorValue.Status, IndicatorValue.Quality
_NUMBER = re.compile(r"[-+−]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_COMMA = re.compile(r"[-+−]?\d+,\d+")
_GROUPED = re.compile(r"[-+−]?\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one cell: where, what stands there, why it is not taken, what to do."""

    line: int
    column: str
    found: str
    why: str
    remedy: str

    def __str__(self):
        return _("Line %(line)s, %(column)s “%(found)s”: %(why)s %(remedy)s") % self.__dict__


@dataclass(frozen=True)
class Cell:
    """One value, or one kind of nothing, as the file gives it."""

    line: int
    city: City
    indicator: str
    year: int | None
    status: str
    value: float | None
    quality: str

    @property
    def place(self) -> tuple[int, str, int | None]:
        """What makes two cells the same: city, indicator and year."""
        return self.city.pk, self.indicator, self.year

    @property
    def status_label(self) -> str:
        return Status(self.status).label

    @property
    def content(self) -> tuple[str, float | None, str]:
        return self.status, self.value, self.quality


@dataclass(frozen=True)
class Sheet:
    """A file as it was read. It is taken in only where there is no trouble."""

    cells: tuple[Cell, ...]
    troubles: tuple[Trouble, ...]


class _Wrong(Exception):
    """A cell that is not taken: its column, why, and what to do."""

    def __init__(self, column, why, remedy):
        super().__init__(why)
        self.column, self.why, self.remedy = column, why, remedy


def read_sheet(content: bytes, *, edition, cities: Iterable[City], on) -> Sheet:
    """Read a CSV file (UTF-8; `city,indicator,value[,year,quality,unit,status]`) of values under a framework's edition.

    `cities` are those the file may speak of, each known by its code, names and other spellings; `on` is the day from
    which a year lies in the future. Nothing is written; every cell at fault is named, not only the first.
    """
    rows, troubles = _rows(content)
    if troubles:
        return Sheet((), troubles)
    reader = _Reader(edition, cities, on)
    for line, row in rows:
        reader.read(line, row)
    return Sheet(tuple(reader.cells.values()), tuple(reader.troubles))


def _rows(content: bytes):
    """The lines of the file as mappings with their numbers; or the one trouble that keeps it from being read."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [], (_file_trouble(line, _("It is not UTF-8."), _("Save the file as “CSV UTF-8”.")),)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().lower() for name in reader.fieldnames or []]
        if trouble := _header_trouble(header):
            return [], (trouble,)
        reader.fieldnames = header
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        why = _("It is not CSV (%(error)s).") % {"error": error}
        return [], (_file_trouble(reader.line_num, why, _("Save the table as CSV again.")),)
    if not rows or len(rows) > MOST_LINES:
        why = _("It has %(lines)s lines of values.") % {"lines": len(rows)}
        return [], (_file_trouble(1, why, _("Give between 1 and %(most)s.") % {"most": f"{MOST_LINES:,}"}),)
    return rows, ()


def _file_trouble(line: int, why: str, remedy: str) -> Trouble:
    return Trouble(line, _("file"), "", why, remedy)


def _header_trouble(header: list[str]) -> Trouble | None:
    missing = [name for name in REQUIRED if name not in header]
    strange = [name for name in header if name not in (*REQUIRED, *OPTIONAL)]
    twice = sorted({name for name in header if header.count(name) > 1})
    if missing:
        why = _("The column %(names)s is missing.") % {"names": ", ".join(missing)}
    elif strange:
        why = _("The column %(names)s is not known.") % {"names": ", ".join(strange)}
    elif twice:
        why = _("The column %(names)s is there twice.") % {"names": ", ".join(twice)}
    else:
        return None
    remedy = _("Name the columns %(required)s and, where you have them, %(optional)s; separate them by commas.")
    names = {"required": ", ".join(REQUIRED), "optional": ", ".join(OPTIONAL)}
    return Trouble(1, _("header"), ",".join(header)[:80], why, remedy % names)


class _Reader:
    """Reads lines one by one; collects cells by place, and troubles."""

    def __init__(self, edition, cities, on):
        self.framework, self.on = edition.scheme, on
        self.indicators = {indicator.id: indicator for indicator in compiled(edition).indicators}
        self.cities = {bare(name): city for city in cities for name in names_of(city)}
        self.cells: dict[tuple, Cell] = {}
        self.troubles: list[Trouble] = []

    def read(self, line: int, row: dict) -> None:
        given = {name: (value or "").strip() for name, value in row.items() if name and not isinstance(value, list)}
        try:
            if None in row or None in row.values():
                raise _Wrong(_("line"), _("It has more or fewer cells than the header."), _("Check its commas."))
            self._keep(self._cell(line, given))
        except _Wrong as wrong:
            found = given.get(wrong.column, "")
            self.troubles.append(Trouble(line, wrong.column, found[:80], wrong.why, wrong.remedy))

    def _keep(self, cell: Cell) -> None:
        if first := self.cells.get(cell.place):
            why = _("The same city, indicator and year stand in line %(line)s already.") % {"line": first.line}
            raise _Wrong("value", why, _("Keep one of the two lines."))
        self.cells[cell.place] = cell

    def _cell(self, line: int, given: dict[str, str]) -> Cell:
        city, indicator = self._city(given["city"]), self._indicator(given["indicator"])
        _check_unit(given.get("unit", ""), indicator.unit)
        value = self._value(given["value"], indicator)
        status = _status(given.get("status", ""), value)
        quality = given.get("quality", "")
        if quality and quality not in Quality.values:
            raise _Wrong("quality", _("It is none of the six levels."), _one_of(Quality.values))
        return Cell(line, city, indicator.id, self._year(given.get("year", "")), status, value, quality)

    def _city(self, found: str) -> City:
        if city := self.cities.get(bare(found)):
            return city
        why = _("No city that you may give values for has this name.")
        raise _Wrong("city", why, _suggestion(bare(found), self.cities) or _("Write its name or code as on its page."))

    def _indicator(self, found: str):
        if indicator := self.indicators.get(found):
            return indicator
        why = _("The framework has no such indicator.")
        raise _Wrong("indicator", why, _suggestion(found, self.indicators) or _("Use an id of the framework."))

    def _value(self, found: str, indicator) -> float | None:
        if not found:
            return None
        value = _number(found)
        unit = indicator.unit.en if indicator.unit else ""
        allowed = limits(self.framework, indicator.id, unit)
        if not allowed.allow(value):
            least = "−∞" if allowed.least is None else f"{allowed.least:g}"
            greatest = "∞" if allowed.greatest is None else f"{allowed.greatest:g}"
            why = _("It lies outside what this indicator can be (%(least)s to %(greatest)s).")
            remedy = _("Check the unit and the decimal point; leave the cell empty where there is no value.")
            raise _Wrong("value", why % {"least": least, "greatest": greatest}, remedy)
        return value

    def _year(self, found: str) -> int | None:
        if not found:
            return None
        if not re.fullmatch(r"\d{4}", found):
            raise _Wrong("year", _("It is not a year."), _("Write four digits, such as 2025."))
        if int(found) > self.on.year:
            raise _Wrong("year", _("It lies in the future."), _("A forecast is no value: leave it out."))
        if int(found) < FIRST_YEAR:
            raise _Wrong("year", _("It is before %(year)s.") % {"year": FIRST_YEAR}, _("Check the year."))
        return int(found)


def _number(found: str) -> float:
    if _GROUPED.fullmatch(found) and not re.fullmatch(r"[-+−]?\d{1,3},\d{3}", found):
        raise _Wrong("value", _("It has commas between thousands."), _("Write it without commas."))
    if _COMMA.fullmatch(found):
        raise _Wrong("value", _("It has a comma."), _("Write a decimal point, and nothing between thousands."))
    if not _NUMBER.fullmatch(found):
        raise _Wrong(
            "value", _("It is not a number."), _("Write the number alone, without a unit or a sign such as %.")
        )
    value = float(found.replace("−", "-"))
    if not math.isfinite(value):
        raise _Wrong("value", _("It is too large to be a number."), _("Check its exponent."))
    return value


def _check_unit(found: str, unit: Text | None) -> None:
    asked = unit or Text("", "")
    if found and found.casefold() not in {asked.ko.casefold(), asked.en.casefold()}:
        why = _("The framework measures this indicator in “%(unit)s”.") % {"unit": asked.en or _("no unit")}
        raise _Wrong("unit", why, _("Convert the value, and write this unit."))


def _status(found: str, value: float | None) -> str:
    if not found:
        return Status.MISSING if value is None else Status.KNOWN
    if found not in Status.values:
        raise _Wrong("status", _("There is no such status."), _one_of(Status.values))
    if (found == Status.KNOWN) != (value is not None):
        raise _Wrong("status", _("It contradicts the value."), _("A value is known; without one it is not."))
    return found


def _one_of(values) -> str:
    return _("Use one of: %(values)s.") % {"values": ", ".join(values)}


def _suggestion(found: str, known) -> str:
    near = get_close_matches(found, known, n=1, cutoff=0.75)
    if not near:
        return ""
    name = getattr(known[near[0]], "name_en", near[0])
    return _("Did you mean “%(name)s”?") % {"name": name}


def names_of(city: City) -> list[str]:
    """Every name under which a file may speak of a city."""
    return [city.code, city.name_ko, city.name_en, *city.spellings]


def bare(name: str) -> str:
    """A name by its letters and digits alone, without case or accents.

    >>> bare("The Hague") == bare("TheHague"), bare("Zürich")
    (True, 'zurich')
    """
    parts = unicodedata.normalize("NFKD", name.casefold())
    letters = (character for character in parts if character.isalnum() and not unicodedata.combining(character))
    return unicodedata.normalize("NFC", "".join(letters))
