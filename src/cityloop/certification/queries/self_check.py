"""What one learns before applying: whether the service, or the organisation itself, may, and what to bring."""

from dataclasses import dataclass

from cityloop.assessment.models import Case, EditionState
from cityloop.assessment.queries import compiled, notices, standings
from cityloop.assessment.queries.facts import facts_about
from cityloop.engine.eligibility import eligibility

OPEN = (EditionState.State.IN_FORCE, EditionState.State.MOCK)


@dataclass(frozen=True)
class SelfCheck:
    """One edition and field held against a service or an organisation: the verdict, what is asked for, and when."""

    standing: object
    rules: object
    profile: object
    verdict: object
    notice: object
    documents: list
    criteria: list
    questions: list

    @property
    def may(self) -> bool:
        """No rule of the edition excludes it."""
        return self.verdict.status != "excluded"

    @property
    def open(self) -> bool:
        """Are applications taken now?"""
        return self.notice is not None or not self.rules.by_notice


def self_checks(applicant, service, at, on) -> list[SelfCheck]:
    """Every edition and field under which an organisation could apply, for a service or for itself; first who may."""
    rounds = list(notices().filter(opens_at__lte=at, open_until__gt=at))
    about = Case.About.SERVICE if service else Case.About.ORGANISATION
    standing = [one for one in standings(on) if one.state in OPEN and compiled(one.edition).about == about]
    found = [_check(one, applicant, service, rounds) for one in standing]
    return sorted(found, key=lambda one: (not one.may, not one.open, one.standing.edition.scheme))


def _check(standing, applicant, service, rounds) -> SelfCheck:
    rules = compiled(standing.edition)
    profile = rules.profile(standing.profile)
    notice = next(
        (one for one in rounds if one.edition_id == standing.edition.pk and one.covers(standing.profile)), None
    )
    return SelfCheck(
        standing=standing,
        rules=rules,
        profile=profile,
        verdict=eligibility(rules, facts_about(rules, applicant, service, standing.profile)),
        notice=notice,
        documents=[one for one in rules.documents if one.required],
        criteria=list(rules.criteria_of(profile=standing.profile or None)),
        questions=[one for one in rules.form if one.required and one.when is None],
    )
