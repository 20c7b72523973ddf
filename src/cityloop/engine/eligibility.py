"""Who may apply: every rule of an edition held against the facts, with the facts that each looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import expressions
from .edition import Edition
from .edition.parts import CaseClass, Rule
from .frozen import Frozen, freeze, thaw
from .text import Text

_PATH = re.compile(r"(?<![\w.'\"])([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?!\w|\s*\()")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True)
class RuleVerdict:
    """A rule held against the facts: `met` is None where the facts do not tell; `missing` names what they lack.

    `facts` has each fact the rule looked at, by its path, as it was on that day.
    """

    id: str
    met: bool | None
    says: Text
    facts: Frozen[Any]
    missing: str = ""
    error: str = ""


@dataclass(frozen=True)
class Eligibility:
    """`admitted`, `excluded` (a rule is not met, whatever the marks would be) or `incomplete`; and every rule."""

    status: str
    rules: tuple[RuleVerdict, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """The rules not met."""
        return tuple(rule.id for rule in self.rules if rule.met is False)

    @property
    def undecided(self) -> tuple[str, ...]:
        """The rules on which the facts do not tell."""
        return tuple(rule.id for rule in self.rules if rule.met is None)


def eligibility(edition: Edition, facts: Mapping[str, Any], track: str | None = None) -> Eligibility:
    """Hold every rule of the track (and of no track) against plain facts. Never raises.

    The names facts may have are those of `rulebook/NOTES.md`: `applicant`, `consortium`, `project`, `request`,
    `answers`, `service`, `round`, `city`, `proposal`, `earlier`; dates are ISO texts. `track` is the track itself,
    as the file says it. A partner of the consortium without a `grant` has one of 0.

    >>> from cityloop import rulebook
    >>> call = rulebook.load("horizon-like/2026")
    >>> found = eligibility(call, {"proposal": {"pages": 60}, "consortium": []})
    >>> found.status, found.failed[0], dict(found.rules[3].facts)
    ('excluded', 'three-bodies-three-countries', {'proposal.pages': 60})
    """
    branch = edition.track(track)
    known = _completed(facts, edition, branch.id if branch else None)
    name = branch.id if branch else track
    rules = tuple(_verdict(rule, known) for rule in edition.eligibility if rule.track in (None, name))
    if any(rule.met is False for rule in rules):
        status = "excluded"
    else:
        status = "incomplete" if any(rule.met is None for rule in rules) else "admitted"
    return Eligibility(status, rules)


def class_of(edition: Edition, facts: Mapping[str, Any]) -> CaseClass | None:
    """The first class whose condition the facts meet, such as cities of 500,000 and more; None where none is met.

    >>> from cityloop import rulebook
    >>> class_of(rulebook.load("smart-city/2025"), {"answers": {"population": 420_000}}).id
    'small_medium'
    """
    return next((one for one in edition.classes if expressions.holds(one.when, thaw(facts)) is True), None)


def _completed(facts: Mapping[str, Any], edition: Edition, track: str | None) -> dict[str, Any]:
    known = thaw(facts) if isinstance(facts, Mapping) else {}
    if isinstance(known.get("consortium"), list):
        known["consortium"] = [{"grant": 0, **p} if isinstance(p, dict) else p for p in known["consortium"]]
    if track is not None:
        known["track"] = thaw(edition.plain("tracks", track))
    return known


def _verdict(rule: Rule, facts: dict[str, Any]) -> RuleVerdict:
    found = expressions.answer(rule.when, facts)
    met = found.value if isinstance(found.value, bool) else None
    error = found.error or ("" if met is not None or found.missing else f"{found.value!r}")
    return RuleVerdict(rule.id, met, rule.says, _looked_at(rule.when, facts), found.missing, error)


def named(when: str) -> tuple[str, ...]:
    """The paths of the facts that a condition names, each once; names that a macro binds are no facts.

    >>> named("request.amount <= track.ceiling.amount && consortium.exists(p, p.overseas)")
    ('request.amount', 'track.ceiling.amount', 'consortium')
    """
    roots = expressions.variables(when)
    paths = _PATH.findall(_QUOTED.sub("''", when))
    return tuple(dict.fromkeys(path for path in paths if path.partition(".")[0] in roots))


def named_of_each(when: str) -> tuple[str, ...]:
    """What a condition asks of each item of a list: the keys of the names that a macro binds.

    >>> named_of_each("consortium.all(p, !p.overseas || p.grant == 0)")
    ('overseas', 'grant')
    """
    roots = expressions.variables(when)
    paths = [path.split(".") for path in _PATH.findall(_QUOTED.sub("''", when))]
    return tuple(dict.fromkeys(path[1] for path in paths if path[0] not in roots and len(path) > 1))


def _looked_at(when: str, facts: dict[str, Any]) -> Frozen[Any]:
    """The facts an expression names, by path, as far as they are known."""
    seen: dict[str, Any] = {}
    for path in named(when):
        root, *rest = path.split(".")
        value: Any = facts.get(root)
        for depth, name in enumerate(rest, 1):
            if not isinstance(value, dict):
                path = ".".join([root, *rest[: depth - 1]])
                break
            value = value.get(name)
        seen[path] = freeze(value)
    return Frozen(seen)
