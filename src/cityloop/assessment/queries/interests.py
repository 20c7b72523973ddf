"""What the system knows about conflicts of interest, by the grounds of Notice 2021-223 Art. 5(1).

Memberships, employments and engagements tell grounds 3, 4 and 5; who is a party, a spouse or a relative (1 and 2) only
the member knows. A party is whoever counts as one with it: under another name, or within a group.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from cityloop.assessment.models import Bid, Declaration, Duty
from cityloop.assessment.queries.bids import last_bids
from cityloop.assessment.queries.sides import sides_of
from cityloop.assessment.queries.veil import APPLICANTS, hides
from cityloop.assessment.rules import look_back
from cityloop.organisations.models import Employment, Engagement, Membership
from cityloop.organisations.queries import Circles

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


@dataclass(frozen=True)
class Work:
    """Somebody worked for an organisation: by a membership, by what is on record, or as somebody says of them."""

    person_id: int
    organisation: object
    since: object = None
    until: object = None
    source: str = ""


class Ties:
    """What is known of some people, loaded at once and asked for any number of cases.

    `told` adds work that is no record yet: of somebody who is to be invited.
    """

    def __init__(self, people, on, told=()):
        self.on, self.since = on, look_back(on)
        self.circles = Circles(on, self.since)
        self.works = [*_works(people, on), *told]
        employers = {row.organisation.pk for row in self.works}
        mine = Q(person__in=people) | Q(organisation__in=employers)
        engagements = Engagement.objects.filter(mine, since__lte=on, retraction=None).select_related(
            "organisation", "client", "ending"
        )
        self._index(list(engagements))

    def _index(self, engagements) -> None:
        """All of it by the organisation or the service that it is about, so that a case asks for its own sides only."""
        self.employed, self.did = defaultdict(list), defaultdict(list)
        at = defaultdict(list)
        for work in self.works:
            at[work.organisation.pk].append(work)
            if self._recent(work):
                self.employed[self.circles.of(work.organisation.pk)].append(work)
        for row in engagements:
            whose = [None] if row.person_id else [one for one in at[row.organisation_id] if self._reaches(one, row)]
            for work in whose:
                if row.client_id:
                    self.did["client", self.circles.of(row.client_id)].append((work, row))
                if row.service:
                    self.did["service", row.service].append((work, row))

    def on_case(self, case, sides: set[int]) -> list[Interest]:
        """What is known about these people on a case with these parties, what bars first."""
        service = case.service.code if case.service else ""
        roots = {self.circles.of(side) for side in sides}
        found = [_employed(work, sides) for root in sorted(roots) for work in self.employed.get(root, ())]
        own, through = {}, {}
        for key in [*(("client", root) for root in sorted(roots)), *([("service", service)] if service else [])]:
            for work, row in self.did.get(key, ()):
                place, name = (through, (work, row.pk)) if work else (own, row.pk)
                place.setdefault(name, (work, row))
        found += [_own(row, *self._told(row, roots, service)) for _work, row in own.values()]
        found += [_through(work, row, *self._told(row, roots, service)) for work, row in through.values()]
        return sorted(found, key=lambda one: (not one.bars, one.person_id))

    def _told(self, row, roots, service) -> tuple[bool, str]:
        """Does an engagement bar, and on which ground?"""
        agent = row.kind == Engagement.Kind.AGENT
        for_party = bool(row.client_id) and self.circles.of(row.client_id) in roots
        this = bool(service) and row.service == service
        bars = (agent and for_party) or this or (for_party and not row.service)
        return bars, Ground.AGENT if agent and bars else Ground.ADVICE

    def _recent(self, work) -> bool:
        return work.until is None or work.until >= self.since

    def _reaches(self, work, engagement) -> bool:
        """An agent's members are those of today (Art. 5(1)4); an employer counts for three years (Art. 5(1)5)."""
        if engagement.kind == Engagement.Kind.AGENT:
            return (work.since is None or work.since <= self.on) and (work.until is None or work.until >= self.on)
        return self._recent(work)


