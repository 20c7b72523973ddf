"""Which designation does what for each kind of edition: writes its text, approves it, gives notice of its rounds."""

from dataclasses import dataclass

from cityloop.assessment.models import Edition
from cityloop.organisations.models import Designation, Membership
from cityloop.organisations.queries import schemes_in_duty

Duty, Role = Designation.Duty, Membership.Role


@dataclass(frozen=True)
class Office:
    """Who has a hand in the rules of a kind of edition: each a duty of an organisation, and a role in it."""

    writes: Duty
    role: Role
    approves: Duty
    gives_notice: Duty
    hides_conflicts: bool = False
    """Whether whoever has a hand in its cases sees none that they conflict with; else they see it and step aside."""

    @property
    def runs(self) -> Duty:
        """Whoever gives notice of a round runs its cases."""
        return self.gives_notice

    @property
    def decides(self) -> Duty:
        """Whoever approves the rules decides on the cases."""
        return self.approves


OFFICES = {
    Edition.Kind.SCHEME: Office(Duty.OPERATING_BODY, Role.SCHEME_OWNER, Duty.CERTIFIER, Duty.OPERATING_BODY),
    Edition.Kind.CALL: Office(Duty.SECRETARIAT, Role.OFFICER, Duty.AUTHORITY, Duty.SECRETARIAT, True),
}
"""The kinds that are drafted, approved and published on the site; others are adopted from files only."""


def writes(person, kind: str, scheme: str, on) -> bool:
    """May the person draft and publish the next edition of it?"""
    office = OFFICES.get(kind)
    return office is not None and scheme in schemes_in_duty(person, office.writes, on, roles=(office.role,))


def written_by(person, on) -> dict[str, set[str]]:
    """For each kind of edition, the schemes and programmes whose next edition the person may draft."""
    return {kind: schemes_in_duty(person, office.writes, on, roles=(office.role,)) for kind, office in OFFICES.items()}


def approves(person, kind: str, scheme: str, on) -> bool:
    """Does the person approve or return what is put forward as its next edition?"""
    office = OFFICES.get(kind)
    return office is not None and scheme in schemes_in_duty(person, office.approves, on)
