"""Find what is to be done about a pilot: each part, whether it is done, and what of it is missing."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cityloop.livinglabs.asked import pilot_rules
from cityloop.livinglabs.models import Delivery, Measurements, Pilot
from cityloop.livinglabs.queries.pilots import sites_of
from cityloop.organisations.models import Membership
from cityloop.organisations.queries import in_force
from cityloop.organisations.waiting import Waiting


@dataclass(frozen=True)
class Standing:
    """What there is of a pilot."""

    sites: int
    partners: int
    unmet: tuple[str, ...]
    drafted: bool
    tried: bool
    fixed: bool
    delivered: int
    accepted: int
    estimated: bool
    closed: bool


def standing(pilot, on) -> Standing:
    """What there is of a pilot on a day."""
    from cityloop.livinglabs.actions.pilot import unmet

    draft = getattr(pilot, "draft", None)
    return Standing(
        sites=len(sites_of(pilot)),
        partners=pilot.partners.count(),
        unmet=tuple(unmet(pilot, on)),
        drafted=bool(draft and draft.content),
        tried=bool(draft and draft.power),
        fixed=hasattr(pilot, "protocol"),
        delivered=Delivery.objects.filter(pilot=pilot).count(),
        accepted=Measurements.objects.filter(pilot=pilot).count(),
        estimated=pilot.effects.exists(),
        closed=pilot.closing_reports.exists(),
    )


def tasks(pilot, stands: Standing) -> list[dict]:
    """The parts of a pilot in their order, each with where it stands."""
    missing = [pilot_rules().conditions[one].title for one in stands.unmet]
    power = _("tried on the past") if stands.tried else _("not tried on the past yet")
    rows = [
        ("sites", _("Sites"), stands.sites > 0, _("%(n)s named") % {"n": stands.sites}),
        ("partners", _("Partners"), stands.partners > 0, _("%(n)s named") % {"n": stands.partners}),
        ("conditions", _("Insurance and conditions"), not missing, ", ".join(missing)),
        ("protocol", _("Protocol"), stands.fixed, "" if stands.fixed else power if stands.drafted else ""),
        ("deliveries", _("Measurements"), stands.accepted > 0, _delivered(stands)),
        ("estimate", _("Effect"), stands.estimated, ""),
        ("closing", _("Closing report"), stands.closed, ""),
    ]
    return [
        {
            "title": title,
            "href": reverse(f"livinglabs:{name}", args=[pilot.code]),
            "hint": hint,
            "badge": _("Task done") if finished else _("To do"),
            "tone": "good" if finished else "",
            "shape": "" if finished else "hollow",
        }
        for name, title, finished, hint in rows
    ]


def _delivered(stands: Standing) -> str:
    waiting = stands.delivered - stands.accepted
    return _("%(n)s delivered and not accepted") % {"n": waiting} if waiting else ""


def waiting_for(person, on) -> list[Waiting]:
    """For those who run a pilot: a delivery to accept, an effect to estimate, a closing report to file."""
    held = Membership.objects.filter(in_force(on), person=person, role=Membership.Role.OFFICER)
    mine = Pilot.objects.filter(lead__in=held.values("organisation"))
    if not mine.exists():
        return []
    shown = Delivery.objects.filter(pilot__in=mine, accepted=None).select_related("pilot")
    ended = mine.filter(state=Pilot.State.ENDED, closing_reports=None).prefetch_related("events")
    unmeasured = mine.filter(~Q(measurements=None), effects=None).distinct()
    return [
        *(_row(_("Read and accept %(name)s") % {"name": one.name}, one.pilot, "deliveries", one.at) for one in shown),
        *(_row(_("Estimate the effect"), one, "estimate", one.opened_at) for one in unmeasured),
        *(_row(_("File the closing report"), one, "closing", one.opened_at, _due(one)) for one in ended),
    ]


def _due(pilot):
    days = [event.on for event in pilot.events.all() if event.kind == "ended"]
    return pilot_rules().closing_due.after(days[-1]) if days else None


def _row(title, pilot, name, since, due=None) -> Waiting:
    return Waiting(
        title=f"{title}: {pilot.title}",
        hint=_("A pilot that your organisation runs."),
        url=reverse(f"livinglabs:{name}", args=[pilot.code]),
        since=since,
        due=due,
        label=_("Living lab"),
        simulated=pilot.simulated,
    )
