"""May they? Answered from memberships and designations in force on the day, never from a flag on a person."""

from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import in_force, schemes_in_duty


def manages(person, organisation, on) -> bool:
    """Is the person an officer of the organisation?"""
    held = Membership.objects.filter(in_force(on), person=person, organisation=organisation)
    return held.filter(role=Membership.Role.OFFICER).exists()


def runs_scheme(person, scheme: str, on) -> bool:
    """Is the person an officer of the scheme's operating body?"""
    return scheme in schemes_in_duty(person, Designation.Duty.OPERATING_BODY, on)


def operates_a_scheme(person, on) -> bool:
    """Is the person an officer of the operating body of any scheme?"""
    return bool(schemes_in_duty(person, Designation.Duty.OPERATING_BODY, on))


def certifies(person, scheme: str, on) -> bool:
    """Does the person decide for the certifier of the scheme?"""
    return scheme in schemes_in_duty(person, Designation.Duty.CERTIFIER, on)


def owns_scheme(person, scheme: str, on) -> bool:
    """May the person draft the next edition of the scheme?"""
    return scheme in schemes_in_duty(person, Designation.Duty.OPERATING_BODY, on, roles=(Membership.Role.SCHEME_OWNER,))


def runs_programme(person, programme: str, on, part: str | None = None) -> bool:
    """Is the person an officer of the programme's secretariat, of one of its tracks where `part` names it?"""
    return programme in schemes_in_duty(person, Designation.Duty.SECRETARIAT, on, part=part)


def answers_for_programme(person, programme: str, on, part: str | None = None) -> bool:
    """Is the person an officer of the authority (주관부처) that approves the programme's calls and awards?"""
    return programme in schemes_in_duty(person, Designation.Duty.AUTHORITY, on, part=part)


def keeps_records(person, on) -> bool:
    """May the person record what is known of organisations: an officer who runs a scheme or a programme?"""
    return bool(schemes_in_duty(person, (Designation.Duty.OPERATING_BODY, Designation.Duty.SECRETARIAT), on))
