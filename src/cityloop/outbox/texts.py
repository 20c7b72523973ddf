"""The text of a letter, from the template of its kind in both languages; a gap in it is refused."""

from datetime import date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cityloop.audit.refusal import require
from cityloop.engine.text import Text
from cityloop.language import LANGUAGES, pick

LONGEST_SUBJECT = 300


def rendered(kind: str, to, facts: dict) -> dict[str, str]:
    """`subject_ko`, `body_ko`, `subject_en`, `body_en` of a letter of a kind to a person or an address."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            said = {name: _spoken(value) for name, value in {**_standing(to), **facts}.items()}
        text = _filled(kind, template(kind, language), said)
        subject, _newline, body = text.partition("\n")
        found[f"subject_{language}"] = " ".join(subject.split())[:LONGEST_SUBJECT]
        found[f"body_{language}"] = body.strip() + "\n"
    return found


@cache
def template(kind: str, language: str) -> str:
    """The template of a kind, `<room>.<name>`: its first line is the subject."""
    room, _dot, name = kind.partition(".")
    home = Path(import_module(f"cityloop.{room}").__file__).parent
    return (home / "letters" / f"{name}.{language}.txt").read_text(encoding="utf-8").strip()


def asked(text: str) -> set[str]:
    """The names that a template asks for.

    >>> sorted(asked("{name}: until {due}"))
    ['due', 'name']
    """
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}


def _filled(kind: str, text: str, said: dict[str, str]) -> str:
    gaps = sorted(name for name in asked(text) if not said.get(name))
    require(
        not gaps,
        _("The letter was not written, and nothing was changed."),
        _("Its text “%(kind)s” has a place for “%(gaps)s”, and nothing is there to fill it.")
        % {"kind": kind, "gaps": ", ".join(gaps)},
        _("Fill in what the step asks for, and try again."),
    )
    return text.format_map(said)


def _standing(to) -> dict:
    """What every letter may say without being given it."""
    return {"reader": to if isinstance(to, str) else to.name or to.email, "site": settings.PUBLIC_ADDRESS}


def _spoken(value) -> str:
    """A fact in the language being written: a day as a day, a text by its side, anything else as it says itself."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Text | dict):
        return pick(value)
    return str(value).strip()
