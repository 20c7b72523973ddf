"""What the conditions of an edition may ask about an application (names of rulebook NOTES)."""

from cityloop.assessment.models import Party
from cityloop.assessment.queries.edition import compiled
from cityloop.assessment.rules import joint


def facts_of(case, answers=None) -> dict:
    """The facts of a case; with `answers`, those of its form beside them."""
    edition = compiled(case.edition)
    partners = _partners(case) if edition.joint else []
    found = facts_about(edition, case.applicant, case.service, case.profile, partners)
    return found if answers is None else found | {"answers": answers}


def facts_about(edition, applicant, service, profile, partners=()) -> dict:
    """The facts of an application by an organisation, for one of its services or for itself, opened or not."""
    chosen = edition.profile(profile)
    return {
        "applicant": {
            "kind": applicant.kind,
            "tier": applicant.tier,
            "country": applicant.country,
            "overseas": applicant.country != "KR",
            "provides_service": bool(service and service.provider_id == applicant.pk),
            "joint_with_provider": any(one["role"] == Party.Role.PROVIDER for one in partners),
            "partners": list(partners),
        },
        "service": {
            "type": service.type if service else "",
            "fields": [row.field for row in service.service_fields.all()] if service else [],
        },
        "profile": profile,
        "round": {"fields": list(chosen.fields) if chosen else []},
    }


def _partners(case) -> list[dict]:
    """Those who apply together with the lead and have agreed."""
    agreed = joint(case).filter(answer=Party.Answer.AGREED).select_related("organisation")
    return [{"kind": one.organisation.kind, "country": one.organisation.country, "role": one.role} for one in agreed]
