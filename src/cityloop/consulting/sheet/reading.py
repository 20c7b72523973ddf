"""Files of indicator values, read cell by cell: what they say together, and everything that is wrong with them."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from django.utils.translation import gettext as _

from cityloop.assessment.queries import compiled
from cityloop.consulting.guide import limits
from cityloop.consulting.models import City
from cityloop.consulting.sheet import numbers
from cityloop.consulting.sheet.cells import Cell, Quality, Sheet, Trouble, Wrong
from cityloop.consulting.sheet.tables import Odd, Row, Rows, rows_of
from cityloop.language import pick

LONGEST_NOTE = 300


def read_sheet(content: bytes, *, edition, cities: Iterable[City], on, name: str = "values.csv") -> Sheet:
    """Read one file of values; see `read_sheets`."""
    return read_sheets([(name, content)], edition=edition, cities=cities, on=on)


def read_sheets(files: Sequence[tuple[str, bytes]], *, edition, cities: Iterable[City], on) -> Sheet:
    """Read files (CSV in UTF-8 or XLSX; `city,indicator,value[,year,quality,unit,status,note]`) under an edition.

    `cities` are those the files may speak of, each known by its code, names and other spellings; `on` is the day from
    which a year lies in the future. Nothing is written; every cell at fault is named, not only the first. A cell that
    two of the files state is at fault, whether they agree or not.
    """
    reader = _Reader(edition, cities, on)
    seen: dict[str, str] = {}
    for name, content in files:
        sha256 = hashlib.sha256(content).hexdigest()
        if earlier := seen.get(sha256):
            reader.troubles.append(_twice(name, earlier))
            continue
        seen[sha256] = name
        reader.read_file(name, rows_of(name, content))
    return Sheet(tuple(reader.cells.values()), tuple(reader.troubles))


def _twice(name: str, earlier: str) -> Trouble:
    why = _("It is the same file as “%(name)s”.") % {"name": earlier}
    return Trouble(1, _("file"), name, why, _("Choose each file once."), file=name)


class _Reader:
    """Reads lines one by one; collects cells by place, and troubles."""

    def __init__(self, edition, cities, on):
        self.framework, self.on = edition.scheme, on
        self.indicators = {indicator.id: indicator for indicator in compiled(edition).indicators}
        self.cities = {bare(name): city for city in cities for name in names_of(city)}
        self.cells: dict[tuple, Cell] = {}
        self.troubles: list[Trouble] = []

    def read_file(self, name: str, rows: Rows) -> None:
        if rows.trouble:
            self.troubles.append(replace(rows.trouble, file=name))
        for row in rows.rows:
            try:
                self._keep(self._cell(row, name))
            except Wrong as wrong:
                found = row.given.get(wrong.column, "")
                shown = found.shown if isinstance(found, Odd) else found
                where = rows.cell(row.line, wrong.column)
                self.troubles.append(Trouble(row.line, wrong.column, shown[:80], wrong.why, wrong.remedy, where, name))

    def _keep(self, cell: Cell) -> None:
        first = self.cells.get(cell.place)
        if first and first.file != cell.file:
            words = {
                "line": first.line,
                "file": first.file,
                "value": "–" if first.value is None else f"{first.value:g}",
            }
            why = _("“%(file)s” gives the same cell in line %(line)s (%(value)s).") % words
            raise Wrong("value", why, _("Keep it in one of the two files."))
        if first:
            why = _("The same city, indicator and year stand in line %(line)s already.") % {"line": first.line}
            raise Wrong("value", why, _("Keep one of the two lines."))
        self.cells[cell.place] = cell

    def _cell(self, row: Row, file: str) -> Cell:
        if not row.fits:
            raise Wrong(_("line"), _("It has more or fewer cells than the header."), _("Check its commas."))
        for column, found in row.given.items():
            if isinstance(found, Odd):
                raise Wrong(column, found.why, found.remedy)
        given = row.given
        city, indicator = self._city(given["city"]), self._indicator(given["indicator"])
        numbers.require_unit(given.get("unit", ""), indicator.unit)
        value = self._value(given["value"], indicator)
        status = numbers.status(given.get("status", ""), value)
        year = numbers.year(given.get("year", ""), self.on)
        said = pick({"ko": indicator.title.ko, "en": indicator.title.en})
        return Cell(
            row.line, city, indicator.id, year, status, value, _quality(given), _note(given), file=file, title=said
        )

    def _city(self, found: str) -> City:
        if city := self.cities.get(bare(found)):
            return city
        why = _("No city that you may give values for has this name.")
        raise Wrong("city", why, _suggestion(bare(found), self.cities) or _("Write its name or code as on its page."))

    def _indicator(self, found: str):
        if indicator := self.indicators.get(found):
            return indicator
        why = _("The framework has no such indicator.")
        raise Wrong("indicator", why, _suggestion(found, self.indicators) or _("Use an id of the framework."))

    def _value(self, found: str, indicator) -> float | None:
        if not found:
            return None
        value = numbers.number(found)
        unit = indicator.unit.en if indicator.unit else ""
        allowed = limits(self.framework, indicator.id, unit)
        if not allowed.allow(value):
            least = "−∞" if allowed.least is None else f"{allowed.least:g}"
            greatest = "∞" if allowed.greatest is None else f"{allowed.greatest:g}"
            why = _("It lies outside what this indicator can be (%(least)s to %(greatest)s).")
            remedy = _("Check the unit and the decimal point; leave the cell empty where there is no value.")
            raise Wrong("value", why % {"least": least, "greatest": greatest}, remedy)
        return value


def _quality(given) -> str:
    quality = given.get("quality", "")
    if quality and quality not in Quality.values:
        raise Wrong("quality", _("It is none of the six levels."), numbers.one_of(Quality.values))
    return quality


def _note(given) -> str:
    note = given.get("note", "").replace("\0", "")
    if len(note) > LONGEST_NOTE:
        why = _("It is longer than %(most)s characters.") % {"most": LONGEST_NOTE}
        raise Wrong("note", why, _("Say it in a sentence."))
    return note


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
