"""What a question of a form takes: the choices it offers, and the columns of its rows."""

from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext_lazy as _

from cityloop.assessment.models import Edition
from cityloop.assessment.queries.edition import compiled
from cityloop.catalogue.vocabulary import fields
from cityloop.language import countries
from cityloop.organisations.models import Organisation
from cityloop.rulebook import shelf

ROWS = frozenset(("table", "partners", "indicator"))
"""Types of questions whose answer is a list of rows."""
FIELDS = "fields"


@dataclass(frozen=True)
class Column:
    """One column of a question's rows. `kind` says what a cell takes; `options` are its choices, if it has any."""

    id: str
    title: object
    kind: str = "text"
    needed: bool = False
    options: dict = field(default_factory=dict, hash=False, compare=False)


def columns_of(question) -> tuple[Column, ...]:
    """The columns of a question that is answered in rows: those of the file, or those that its type always has."""
    if question.type == "partners":
        return _partners()
    named = tuple(Column(column.id, column.title) for column in question.columns)
    if question.type == "indicator" and not named:
        return _indicators()
    return named or (Column("text", question.asks),)


def options_of(question) -> dict:
    """The choices of a question by id: its own, those of the service fields, or those of another edition's question."""
    if question.options_from == FIELDS:
        return fields()
    if question.options_from:
        return {option.id: option.title for option in _borrowed(question.options_from)}
    return {option.id: option.title for option in question.options}


def is_whole(question, value) -> bool:
    """Does an answer in rows say in every row what must be said? Any other answer does."""
    if question.type not in ROWS or not isinstance(value, list):
        return True
    needed = [column.id for column in columns_of(question) if column.needed]
    return all(row.get(id) not in (None, "") for row in value for id in needed)


def _partners() -> tuple[Column, ...]:
    return (
        Column("name", _("Organisation"), needed=True),
        Column("country", _("Country"), "country", needed=True, options=dict(countries())),
        Column("kind", _("Kind"), "choice", needed=True, options=dict(Organisation.Kind.choices)),
        Column("role", _("Role"), needed=True),
        Column("amount", _("Amount"), "amount"),
    )


def _indicators() -> tuple[Column, ...]:
    return (
        Column("indicator", _("Indicator"), needed=True),
        Column("year", _("Year"), "year"),
        Column("value", _("Value"), "number", needed=True),
        Column("unit", _("Unit")),
        Column("source", _("Source"), needed=True),
    )


def _borrowed(place: str) -> tuple:
    """The options of `<scheme>/<question>`: of the edition published last, else of the file in the rulebook."""
    scheme, _slash, id = place.partition("/")
    published = Edition.objects.filter(scheme=scheme).order_by("-published_at", "-edition").first()
    rules = compiled(published) if published else _in_the_rulebook(scheme)
    found = next((one for one in rules.form if one.id == id), None) if rules else None
    return found.options if found else ()


@cache
def _in_the_rulebook(scheme: str):
    found = [one for one in shelf.editions() if one.id == scheme]
    return found[-1] if found else None
