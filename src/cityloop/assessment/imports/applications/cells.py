"""An answer as one cell of a sheet: how it is written there, and how it is read back."""

import re
import unicodedata
from datetime import date, datetime

from django.utils.translation import gettext as _

from cityloop.assessment.answers import Wrong, cleaned
from cityloop.assessment.asking import ROWS, columns_of, options_of
from cityloop.assessment.imports.applications.columns import currencies
from cityloop.engine.text import Text
from cityloop.language import pick

PARTED = re.compile(r"\s*\|\s*")
BETWEEN = re.compile(r"\s*[;\n]\s*")
AMOUNT = re.compile(r"(?:([A-Za-z]{3})\s*)?(\S+)")


def read_answer(question, found):
    """The answer that a cell gives to a question, as it is kept. Raises `Wrong`."""
    if isinstance(found, bool) and question.type in ("number", "money"):
        raise Wrong(_("This is not a number."))
    text = plain(found)
    if question.type == "choice":
        chosen = [code_of(options_of(question), one) for one in BETWEEN.split(text) if one]
        return cleaned(question, chosen)
    if question.type in ROWS:
        return cleaned(question, _rows(question, text))
    if question.type == "money":
        currency, amount = AMOUNT.fullmatch(text).groups() if AMOUNT.fullmatch(text) else (None, text)
        return cleaned(question, {"amount": amount, "currency": (currency or currencies(question)[0]).upper()})
    return cleaned(question, text)


def written(question, value, both: bool = False):
    """An answer as a cell shows it, in the reader's language or, of choices, in both."""
    if value in (None, "", []):
        return ""
    if question.type == "choice":
        options, label = options_of(question), in_two if both else pick
        chosen = value if isinstance(value, list) else [value]
        return "\n".join(label(options[one]) if one in options else str(one) for one in chosen)
    if question.type in ROWS and isinstance(value, list):
        columns = columns_of(question)
        return "\n".join(" | ".join(_in_cell(column, row) for column in columns) for row in value)
    if question.type == "money" and isinstance(value, dict):
        return (
            value["amount"]
            if currencies(question) == (value["currency"],)
            else f"{value['currency']} {value['amount']}"
        )
    return value


def _in_cell(column, row) -> str:
    found = row.get(column.id, "")
    return pick(column.options[found]) if column.kind == "choice" and found in column.options else plain(found)


def code_of(options: dict, text: str) -> str:
    """The code of a choice as people write it: its code, its name in either language, or both. Raises `Wrong`."""
    wanted = " ".join(text.split()).casefold()
    for code, title in options.items():
        sides = sides_of(title)
        if wanted in {name.casefold() for name in (code, *sides, in_two(title))}:
            return code
    listed = ", ".join(pick(title) for title in list(options.values())[:12])
    raise Wrong(_("This is none of the choices: %(list)s.") % {"list": listed})


def in_two(title) -> str:
    """A title in both languages: `교통 / Transport`."""
    return " / ".join(dict.fromkeys(sides_of(title)))


def sides_of(title) -> tuple[str, str]:
    """The Korean and the English side of a title."""
    if isinstance(title, Text):
        return title.ko, title.en
    return (title["ko"], title["en"]) if isinstance(title, dict) else (str(title), str(title))


def plain(found) -> str:
    """What stands in a cell, as text: without control characters, composed alike, days as days, 3.0 as 3."""
    if found is None:
        return ""
    if isinstance(found, datetime):
        return f"{found:%Y-%m-%d %H:%M}" if (found.hour or found.minute) else f"{found:%Y-%m-%d}"
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, float) and found == int(found) and abs(found) < 2**53:
        return str(int(found))
    text = unicodedata.normalize("NFC", str(found))
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable()).strip()


def _rows(question, text: str) -> list[dict]:
    columns = columns_of(question)
    rows = []
    for line in filter(str.strip, text.split("\n")):
        cells = PARTED.split(line.strip())
        if len(cells) > len(columns):
            told = {"n": len(cells), "most": len(columns), "line": line[:40]}
            raise Wrong(_("“%(line)s” has %(n)s cells; there are %(most)s columns.") % told)
        row = dict(zip((column.id for column in columns), cells, strict=False))
        rows.append({column.id: _code(column, row.get(column.id, "")) for column in columns})
    return rows


def _code(column, cell: str) -> str:
    if column.kind != "choice" or not cell:
        return cell
    return code_of(column.options, cell)
