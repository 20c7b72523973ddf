"""What the rules of a track look at, as questions; and the verdict of each with the facts in words."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cityloop.engine.edition import Edition
from cityloop.engine.eligibility import Eligibility, eligibility, named, named_of_each
from cityloop.engine.text import Text

HOME = "KR"
KNOWN = ("track", "earlier", "round")
"""Facts that nobody is asked: the call itself, and what is known only of those who are signed in."""
OF_PARTNER = ("kind", "country", "overseas", "name", "role", "lead")
"""What follows from who a partner is and where."""


@dataclass(frozen=True)
class Wanted:
    """A fact to ask for: its path, and the question by which it is asked."""

    path: str
    asks: Text | str
    type: str
    options: tuple = ()
    several: bool = False
    currency: str = ""
    tells: bool = False
    of_each: tuple[tuple[str, Text], ...] = ()

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"fact-{self.path}"


@dataclass(frozen=True)
class Held:
    """A rule held against what was answered: its verdict, its source, and each fact it looked at in words."""

    verdict: object
    source: tuple
    facts: list[tuple[str, str]] = field(default_factory=list)


def wanted(edition: Edition, track: str) -> list[Wanted]:
    """Every fact that the rules of a track look at besides who applies, each once, in the order of the rules."""
    found: dict[str, Wanted] = {}
    for rule in _rules(edition, track):
        for path in named(rule.when):
            one = _wanted(edition, track, rule, path)
            if one is not None:
                found.setdefault(one.path, one)
    return list(found.values())


def held(edition: Edition, track: str, facts: dict) -> tuple[Eligibility, list[Held]]:
    """The verdict on facts, and every rule with what it looked at."""
    verdict = eligibility(edition, facts, track)
    sources = {rule.id: rule.source for rule in edition.eligibility}
    labels = {one.path: one for one in wanted(edition, track)}
    return verdict, [
        Held(one, sources[one.id], [(_label(path, labels), value) for path, value in one.facts.items()])
        for one in verdict.rules
    ]


def _rules(edition, track):
    return [rule for rule in edition.eligibility if rule.track in (None, track)]


def _wanted(edition, track, rule, path) -> Wanted | None:
    root, *rest = path.split(".")
    if root in KNOWN or path in ("applicant.kind", "applicant.overseas", "applicant.country", "applicant"):
        return None
    if root == "consortium":
        return Wanted("consortium", "", "consortium", of_each=_of_each(edition, track))
    if root == "request":
        return Wanted("request", _asked_as(edition, track, "request"), "money", currency=_currency(edition, track))
    question = _question(edition, track, path)
    if question is None:
        return Wanted(path, rule.says, _type_of(rule.when, path)) if rest else None
    tells = question.tells == path
    kind = "number" if question.type in ("indicator",) else question.type
    limit = question.limit
    return Wanted(
        path if tells else f"answers.{question.id}",
        question.asks,
        kind,
        question.options,
        bool(limit and (limit.choices or 1) > 1) or f"{path}.all(" in rule.when or f"size({path})" in rule.when,
        _currency(edition, track) if kind == "money" else "",
        tells,
    )


def _question(edition, track, path):
    """The question of the form that tells a fact, or whose answer it is."""
    root, *rest = path.split(".")
    for question in edition.form:
        own = question.track in (None, track)
        if own and (question.tells == path or (root == "answers" and rest[:1] == [question.id])):
            return question
    return None


def _of_each(edition, track) -> tuple[tuple[str, Text], ...]:
    """What is asked of each partner besides what it is and where, with the rule that asks it."""
    asked: dict[str, Text] = {}
    for rule in _rules(edition, track):
        if "consortium" in named(rule.when):
            for key in named_of_each(rule.when):
                asked.setdefault(key, rule.says)
    return tuple((key, says) for key, says in asked.items() if key not in OF_PARTNER)


def _type_of(when: str, path: str) -> str:
    return "number" if re.search(rf"{re.escape(path)}\s*[<>=]=?\s*\d", when) else "boolean"


def _asked_as(edition, track, path):
    question = _question(edition, track, path)
    return question.asks if question else _("Grant asked for")


def _currency(edition, track) -> str:
    ceiling = edition.track(track).ceiling
    return ceiling.currency if ceiling else "KRW"


def _label(path: str, labels: dict):
    names = {
        "applicant.kind": _("Who applies"),
        "applicant.overseas": _("The applicant is abroad"),
        "consortium": _("The consortium"),
        "request.amount": _("Grant asked for"),
        "request.currency": _("Currency"),
        "track.ceiling.amount": _("At most each"),
        "track.ceiling.currency": _("Currency of the ceiling"),
    }
    return names.get(path) or (labels[path].asks if path in labels else path)
