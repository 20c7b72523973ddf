"""What waits for somebody where a call reads a criterion from a vote of citizens: to open it, to hand out its codes."""

from datetime import datetime, time

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.models import Case, Edition
from cityloop.assessment.queries import compiled, kept_from
from cityloop.calls import workflow
from cityloop.livinglabs.models import Ballot, CodeBatch
from cityloop.livinglabs.queries.ballots import votes_asked
from cityloop.organisations.models import Designation
from cityloop.organisations.queries import designations_held, organisations_of
from cityloop.organisations.waiting import Waiting

STATES = tuple(workflow.VOTING.split())


def of_votes(person, on) -> list[Waiting]:
    """Votes that the secretariat has yet to open, and those for which the city has made no codes."""
    asking = [one for one in _editions() if any(criterion.citizen_vote for criterion in compiled(one).criteria)]
    if not asking:
        return []
    return [*_to_open(person, on, asking), *_to_hand_out(person, on)]


def _editions():
    """Editions of calls with proposals on which a vote could be held now."""
    held = Case.objects.filter(edition=OuterRef("pk"), state__in=STATES)
    return Edition.objects.filter(Exists(held), kind=Edition.Kind.CALL).defer("content")


def _to_open(person, on, editions) -> list[Waiting]:
    mine = Q(pk__in=())
    for scheme, part in designations_held(person, Designation.Duty.SECRETARIAT, on).values_list("scheme", "part"):
        mine |= Q(edition__scheme=scheme, **({"profile": part} if part else {}))
    found = Case.objects.filter(mine, ~kept_from(person, on), edition__in=editions, state__in=STATES)
    found = found.select_related("edition").defer("edition__content").order_by("reference")
    running = _running(found)
    return [
        _line(case, _("Open the citizen vote: %(case)s"), _("The evaluation waits for its count."), case.changed_at)
        for case in found
        if set(votes_asked(case)) - running.get(case.pk, set())
    ]


def _running(cases) -> dict[int, set[str]]:
    """By case the criteria on which a vote was opened and not called off."""
    opened: dict[int, set[str]] = {}
    rows = Ballot.objects.filter(case__in=cases, called_off=None).order_by().values_list("case_id", "criterion")
    for case, criterion in rows:
        opened.setdefault(case, set()).add(criterion)
    return opened


def _to_hand_out(person, on) -> list[Waiting]:
    since = timezone.make_aware(datetime.combine(on, time()))
    made = CodeBatch.objects.filter(ballot=OuterRef("pk"))
    found = Ballot.objects.filter(
        ~Exists(made),
        called_off=None,
        count=None,
        closes_at__gt=since,
        case__state__in=STATES,
        case__applicant__in=organisations_of(person, on),
    )
    hint = _("Nobody can vote before they have a code.")
    rows = found.select_related("case").order_by("closes_at", "pk")
    title = _("Make voting codes: %(case)s")
    return [_line(one.case, title, hint, one.opened_at, timezone.localdate(one.closes_at)) for one in rows]


def _line(case, title, hint, since, due=None) -> Waiting:
    return Waiting(
        title=title % {"case": case.title},
        hint=hint,
        url=reverse("livinglabs:case_ballots", args=[case.reference]),
        since=since,
        due=due,
        label=case.reference,
        simulated=case.simulated,
    )
