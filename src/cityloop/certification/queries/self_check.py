"""What a provider learns before applying: whether its service may, and what would have to be brought."""

from dataclasses import dataclass

from cityloop.assessment.models import EditionState
from cityloop.assessment.queries import compiled, notices, standings
from cityloop.engine.eligibility import eligibility

OPEN = (EditionState.State.IN_FORCE, EditionState.State.MOCK)


@dataclass(frozen=True)
class SelfCheck:
    """One edition and field held against a service: the verdict by rule, what is asked for, and when it is taken."""

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
        """No rule of the edition excludes the service."""
        return self.verdict.status != "excluded"

    @property
    def open(self) -> bool:
        """Are applications taken now?"""
        return self.notice is not None or not self.rules.by_notice


def self_checks(service, at, on) -> list[SelfCheck]:
    """Every edition and field that a service could apply under, those that admit it first."""
    rounds = list(notices().filter(opens_at__lte=at, open_until__gt=at))
    found = [_check(one, service, rounds) for one in standings(on) if one.state in OPEN]
    return sorted(found, key=lambda one: (not one.may, not one.open, one.standing.edition.scheme))


def _check(standing, service, rounds) -> SelfCheck:
    rules = compiled(standing.edition)
    profile = rules.profile(standing.profile)
    notice = next(
        (one for one in rounds if one.edition_id == standing.edition.pk and one.covers(standing.profile)), None
    )
    return SelfCheck(
        standing=standing,
        rules=rules,
        profile=profile,
        verdict=eligibility(rules, _facts(service, profile)),
        notice=notice,
        documents=[one for one in rules.documents if one.required],
        criteria=list(rules.criteria_of(profile=standing.profile or None)),
        questions=[one for one in rules.form if one.required and one.when is None],
    )


def _facts(service, profile) -> dict:
    """The facts of an application that has not been opened: the provider applies alone."""
    provider = service.provider
    return {
        "applicant": {
            "kind": provider.kind,
            "country": provider.country,
            "overseas": provider.country != "KR",
            "provides_service": True,
            "joint_with_provider": False,
            "partners": [],
        },
        "service": {"type": service.type, "fields": [row.field for row in service.service_fields.all()]},
        "round": {"fields": list(profile.fields) if profile else []},
    }
