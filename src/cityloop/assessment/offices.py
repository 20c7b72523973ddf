"""Which designation does what for each kind of edition: writes its text, approves it, gives notice of its rounds."""

from dataclasses import dataclass

from django.db.models import Q

from cityloop.assessment.models import Edition
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import roles_in_schemes, schemes_in_duty

Duty, Role = Designation.Duty, Membership.Role


@dataclass(frozen=True)
class Office:
    """Who has a hand in the rules of a kind of edition: each a duty of an organisation, and a role in it.

    `mock_first`: it is tried out in a mock round before it is in force.
    """

    writes: Duty
    role: Role
    approves: Duty
    gives_notice: Duty
    mock_first: bool

    @property
    def runs(self) -> Duty:
        """Whoever gives notice of a round runs its cases."""
        return self.gives_notice

    @property
    def decides(self) -> Duty:
        """Whoever approves the rules decides on the cases."""
        return self.approves


OFFICES = {
    Edition.Kind.SCHEME: Office(Duty.OPERATING_BODY, Role.SCHEME_OWNER, Duty.CERTIFIER, Duty.OPERATING_BODY, True),
    Edition.Kind.CALL: Office(Duty.SECRETARIAT, Role.OFFICER, Duty.AUTHORITY, Duty.SECRETARIAT, False),
}
"""The kinds that are drafted, approved and published on the site; others are adopted from files only."""


def writes(person, kind: str, scheme: str, on) -> bool:
    """May the person draft and publish the next edition of it?"""
    office = OFFICES.get(kind)
    return office is not None and scheme in schemes_in_duty(person, office.writes, on, roles=(office.role,))


def written_by(person, on) -> dict[str, set[str]]:
    """For each kind of edition, the schemes and programmes whose next edition the person may draft."""
    held = roles_in_schemes(person, on)
    return {kind: _schemes(held, (office.role,), (office.writes,)) for kind, office in OFFICES.items()}


def concerning(person, on) -> dict[str, set[str]]:
    """For each kind of edition, the schemes and programmes whose rules the person's body writes or approves."""
    held = roles_in_schemes(person, on)
    return {
        kind: _schemes(held, (Role.OFFICER, Role.SCHEME_OWNER), (office.writes,))
        | _schemes(held, (Role.OFFICER,), (office.approves,))
        for kind, office in OFFICES.items()
    }


def approves(person, kind: str, scheme: str, on) -> bool:
    """Does the person approve or return what is put forward as its next edition?"""
    office = OFFICES.get(kind)
    return office is not None and scheme in schemes_in_duty(person, office.approves, on)


def among(found: dict[str, set[str]], kind: str = "kind", scheme: str = "scheme") -> Q:
    """Rows of these schemes, each of its own kind; `kind` and `scheme` are the columns that say so."""
    held = [Q(**{kind: one, f"{scheme}__in": schemes}) for one, schemes in found.items() if schemes]
    return Q(*held, _connector=Q.OR) if held else Q(pk__in=[])


def _schemes(held, roles, duties) -> set[str]:
    return {scheme for role, duty, scheme in held if role in roles and duty in duties}
