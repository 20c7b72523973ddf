"""Answers to the form that an edition describes: what fits a question, and what does not."""

import hashlib
from datetime import date
from math import isfinite

import rfc8785
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.asking import ROWS, columns_of, options_of
from cityloop.catalogue.countries import codes_by_name
from cityloop.language import pick

LONGEST = 4_000
LONGEST_CELL = 500
MOST_ROWS = 100
YEARS = range(1900, 2101)


class Wrong(ValueError):
    """An answer that does not fit its question; the message is a sentence."""


def is_answered(value) -> bool:
    """Is there anything in it? A number 0 is an answer, a blank is none."""
    if isinstance(value, dict):
        return value.get("amount") is not None
    return value not in (None, "", [])


def cleaned(question, value):
    """The answer as it is kept: text, number, ISO date, id or ids, `{amount, currency}`, or rows. Raises `Wrong`."""
    if not is_answered(value):
        return ""
    return CLEANERS.get(question.type, _text)(question, value)


def mark_of(value) -> str:
    """A short mark of an answer, by which a second window finds out that a first one has changed it."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()[:16]


def _limit(question, name, default):
    found = getattr(question.limit, name) if question.limit else None
    return default if found is None else found


def _text(question, value):
    longest = _limit(question, "characters", LONGEST)
    text = str(value).strip()
    if len(text) > longest:
        raise Wrong(_("At most %(limit)s characters; there are %(n)s.") % {"limit": longest, "n": len(text)})
    return text


def _number(question, value):
    number = _figure(value)
    low, high = _limit(question, "min", None), _limit(question, "max", None)
    if not isfinite(number) or (low is not None and number < low) or (high is not None and number > high):
        shown = {"low": "−∞" if low is None else low, "high": "∞" if high is None else high}
        raise Wrong(_("The number must lie between %(low)s and %(high)s.") % shown)
    return _short(number)


def _figure(value) -> float:
    try:
        return float(str(value).replace(",", ""))
    except ValueError as error:
        raise Wrong(_("This is not a number.")) from error


def _short(number: float):
    return int(number) if number == int(number) and abs(number) < 2**53 else number


def _date(question, value):
    try:
        found = date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise Wrong(_("This is not a day of the calendar. Write it such as 2026-03-01.")) from error
    if found.year not in YEARS:
        raise Wrong(_("It is not a year."))
    return found.isoformat()


def _choice(question, value):
    chosen = value if isinstance(value, list) else [value]
    known, most = set(options_of(question)), _limit(question, "choices", 1)
    if not set(chosen) <= known:
        raise Wrong(_("This is none of the choices."))
    if len(chosen) > most:
        raise Wrong(_("At most %(n)s can be chosen.") % {"n": most})
    return chosen[0] if most == 1 else list(dict.fromkeys(chosen))


def _money(question, value):
    currencies = _limit(question, "currencies", ()) or ("KRW",)
    if not isinstance(value, dict) or value.get("currency") not in currencies:
        raise Wrong(_("The currency must be one of: %(list)s.") % {"list": ", ".join(currencies)})
    amount = _number(question, value["amount"])
    if amount < 0:
        raise Wrong(_("An amount is not negative."))
    return {"amount": amount, "currency": value["currency"]}


def _rows(question, value):
    most = min(_limit(question, "rows", MOST_ROWS), MOST_ROWS)
    columns = columns_of(question)
    rows = [{one.id: str(row.get(one.id, "")).strip() for one in columns} for row in value]
    rows = [row for row in rows if any(row.values())]
    if len(rows) > most:
        raise Wrong(_("At most %(n)s rows; there are %(found)s.") % {"n": most, "found": len(rows)})
    return [{one.id: _cell(one, row[one.id], y) for one in columns} for y, row in enumerate(rows, 1)]


def _cell(column, text: str, y: int):
    if len(text) > LONGEST_CELL:
        raise Wrong(_("A cell has at most %(limit)s characters.") % {"limit": LONGEST_CELL})
    try:
        return CELLS[column.kind](column, text) if text and column.kind in CELLS else text
    except Wrong as wrong:
        where = {"row": y, "column": pick(column.title), "text": text[:40], "why": wrong}
        raise Wrong(_("Row %(row)s, %(column)s “%(text)s”: %(why)s") % where) from wrong


def _chosen(column, text):
    if text not in column.options:
        raise Wrong(_("This is none of the choices."))
    return text


def _country(column, text):
    code = codes_by_name().get(text.casefold())
    if code is None:
        raise Wrong(_("No country has this name or code."))
    return code


def _year(column, text):
    if not text.isdecimal() or int(text) not in YEARS:
        raise Wrong(_("It is not a year."))
    return int(text)


def _measured(column, text):
    number = _figure(text)
    if not isfinite(number):
        raise Wrong(_("This is not a number."))
    return _short(number)


def _amount(column, text):
    number = _measured(column, text)
    if number < 0:
        raise Wrong(_("An amount is not negative."))
    return number


def _file(question, value):
    raise Wrong(_("A file is attached to this question, not written."))


CELLS = {"choice": _chosen, "country": _country, "year": _year, "number": _measured, "amount": _amount}
CLEANERS = {
    "number": _number,
    "date": _date,
    "choice": _choice,
    "money": _money,
    "file": _file,
    **dict.fromkeys(ROWS, _rows),
}
