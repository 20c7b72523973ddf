"""The columns of a sheet of applications: what says which one it is, from whom it came, and the form's questions."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override

from cityloop.assessment.asking import ROWS, columns_of, options_of
from cityloop.assessment.intake import Bringing, Fact, intake_of
from cityloop.assessment.models import Reception
from cityloop.assessment.queries import compiled
from cityloop.engine.text import Text
from cityloop.language import pick

FORM = "form:"
"""Stands before the id of a question, so that no question is taken for a fact."""
MOST_NAMED = 12


@dataclass(frozen=True)
class SheetColumn:
    """One column: its id in the hidden row, its heading and hint in both languages, and its choices by code."""

    id: str
    title: Text
    says: Text
    needed: bool = False
    options: dict = field(default_factory=dict)
    question: object = None


def columns_at(bringing: Bringing) -> tuple[SheetColumn, ...]:
    """Every column of the sheet that is filled in at a desk."""
    facts = (*intake_of(bringing.edition).facts(bringing), *(RECEPTION if bringing.received else ()))
    asked = [one for one in compiled(bringing.edition).form if one.track in (None, bringing.profile)]
    written = [_of_question(one) for one in asked if one.type != "file"]
    return (*(_of_fact(bringing, one) for one in facts), *written)


def in_both(say: Callable[[], str]) -> Text:
    """What is said, in both languages: of a translated text both sides."""
    said = {}
    for language in ("ko", "en"):
        with override(language):
            said[language] = str(say())
    return Text(said["ko"], said["en"])


RECEPTION = (
    Fact(
        "received_from",
        lambda: _("Received from"),
        lambda: _("Name of the person who signed or sent the application."),
    ),
    Fact(
        "received_way",
        lambda: _("How it came"),
        lambda: _("Choose one of the list."),
        lambda bringing: {value: in_both(lambda label=label: label) for value, label in Reception.Way.choices},
    ),
    Fact(
        "received_at",
        lambda: _("When it came"),
        lambda: _("Day and time, such as 2026-09-01 14:30. A day alone counts from its beginning."),
    ),
    Fact(
        "received_address",
        lambda: _("Mail address for answers"),
        lambda: _("Letters about the application go there as well. May be left empty."),
    ),
)
"""From whom and when an application came that an officer enters."""
MAY_BE_EMPTY = frozenset(("received_address",))


def _of_fact(bringing, fact) -> SheetColumn:
    options = fact.options(bringing) if fact.options else {}
    return SheetColumn(fact.id, in_both(fact.title), in_both(fact.says), fact.id not in MAY_BE_EMPTY, options)


def _of_question(question) -> SheetColumn:
    options = options_of(question) if question.type == "choice" else {}
    return SheetColumn(
        FORM + question.id, question.asks, in_both(lambda: expected(question)), question.required, options, question
    )


def expected(question) -> str:
    """What an answer to a question looks like in a cell, in a sentence."""
    limit = question.limit
    if question.type == "choice":
        several = limit and (limit.choices or 1) > 1
        return _("Several of the list, one a line.") if several else _("Choose one of the list.")
    if question.type in ROWS:
        names = " | ".join(pick(column.title) for column in columns_of(question)[:MOST_NAMED])
        return _("One row a line, its cells parted by |: %(columns)s") % {"columns": names}
    if question.type == "money":
        return _("An amount, such as 1200000 or %(currency)s 1200000.") % {"currency": currencies(question)[0]}
    if question.type == "number":
        return _("A number.")
    return _("Text of at most %(limit)s characters.") % {"limit": (limit.characters if limit else None) or 4_000}


def currencies(question) -> tuple[str, ...]:
    """The currencies in which an amount may be stated; the first is the one without a name."""
    return (question.limit.currencies if question.limit else ()) or ("KRW",)
