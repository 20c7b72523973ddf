"""Name an edition on the command line: a file, `id/edition`, or with a date the id or the folder of a scheme."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cityloop.engine.text import Text

from .errors import Impossible, Refusal

if TYPE_CHECKING:
    from cityloop.engine.edition import Edition


class BadRulebook(Refusal):
    """A rulebook file with faults, each on a line of its own. Exit status 2."""

    status = 2


def a_date(text: str) -> date:
    """An ISO date, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date such as 2026-03-01") from None


def load(source: str, day: date | None = None, profile: str | None = None) -> Edition:
    """The edition in a file or under a reference; of a scheme's id or folder the one in force on `day`.

    Raises `BadRulebook` with every fault, and `Impossible` where no edition is in force on that day.
    """
    from cityloop import rulebook
    from cityloop.engine.edition import Faulty

    try:
        shelf = _shelf(source) if day is not None else ()
        return _of_the_day(shelf, day, profile) if day is not None and shelf else rulebook.load(source)
    except Faulty as faulty:
        lines = [fault.text for fault in faulty.faults]
        raise BadRulebook(Text("\n".join(t.ko for t in lines), "\n".join(t.en for t in lines))) from faulty


def _shelf(source: str) -> tuple[Edition, ...]:
    """The editions among which a date chooses: those of a folder or of an id; none where one edition is named."""
    from cityloop import rulebook

    path = Path(source)
    if path.is_dir():
        return tuple(rulebook.load(file) for file in sorted(path.glob("*.yaml")))
    if path.is_file() or "/" in source:
        return ()
    return tuple(edition for edition in rulebook.editions() if edition.id == source)


def _of_the_day(shelf: tuple[Edition, ...], day: date, profile: str | None) -> Edition:
    from cityloop.engine.edition import in_force_on

    found = in_force_on(shelf, shelf[0].id, day, profile)
    if found is None:
        raise Impossible(
            Text(
                "{d} 현재 시행 중인 '{i}'판이 없습니다. 날짜를 바꾸거나 판을 직접 지정하십시오.",
                "No edition of '{i}' is in force on {d}. Give another date, or name an edition.",
            ).format(i=shelf[0].id, d=day.isoformat())
        )
    return found