def known_interests(case, people, on) -> list[Interest]:
    """What is known about these people on one case."""
    return Ties(people, on).on_case(case, sides_of([case])[case.pk])


def conflicts_of(cases, people, on, bids=None, duties=None) -> dict[int, dict[int, Conflict]]:
    """By case and person: who must not evaluate it. Known, declared, bid, or in another duty; constant queries.

    `bids` (by case and person) and `duties` (of these people) are given by whoever has read them already.
    """
    ties, sides, found = Ties(people, on), sides_of(cases), {case.pk: {} for case in cases}
    # A member who is not told who applies cannot judge what only may bar them: there whatever is known bars.
    blind = {case.pk: hides(case, APPLICANTS) for case in cases}
    for case in cases:
        for one in ties.on_case(case, sides[case.pk]):
            if one.bars or blind[case.pk]:
                found[case.pk].setdefault(one.person_id, Conflict(one.person_id, one.what))
    latest = {}
    for row in Declaration.objects.filter(case__in=cases).order_by("at", "pk"):
        latest[row.case_id, row.person_id] = row
    for (case_id, person_id), row in latest.items():
        if row.ground != Ground.NONE:
            said = _("Declared: %(ground)s.") % {"ground": row.get_ground_display()}
            found[case_id].setdefault(person_id, Conflict(person_id, said))
    for case_id, said_by in (last_bids(cases) if bids is None else bids).items():
        for person_id, level in said_by.items():
            if level == Bid.Level.CONFLICT:
                said = _("Said when bidding to be in conflict.")
                found[case_id].setdefault(person_id, Conflict(person_id, said))
    for duty in Duty.objects.filter(case__in=cases, person__in=people) if duties is None else duties:
        said = _("Has or had a duty on this case: %(duty)s.") % {"duty": duty.get_duty_display()}
        found[duty.case_id].setdefault(duty.person_id, Conflict(duty.person_id, said))
    return found


def conflicts(case, people, on) -> dict[int, Conflict]:
    """Those of `people` who must not evaluate the case, by id."""
    return conflicts_of([case], people, on)[case.pk]


def _works(people, on) -> list[Work]:
    """Where some people work and worked: by membership, and by what is on record of them."""
    begun = Q(since=None) | Q(since__lte=on)
    members = Membership.objects.filter(person__in=people, since__lte=on).select_related("organisation")
    jobs = Employment.objects.filter(begun, person__in=people, retraction=None).select_related("organisation", "ending")
    return [
        *(Work(row.person_id, row.organisation, row.since, row.until) for row in members.order_by("since", "pk")),
        *(Work(row.person_id, row.organisation, row.since, row.last_day, row.source) for row in jobs),
    ]


def _employed(work, sides) -> Interest:
    if work.organisation.pk in sides:
        said = _("Belongs, or belonged within three years, to %(organisation)s.")
    else:
        said = _("Belongs, or belonged within three years, to %(organisation)s, which counts as one with a party.")
    what = said % {"organisation": work.organisation}
    return Interest(work.person_id, Ground.EMPLOYER, True, what, work.since, work.until, work.source)


def _own(row, bars, ground) -> Interest:
    what = _("%(kind)s for %(client)s.") % {"kind": row.get_kind_display(), "client": row.client or row.service}
    return Interest(row.person_id, ground, bars, what, row.since, row.last_day, row.source)


def _through(work, row, bars, ground) -> Interest:
    said = {"organisation": row.organisation, "kind": row.get_kind_display(), "client": row.client or row.service}
    what = _("%(organisation)s, their employer within three years: %(kind)s for %(client)s.") % said
    ground = Ground.AGENT if ground == Ground.AGENT else Ground.EMPLOYER
    return Interest(work.person_id, ground, bars, what, row.since, row.last_day, row.source)
