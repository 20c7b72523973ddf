"""The standing cast: one who owns, one in the team, and one who must be refused."""

from datetime import UTC, datetime

from cityloop.engine.text import Text
from cityloop.organisations.actions import designate, enrol_person, register_organisation
from cityloop.organisations.models import Designation, Membership

REQUIREMENTS = [("specialists", Text("전문 상근인력 3인", "Three specialists"), "list of May")]
AT = datetime(2026, 9, 1, 3, 0, tzinfo=UTC)


def organisation(code="daon", kind="company", country="KR"):
    """An organisation whose names follow from its code."""
    return register_organisation(
        actor=None, at=AT, code=code, name_ko=f"{code} 기관", name_en=f"{code} body", kind=kind, country=country
    )


def person(key, of=None, role=Membership.Role.MEMBER):
    """A person called after `key`, in an organisation or in none."""
    return enrol_person(
        actor=None,
        at=AT,
        email=f"{key}@example.org",
        name_ko=f"{key} 씨",
        name_en=key,
        organisation=of,
        role=role,
        since=AT.date().replace(year=2025),
    )


def officer_for(duty, scheme, key="officer", code="body", part=""):
    """An officer of a new organisation that is designated for a duty in a scheme."""
    body = organisation(code, kind="public_body")
    designate(
        actor=None,
        at=AT,
        organisation=body,
        duty=duty,
        scheme=scheme,
        part=part,
        since=AT.date().replace(year=2025),
        source="test",
        requirements=REQUIREMENTS if duty == Designation.Duty.EVALUATION_BODY else (),
    )
    return person(key, of=body, role=Membership.Role.OFFICER)
