"""What the rules of a call say of a proposal, rule by rule, with what a person judged where the facts do not tell."""

from dataclasses import dataclass, field

from cityloop.assessment.queries import compiled
from cityloop.calls.models import RuleJudgement
from cityloop.calls.queries.facts import questions_of, verdict_of
from cityloop.calls.wording import fact_shown
from cityloop.engine.eligibility import RuleVerdict
from cityloop.language import pick


@dataclass(frozen=True)
class Verdict:
    """One rule held against a version: by the facts, or where they do not tell by an officer's judgement."""

    rule: RuleVerdict
    source: tuple
    judgement: RuleJudgement | None = None
    form: dict = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id

    @property
    def met(self) -> bool | None:
        """Is it met? None where neither the facts nor anybody has told."""
        if self.rule.met is None and self.judgement is not None:
            return self.judgement.met
        return self.rule.met

    @property
    def by_hand(self) -> bool:
        """Is it for a person to judge?"""
        return self.rule.met is None

    @property
    def standing(self) -> str:
        """`met`, `unmet` or `open`."""
        return {True: "met", False: "unmet", None: "open"}[self.met]

    @property
    def says(self) -> str:
        """The rule in the reader's language."""
        return pick(self.rule.says)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Each fact that the rule looked at, and what it was, in words."""
        return [fact_shown(path, value, self.form) for path, value in self.rule.facts.items()]

    @property
    def plain(self) -> dict:
        """What is kept of it when the screening ends."""
        kept = {"id": self.id, "met": self.met, "by_hand": self.by_hand, "missing": self.rule.missing}
        return kept | ({"reason": self.judgement.reason} if self.judgement else {})


def verdicts(case, dossier) -> list[Verdict]:
    """Every rule of the case's track held against a version, those not met first, then those still open."""
    rules = {rule.id: rule for rule in compiled(case.edition).eligibility}
    judged = {row.rule: row for row in dossier.judgements.select_related("person").order_by("at", "pk")}
    form = {question.id: question for question in questions_of(case)}
    held = verdict_of(case, dossier.answers).rules
    found = [Verdict(one, rules[one.id].source, judged.get(one.id), form) for one in held]
    return sorted(found, key=lambda one: ("unmet", "open", "met").index(one.standing))


def unmet(found) -> list[str]:
    """The rules that are not met."""
    return [one.id for one in found if one.met is False]


def undecided(found) -> list[str]:
    """The rules on which neither the facts nor anybody has told."""
    return [one.id for one in found if one.met is None]
