"""Pilots are opened, their sites and partners named, their conditions met; they start, halt and end."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.audit.actions import action, done
from cityloop.audit.refusal import not_yours, require
from cityloop.livinglabs import rules
from cityloop.livinglabs.asked import pilot_rules
from cityloop.livinglabs.models import Condition, Partner, Pilot, PilotEvent, Site
from cityloop.organisations.rules import manages

NOT_OPENED = _("The pilot was not opened.")
NOT_RECORDED = _("Nothing was recorded.")


@action("livinglabs.open_pilot")
def open_pilot(*, actor, at, code, lead=None, partners=(), simulated=False, **described):
    """Open a pilot run by `lead`, whose officer the actor is; without one, of the public record.

    `described` are columns of `Pilot`; `partners` are (organisation, part).
    """
    on = timezone.localdate(at)
    if not (manages(actor, lead, on) if lead else rules.may_run_pilots(actor, on)):
        raise not_yours()
    require(
        not Pilot.objects.filter(code=code).exists(),
        NOT_OPENED,
        _("There is a pilot with the code “%(code)s”.") % {"code": code},
        _("Open the existing pilot, or choose another code."),
    )
    begins, ends = described["began_on"], described.get("ends_on")
    require(ends is None or ends >= begins, NOT_OPENED, _("It ends before it begins."), _("Mend the days."))
    longest = pilot_rules().term.after(begins)
    require(
        ends is None or ends <= longest,
        NOT_OPENED,
        _("A pilot lasts until %(day)s at most.") % {"day": longest},
        _("Choose an earlier end; it can be extended once, by decision."),
    )
    pilot = Pilot.objects.create(code=code, lead=lead, simulated=simulated, opened_at=at, **described)
    Partner.objects.bulk_create(
        Partner(pilot=pilot, organisation=organisation, part=part, person=actor, at=at)
        for organisation, part in dict.fromkeys(partners)
    )
    return done(pilot, code=code, opened_from=pilot.opened_from)


@action("livinglabs.name_sites")
def name_sites(*, actor, at, pilot, sites):
    """Name places, each a mapping of columns of `Site`; one that was named before is described anew.

    Once the protocol is fixed, who is treated and who is compared with is fixed, too.
    """
    _runs(actor, pilot, at)
    fixed = hasattr(pilot, "protocol")
    known = {one.code: one.role for one in pilot.sites.all()}
    require(bool(sites), NOT_RECORDED, _("No place was given."), _("Give at least one."))
    for one in sites:
        require(
            not fixed or known.get(one["code"]) == one["role"],
            NOT_RECORDED,
            _("The protocol is fixed: “%(code)s” cannot be added or change its role.") % {"code": one["code"]},
            _("Record a departure from the protocol instead."),
        )
    Site.objects.bulk_create(Site(pilot=pilot, person=actor, at=at, **one) for one in sites)
    return done(pilot, sites=[one["code"] for one in sites])


@action("livinglabs.name_partner")
def name_partner(*, actor, at, pilot, organisation, part):
    """Name an organisation that takes part."""
    _runs(actor, pilot, at)
    require(
        not pilot.partners.filter(organisation=organisation, part=part).exists(),
        NOT_RECORDED,
        _("This partner is named already."),
        _("Choose another organisation or part."),
    )
    partner = Partner.objects.create(pilot=pilot, organisation=organisation, part=part, person=actor, at=at)
    return done(partner, pilot=pilot.code, organisation=organisation.code, part=part)


@action("livinglabs.meet_condition")
def meet_condition(*, actor, at, pilot, asked, statement, since, until=None):
    """Say how a condition of the rulebook is met, and for how long."""
    _runs(actor, pilot, at)
    rule = pilot_rules().conditions.get(asked)
    require(rule is not None, NOT_RECORDED, _("The rulebook asks for no such condition."), _("Choose one of the list."))
    require(bool(statement.strip()), NOT_RECORDED, _("It is not said how."), _("Say it in a sentence or two."))
    require(
        not rule.ends or until is not None,
        NOT_RECORDED,
        _("This condition runs out, so the day is needed."),
        _("Give the last day on which it holds."),
    )
    require(until is None or until >= since, NOT_RECORDED, _("It ends before it begins."), _("Mend the days."))
    condition = Condition.objects.create(
        pilot=pilot, asked=asked, statement=statement.strip(), since=since, until=until, person=actor, at=at
    )
    return done(condition, pilot=pilot.code, asked=asked)


NEXT = {
    # what happens: (in which states, the state after it)
    PilotEvent.Kind.STARTED: ((Pilot.State.PLANNED,), Pilot.State.RUNNING),
    PilotEvent.Kind.HALTED: ((Pilot.State.RUNNING,), Pilot.State.HALTED),
    PilotEvent.Kind.RESUMED: ((Pilot.State.HALTED,), Pilot.State.RUNNING),
    PilotEvent.Kind.ENDED: ((Pilot.State.RUNNING, Pilot.State.HALTED), Pilot.State.ENDED),
}


@action("livinglabs.move_pilot")
def move_pilot(*, actor, at, pilot, kind, on, reason=""):
    """Start, halt, resume or end a pilot on a day that is not ahead."""
    pilot = Pilot.objects.select_for_update().get(pk=pilot.pk)
    _runs(actor, pilot, at)
    what = _("The pilot stands as it did.")
    require(kind in NEXT, what, _("There is no such step."), _("Choose one of the list."))
    states, after = NEXT[kind]
    require(
        pilot.state in states,
        what,
        _("A pilot that is “%(state)s” cannot take this step.") % {"state": pilot.get_state_display()},
        _("Look at the pilot again; somebody else may have been quicker."),
    )
    require(on <= timezone.localdate(at), what, _("The day is ahead."), _("Record it when it has happened."))
    if kind == PilotEvent.Kind.STARTED:
        _ready(pilot, on, what)
    if kind == PilotEvent.Kind.HALTED:
        require(bool(reason.strip()), what, _("A halt needs its reason."), _("Give the reason in a sentence."))
    event = PilotEvent.objects.create(pilot=pilot, kind=kind, on=on, reason=reason.strip(), person=actor, at=at)
    pilot.state = after
    pilot.save(update_fields=["state"])
    return done(event, pilot=pilot.code, kind=str(kind), on=on.isoformat())


def _ready(pilot, on, what) -> None:
    """A pilot starts under a protocol that was fixed before, with every required condition met on the day."""
    protocol = getattr(pilot, "protocol", None)
    require(
        protocol is not None,
        what,
        _("Its protocol is not fixed yet."),
        _("Fix the protocol first: what is measured is decided before it is seen."),
    )
    require(
        on >= timezone.localdate(protocol.frozen_at) or protocol.after_the_fact,
        what,
        _("The protocol was fixed after that day."),
        _("A pilot starts on or after the day on which its protocol was fixed."),
    )
    missing = [pilot_rules().conditions[one].title for one in unmet(pilot, on)]
    require(
        not missing or (protocol.after_the_fact and pilot.lead_id is None),
        what,
        _("Not met on that day: %(names)s.") % {"names": ", ".join(missing)},
        _("Say how each condition is met."),
    )


def unmet(pilot, on) -> list[str]:
    """The required conditions that do not hold on a day."""
    last = {one.asked: one for one in pilot.conditions.all()}
    return [
        rule.id
        for rule in pilot_rules().conditions.values()
        if rule.required and not (rule.id in last and _holds(last[rule.id], on))
    ]


def _holds(condition, on) -> bool:
    return condition.since <= on and (condition.until is None or on <= condition.until)


def _runs(actor, pilot, at) -> None:
    if not rules.runs(actor, pilot, timezone.localdate(at)):
        raise not_yours()
