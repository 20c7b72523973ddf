"""Everything that a person is through organisations on one day, read once and handed along."""

from functools import cached_property
from itertools import starmap
from typing import NamedTuple

from cityloop.organisations.models import Membership


class Tie(NamedTuple):
    """A membership with one of the designations that its organisation has or had; without any, those are empty."""

    organisation: int
    role: str
    until: object
    duty: str | None
    scheme: str | None
    part: str | None
    designated_since: object
    designated_until: object


class Affiliations:
    """Where a person belongs on a day, where they belonged before, and what they serve as an officer; one query.

    Every gate of a page asks for the same of its reader, so it is read once in a request. Nobody belongs nowhere.
    """

    def __init__(self, person, on):
        self.person, self.on = person, on

    @cached_property
    def _ties(self) -> list[Tie]:
        if not getattr(self.person, "pk", None):
            return []
        of = "organisation__designations__"
        told = (f"{of}{name}" for name in ("duty", "scheme", "part", "since", "until"))
        rows = Membership.objects.filter(person=self.person, since__lte=self.on).order_by()
        return list(starmap(Tie, rows.values_list("organisation_id", "role", "until", *told)))

    @cached_property
    def organisations(self) -> frozenset[int]:
        """Ids of the organisations that the person acts for that day."""
        return self.since(self.on)

    def since(self, day) -> frozenset[int]:
        """Ids of those to which the person belonged at any time from a day on."""
        return frozenset(tie.organisation for tie in self._ties if tie.until is None or tie.until >= day)

    @cached_property
    def duties(self) -> frozenset[tuple[str, str, str]]:
        """What the person serves as an officer: duty, scheme or programme, and the part of it (empty for all)."""
        return frozenset((tie.duty, tie.scheme, tie.part) for tie in self._ties if self._serves(tie))

    def serves(self, duty: str, scheme: str, part: str | None = None) -> bool:
        """Is the person an officer of a body that has the duty for a scheme; for a track or field, where named?"""
        parts = {held for name, of, held in self.duties if (name, of) == (duty, scheme)}
        return bool(parts if part is None else parts & {"", part})

    def schemes(self, duty: str) -> set[str]:
        """Ids of the schemes and programmes for which the person serves the duty, in whichever part."""
        return {scheme for name, scheme, _part in self.duties if name == duty}

    def _serves(self, tie) -> bool:
        if tie.role != Membership.Role.OFFICER or tie.duty is None or not self._lasts(tie.until):
            return False
        return tie.designated_since <= self.on and self._lasts(tie.designated_until)

    def _lasts(self, until) -> bool:
        return until is None or until >= self.on
