"""Read a filled-in sheet of applications: one line each, and everything that is wrong named by its cell."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cityloop.assessment.answers import Wrong
from cityloop.assessment.imports.applications.cells import code_of, plain, read_answer
from cityloop.assessment.imports.applications.columns import columns_at
from cityloop.assessment.imports.applications.template import FIRST_ROW, KIND, SHEET, way_of
from cityloop.assessment.imports.workbook import Failed, Formula, NotRead, Trouble, cells_of, letter_of
from cityloop.language import pick

MOST = 100
LARGEST = 1_000_000
LONGEST_FACT = 300


@dataclass(frozen=True)
class Line:
    """One application as its row states it: facts and answers by id, and the cell in which each stands."""

    number: int
    facts: dict
    answers: dict
    places: dict


def read_book(bringing, name: str, content: bytes) -> tuple[list[Line], list[Trouble]]:
    """The lines of a workbook and its troubles. Raises `NotRead` where it is none, or one of another edition."""
    rows = cells_of(name, content, SHEET, LARGEST, FIRST_ROW + MOST)
    _require_own(bringing, rows)
    known = {column.id: column for column in columns_at(bringing)}
    places = _places(rows[1], known)
    lines, troubles = [], []
    for number, row in enumerate(rows[FIRST_ROW - 1 :], FIRST_ROW):
        if all(plain(value) == "" for value in row):
            continue
        if number - FIRST_ROW >= MOST:
            raise NotRead(_too_many(), _("Divide it into several files."))
        line, wrong = _line(number, row, places, known)
        lines.append(line)
        troubles += wrong
    if not lines:
        raise NotRead(
            _("No application stands in the sheet."), _("Fill in one row for each application, below the headings.")
        )
    return lines, troubles


def _too_many() -> str:
    return _("It holds more than %(most)s applications.") % {"most": MOST}


def _require_own(bringing, rows) -> None:
    head = tuple(plain(value) for value in rows[0][:4]) if len(rows) > 1 else ()
    if not head or head[0] != KIND:
        raise NotRead(
            _("It is not a sheet of applications of Cityloop."), _("Download the sheet here and fill that in.")
        )
    if head[1] != bringing.edition.digest or head[2] != bringing.profile:
        raise NotRead(
            _("It is the sheet of another edition, field or track."), _("Download the current sheet and fill that in.")
        )
    if head[3] != way_of(bringing):
        raise NotRead(
            _("It is not the sheet of this desk: applicants and officers fill in different ones."),
            _("Download the sheet here and fill that in."),
        )


def _places(ids, known) -> dict[str, int]:
    """At which position each column stands: they may be moved, none may be there twice or be unknown."""
    places: dict[str, int] = {}
    for position, id in enumerate(plain(value) for value in ids):
        if not id:
            continue
        if id not in known or id in places:
            why = _("Column %(letter)s “%(id)s” is there twice, or this edition does not ask for it.")
            raise NotRead(
                why % {"letter": letter_of(position), "id": id[:40]}, _("Leave the hidden second row as it was.")
            )
        places[id] = position
    missing = [one.title for one in known.values() if one.question is None and one.needed and one.id not in places]
    if missing:
        raise NotRead(
            _("A column that says which application a row is was taken out."),
            _("Download the sheet here and fill that in."),
        )
    return places


def _line(number: int, row, places, known):
    facts, answers, cells, troubles = {}, {}, {}, []
    for id, position in places.items():
        found = row[position] if position < len(row) else None
        cells[id] = f"{SHEET}!{letter_of(position)}{number}"
        column = known[id]
        try:
            value = _value(column, found)
        except Wrong as wrong:
            troubles.append(Trouble(cells[id], str(_bare(found))[:80], str(wrong), _remedy(column, found)))
            continue
        if column.question is None:
            facts[id] = value
        elif value != "":
            answers[column.question.id] = value
    return Line(number, facts, answers, cells), troubles


def _value(column, found):
    if isinstance(found, Formula):
        raise Wrong(_("A formula stands here, and only what is written counts."))
    if isinstance(found, Failed):
        raise Wrong(_("The spreadsheet shows an error here."))
    text = plain(found)
    if column.question is not None:
        return read_answer(column.question, found) if text else ""
    if not text and column.needed:
        raise Wrong(_("This must be filled in."))
    if len(text) > LONGEST_FACT:
        raise Wrong(_("It has more than %(limit)s characters.") % {"limit": LONGEST_FACT})
    return code_of(column.options, text) if column.options and text else text


def _bare(found):
    if isinstance(found, Formula | Failed):
        return found.text
    return "" if found is None else found


def _remedy(column, found) -> str:
    if isinstance(found, Formula):
        return _("Paste the value in place of the formula.")
    return pick(column.says)
