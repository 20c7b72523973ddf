"""Answers to the form that an edition describes: what fits a question, and what does not."""

import hashlib
from datetime import date
from math import isfinite

import rfc8785
from django.utils.translation import gettext_lazy as _

LONGEST = 4_000
LONGEST_CELL = 500
MOST_ROWS = 100
EARLIEST, LATEST = 1900, 2200
INDICATOR = ("indicator", "value", "note")
"""The columns of indicators whose edition names none."""


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
    try:
        number = float(str(value).replace(",", ""))
    except ValueError as error:
        raise Wrong(_("This is not a number.")) from error
    low, high = _limit(question, "min", None), _limit(question, "max", None)
    if not isfinite(number) or (low is not None and number < low) or (high is not None and number > high):
        shown = {"low": "−∞" if low is None else low, "high": "∞" if high is None else high}
        raise Wrong(_("The number must lie between %(low)s and %(high)s.") % shown)
    return int(number) if number == int(number) and abs(number) < 2**53 else number


def _date(question, value):
    try:
        found = date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise Wrong(_("This is not a day of the calendar. Write it such as 2026-03-01.")) from error
    if not EARLIEST <= found.year <= LATEST:
        raise Wrong(_("The year must lie between %(low)s and %(high)s.") % {"low": EARLIEST, "high": LATEST})
    return found.isoformat()


def _choice(question, value):
    chosen = value if isinstance(value, list) else [value]
    known, most = {option.id for option in question.options}, _limit(question, "choices", 1)
    if known and not set(chosen) <= known:
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


def columns_of(question) -> list[str]:
    """The ids of the columns of a table or of indicators; a table without any is one text a row."""
    named = [column.id for column in question.columns]
    return named or (list(INDICATOR) if question.type == "indicator" else ["text"])


def _table(question, value):
    most = min(_limit(question, "rows", MOST_ROWS), MOST_ROWS)
    names = columns_of(question)
    rows = [[str(row.get(name, "")).strip() for name in names] for row in value]
    rows = [row for row in rows if any(row)]
    if len(rows) > most:
        raise Wrong(_("At most %(n)s rows; there are %(found)s.") % {"n": most, "found": len(rows)})
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise Wrong(_("A cell has at most %(limit)s characters.") % {"limit": LONGEST_CELL})
    return [dict(zip(names, row, strict=True)) for row in rows]


CLEANERS = {
    "number": _number,
    "date": _date,
    "choice": _choice,
    "money": _money,
    "table": _table,
    "indicator": _table,
}
