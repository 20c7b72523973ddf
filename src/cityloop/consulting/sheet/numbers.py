"""A text read as a number, a year, a unit or a status; or why it is none."""

import math
import re

from django.utils.translation import gettext as _

from cityloop.consulting.sheet.cells import Status, Wrong
from cityloop.engine.text import Text

FIRST_YEAR = 1900
_NUMBER = re.compile(r"[-+−]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_COMMA = re.compile(r"[-+−]?\d+,\d+", re.ASCII)
_GROUPED = re.compile(r"[-+−]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_THOUSAND = re.compile(r"[-+−]?\d{1,3},\d{3}", re.ASCII)


def number(found: str) -> float:
    """The number that a cell states, with a decimal point and in the digits 0 to 9."""
    _require_plain(found, "value")
    if found.startswith("="):
        raise Wrong("value", _("A formula stands in the cell."), _("Write the number that it gives."))
    if _GROUPED.fullmatch(found) and not _THOUSAND.fullmatch(found):
        raise Wrong("value", _("It has commas between thousands."), _("Write it without commas."))
    if _COMMA.fullmatch(found):
        raise Wrong("value", _("It has a comma."), _("Write a decimal point, and nothing between thousands."))
    if not _NUMBER.fullmatch(found):
        raise Wrong("value", _("It is not a number."), _("Write the number alone, without a unit or a sign such as %."))
    value = float(found.replace("−", "-"))
    if not math.isfinite(value):
        raise Wrong("value", _("It is too large to be a number."), _("Check its exponent."))
    return value


def year(found: str, on) -> int | None:
    """The year that a cell states, at the latest the one of the day `on`."""
    if not found:
        return None
    _require_plain(found, "year")
    if not re.fullmatch(r"[0-9]{4}", found):
        raise Wrong("year", _("It is not a year."), _("Write four digits, such as 2025."))
    if int(found) > on.year:
        raise Wrong("year", _("It lies in the future."), _("A forecast is no value: leave it out."))
    if int(found) < FIRST_YEAR:
        raise Wrong("year", _("It is before %(year)s.") % {"year": FIRST_YEAR}, _("Check the year."))
    return int(found)


def _require_plain(found: str, column: str) -> None:
    if any(character.isdigit() and not character.isascii() for character in found):
        raise Wrong(column, _("Its digits are of another script."), _("Write it with the digits 0 to 9."))


def require_unit(found: str, unit: Text | None) -> None:
    """A unit, where one is stated, is the framework's, in either language."""
    asked = unit or Text("", "")
    if found and found.casefold() not in {asked.ko.casefold(), asked.en.casefold()}:
        why = _("The framework measures this indicator in “%(unit)s”.") % {"unit": asked.en or _("no unit")}
        raise Wrong("unit", why, _("Convert the value, and write this unit."))


def status(found: str, value: float | None) -> str:
    """The status stated, else the one that a value or none implies."""
    if not found:
        return Status.MISSING if value is None else Status.KNOWN
    if found not in Status.values:
        raise Wrong("status", _("There is no such status."), one_of(Status.values))
    if (found == Status.KNOWN) != (value is not None):
        raise Wrong("status", _("It contradicts the value."), _("A value is known; without one it is not."))
    return found


def one_of(values) -> str:
    """What is offered where something else was written."""
    return _("Use one of: %(values)s.") % {"values": ", ".join(values)}
