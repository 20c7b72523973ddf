"""What the system knows about conflicts of interest, by the grounds of Notice 2021-223 Art. 5(1).

Memberships and engagements tell grounds 3, 4 and 5; who is a party, a spouse or a relative (1 and 2) only the member
knows.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from cityloop.assessment.models import Declaration, Duty
from cityloop.assessment.rules import look_back, parties, parties_of
from cityloop.organisations.models import Engagement, Membership
from cityloop.organisations.queries import covers

Ground = Declaration.Ground


@dataclass(frozen=True)
class Interest:
    """One thing known: whose, on which ground, in words, and since when; `bars` says that it keeps from the case.

    What does not bar was done for a party in another matter: the member judges it.
    """

    person_id: int
    ground: str
    bars: bool
    what: str
    since: object
    until: object
    source: str

    @property
    def label(self) -> str:
        """The ground in words."""
        return str(Ground(self.ground).label)


@dataclass(frozen=True)
class Conflict:
    """Why a person must not evaluate a case."""

    person_id: int
    reason: str


class Ties:
    """The memberships and engagements of some people, loaded at once and asked for any number of cases."""

    def __init__(self, people, on):
        self.on, self.since = on, look_back(on)
        found = Membership.objects.filter(person__in=people, since__lte=on).select_related("organisation")
        self.memberships = list(found.order_by("since", "pk"))
        employers = {row.organisation_id for row in self.memberships}
        mine = Q(person__in=people) | Q(organisation__in=employers)
        found = Engagement.objects.filter(mine, since__lte=on).select_related("organisation", "client")
        self.engagements = list(found)
        self.of_organisation = defaultdict(list)
        for row in self.engagements:
            if row.organisation_id:
                self.of_organisation[row.organisation_id].append(row)

    def on_case(self, case, sides: set[int]) -> list[Interest]:
        """What is known about these people on a case with these parties, what bars first."""
        service = case.service.code if case.service else ""
        found = [_employed(row) for row in self.memberships if row.organisation_id in sides and self._recent(row)]
        found += [
            _own(row, *told) for row in self.engagements if row.person_id and (told := _told(row, sides, service))
        ]
        for member in self.memberships:
            for row in self.of_organisation[member.organisation_id]:
                told = _told(row, sides, service)
                if told and self._reaches(member, row):
                    found.append(_through(member, row, *told))
        return sorted(found, key=lambda one: (not one.bars, one.person_id))

    def _recent(self, membership) -> bool:
        return membership.until is None or membership.until >= self.since

    def _reaches(self, membership, engagement) -> bool:
        """An agent's members are those of today (Art. 5(1)4); an employer counts for three years (Art. 5(1)5)."""
        if engagement.kind == Engagement.Kind.AGENT:
            return covers(membership, self.on)
        return self._recent(membership)


def known_interests(case, people, on) -> list[Interest]:
    """What is known about these people on one case."""
    return Ties(people, on).on_case(case, parties(case))


def conflicts_of(cases, people, on) -> dict[int, dict[int, Conflict]]:
    """By case and person: who must not evaluate it. Known, declared, or in another duty on it; constant queries."""
    ties, sides, found = Ties(people, on), parties_of(cases), {case.pk: {} for case in cases}
    for case in cases:
        for one in ties.on_case(case, sides[case.pk]):
            if one.bars:
                found[case.pk].setdefault(one.person_id, Conflict(one.person_id, one.what))
    latest = {}
    for row in Declaration.objects.filter(case__in=cases).order_by("at", "pk"):
        latest[row.case_id, row.person_id] = row
    for (case_id, person_id), row in latest.items():
        if row.ground != Ground.NONE:
            said = _("Declared: %(ground)s.") % {"ground": row.get_ground_display()}
            found[case_id].setdefault(person_id, Conflict(person_id, said))
    for duty in Duty.objects.filter(case__in=cases, person__in=people):
        said = _("Has or had a duty on this case: %(duty)s.") % {"duty": duty.get_duty_display()}
        found[duty.case_id].setdefault(duty.person_id, Conflict(duty.person_id, said))
    return found


def conflicts(case, people, on) -> dict[int, Conflict]:
    """Those of `people` who must not evaluate the case, by id."""
    return conflicts_of([case], people, on)[case.pk]


def _told(row, sides, service):
    """(does it bar, ground) of an engagement on a case; None where it has nothing to do with it."""
    agent = row.kind == Engagement.Kind.AGENT
    this = bool(service) and row.service == service
    for_party = row.client_id in sides
    if agent and for_party:
        return True, Ground.AGENT
    if this or (for_party and not row.service):
        return True, Ground.AGENT if agent else Ground.ADVICE
    return (False, Ground.ADVICE) if for_party else None


def _employed(row) -> Interest:
    what = _("Belongs, or belonged within three years, to %(organisation)s.") % {"organisation": row.organisation}
    return Interest(row.person_id, Ground.EMPLOYER, True, what, row.since, row.until, "")


def _own(row, bars, ground) -> Interest:
    what = _("%(kind)s for %(client)s.") % {"kind": row.get_kind_display(), "client": row.client or row.service}
    return Interest(row.person_id, ground, bars, what, row.since, row.until, row.source)


def _through(member, row, bars, ground) -> Interest:
    said = {"organisation": row.organisation, "kind": row.get_kind_display(), "client": row.client or row.service}
    what = _("%(organisation)s, their employer within three years: %(kind)s for %(client)s.") % said
    ground = Ground.AGENT if ground == Ground.AGENT else Ground.EMPLOYER
    return Interest(member.person_id, ground, bars, what, row.since, row.until, row.source)
