"""The secretariat prepares a selection: limits, scenarios compared, overrides with a reason, a recommendation."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.queries import compiled
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, not_yours, refused_if_taken, require
from cityloop.calls.actions.panel_report import kept_report
from cityloop.calls.choosing import prepares, require_office
from cityloop.calls.consenting import panel_of
from cityloop.calls.models import LimitChange, Override, PanelClosing, Recommendation, Scenario, SelectionRound
from cityloop.calls.reporting import content_of
from cityloop.calls.selecting import candidates, cases_of, inputs_of, limits_of, select
from cityloop.engine.edition import digest
from cityloop.engine.impossible import Impossible
from cityloop.language import pick
from cityloop.ledger.amounts import LARGEST, minor, spoken
from cityloop.organisations.rules import runs_programme

State = SelectionRound.State
NOT_OPENED = _("The selection was not opened.")
NOT_SAVED = _("The scenario was not saved.")
NOT_CHANGED = _("Budget and seats were not changed.")
NOT_RECOMMENDED = _("Nothing was put before the authority.")
CLOSED = _("The authority has decided on this round.")
LOOK_AGAIN = _("Open the selection again to see where it stands.")


@action("calls.open_selection")
def open_selection(*, actor, at, notice, track, committee=0, budget=None, seats=None):
    """Begin the selection of a track's round; without a budget or seats of its own, with those of the edition."""
    if not runs_programme(actor, notice.edition.scheme, timezone.localdate(at), part=track):
        raise not_yours()
    rules = compiled(notice.edition)
    found = rules.track(track)
    require(
        notice.published_at is not None and found is not None and track in notice.profiles,
        NOT_OPENED,
        _("This notice has no such track."),
        _("Choose a track of the published notice."),
    )
    of_round = {"meeting__notice": notice, "meeting__track": track, "meeting__committee": committee}
    require(
        panel_of(rules) is None or PanelClosing.objects.filter(**of_round).exists(),
        NOT_OPENED,
        _("The panel over this round has not ended."),
        _("Hold it first: it makes what was agreed consistent, and orders what is tied."),
    )
    money = found.ceiling or rules.budget
    if budget is None and rules.budget:
        budget = minor(rules.budget.amount, rules.budget.currency)
    seats = found.seats.max if seats is None else seats
    _require_limits(budget, seats, found.seats.max, NOT_OPENED)
    taken = Refused(NOT_OPENED, _("This round is being selected already."), LOOK_AGAIN)
    with refused_if_taken(taken):
        round = SelectionRound.objects.create(
            notice=notice,
            track=track,
            committee=committee,
            budget=budget,
            currency=money.currency if money else "",
            seats=seats,
            opened_at=at,
            simulated=notice.simulated,
        )
    require_office(prepares, actor, round, at)
    return done(round, notice=notice.number, track=track, committee=committee, budget=budget, seats=seats)


@action("calls.change_limits")
def change_limits(*, actor, at, round, budget, seats, reason):
    """Change what a round may give, also after the decision; never below what was given already."""
    round = locked(round)
    require_office(prepares, actor, round, at)
    most = compiled(round.notice.edition).track(round.track).seats.max
    _require_limits(budget, seats, most, NOT_CHANGED)
    require(bool(reason.strip()), NOT_CHANGED, _("The reason is missing."), _("Write it in a sentence."))
    require(
        budget is None or budget >= round.spent,
        NOT_CHANGED,
        _("%(given)s were given to %(n)s proposals already; the budget of %(budget)s is less.")
        % {"given": spoken(round.spent, round.currency), "n": round.taken, "budget": _said(budget, round)},
        _("Keep at least what was given; what an award that is declined frees counts from then on."),
    )
    require(
        seats >= round.taken,
        NOT_CHANGED,
        _("%(n)s proposals were selected already; there cannot be %(seats)s seats.")
        % {"n": round.taken, "seats": seats},
        _("Keep at least as many seats as were taken."),
    )
    before = {"budget_before": round.budget, "seats_before": round.seats}
    round.budget, round.seats = budget, seats
    round.save(update_fields=["budget", "seats"])
    LimitChange.objects.create(
        round=round, **before, budget=budget, seats=seats, reason=reason.strip(), person=actor, at=at
    )
    return done(round, **before, budget=budget, seats=seats, reason=reason.strip())


@action("calls.override_rank")
def override_rank(*, actor, at, round, case, kind, reason):
    """Keep a proposal in or out whatever its rank, or let its rank count again; for a reason that is published."""
    round = _being_prepared(round, actor, at, _("The ranking was not overridden."))
    require(
        kind in Override.Kind.values and bool(reason.strip()) and cases_of(round).filter(pk=case.pk).exists(),
        _("The ranking was not overridden."),
        _("The reason is missing, or the proposal is not of this round."),
        _("Choose the proposal, and write why its rank shall not count."),
    )
    row = Override.objects.create(round=round, case=case, kind=kind, reason=reason.strip(), person=actor, at=at)
    return done(row, case=case.reference, kind=kind, reason=reason.strip())


@action("calls.save_scenario")
def save_scenario(*, actor, at, round, name, policy, budget=None, seats=None, caps=None, ceiling=None):
    """Compute what some limits select, and keep it with its digest. A limit left out is the round's own.

    With a `ceiling` below the edition's a proposal that asks for more is selected with that much.
    """
    round = _being_prepared(round, actor, at, NOT_SAVED)
    given = {"budget": budget, "seats": seats, "caps": caps, "ceiling": ceiling}
    changed = {key: value for key, value in given.items() if value is not None}
    _require_ceiling(round, ceiling)
    require(
        bool(name.strip()) and len(name) <= 120 and policy in Scenario.Policy.values,
        NOT_SAVED,
        _("It has no name, or a policy that is not known."),
        _("Name it so that others know it again, in at most 120 characters."),
    )
    _require_limits(changed.get("budget"), changed.get("seats", round.seats), None, NOT_SAVED)
    limits, found = limits_of(round, policy=policy, **changed), candidates(round)
    require(
        any(one.passed for one in found) or bool(limits.inside),
        NOT_SAVED,
        _("No proposal of this round reached what the call asks for."),
        _("Wait until the evaluations are closed."),
    )
    try:
        answer = select(round, found, limits)
    except Impossible as impossible:
        raise Refused(NOT_SAVED, pick(impossible.why), "; ".join(map(pick, impossible.remedies))) from impossible
    known = round.scenarios.filter(digest=answer["digest"]).first()
    require(
        known is None,
        NOT_SAVED,
        _("The same limits were saved as “%(name)s”.") % {"name": known.name if known else ""},
        _("Change a limit, or compare with the one that is there."),
    )
    scenario = Scenario.objects.create(
        round=round, name=name.strip(), policy=policy, limits=limits.plain, person=actor, at=at, **answer
    )
    return done(scenario, name=name.strip(), sha256=scenario.digest)


@action("calls.recommend")
def recommend(*, actor, at, round, scenario, note, reserve=None):
    """Put a scenario before the authority, as it was computed from what stands now, with the report of the panels."""
    round = _being_prepared(round, actor, at, NOT_RECOMMENDED)
    require(bool(note.strip()), NOT_RECOMMENDED, _("It is not said why this one."), _("Write it in a sentence or two."))
    require_current(round, scenario, NOT_RECOMMENDED)
    require_within(round, scenario, NOT_RECOMMENDED)
    rules = compiled(round.notice.edition).selection
    waiting = sorted((row for row in scenario.rows if row["reserve"]), key=lambda row: row["reserve"])
    waiting = [row["reference"] for row in waiting][: rules.reserve if rules else 0]
    given = waiting if reserve is None else [one for one in reserve if one in waiting]
    report = kept_report(round, content_of(round, scenario, given, note.strip()), actor, at)
    content = {"scenario": scenario.digest, "report": report.digest, "reserve": given, "note": note.strip()}
    row = Recommendation.objects.create(
        round=round,
        scenario=scenario,
        report=report,
        reserve=given,
        note=note.strip(),
        digest=digest(content),
        person=actor,
        at=at,
    )
    round.state = State.RECOMMENDED
    round.save(update_fields=["state"])
    return done(row, scenario=scenario.name, sha256=row.digest, reserve=given)


def require_current(round, scenario, what) -> None:
    """Refuse a scenario whose outcomes, costs, overrides or rules are no longer those that it was computed from."""
    kept = limits_of(
        round,
        policy=scenario.policy,
        **{key: scenario.limits.get(key) for key in ("budget", "seats", "caps", "ceiling")},
    )
    require(
        inputs_of(round, candidates(round), kept) == scenario.inputs,
        what,
        _("Outcomes, proposals or overrides changed since the scenario “%(name)s” was computed.")
        % {"name": scenario.name},
        _("Compute it again, look at what changed, and go on with the new one."),
    )


def require_within(round, scenario, what) -> None:
    """Refuse a scenario that gives more than the round may give now, in a sentence that says how much."""
    chosen = [row for row in scenario.rows if row["in"]]
    cost = sum(row["cost"] for row in chosen)
    require(
        round.budget is None or cost <= round.budget,
        what,
        _("It gives %(cost)s, and the budget of the round is %(budget)s.")
        % {"cost": spoken(cost, round.currency), "budget": _said(round.budget, round)},
        _("Compute a scenario within the budget, or have the budget changed first."),
    )
    require(
        len(chosen) <= round.seats,
        what,
        _("It selects %(n)s proposals, and the round has %(seats)s seats.") % {"n": len(chosen), "seats": round.seats},
        _("Compute a scenario within the seats, or have them changed first."),
    )


def locked(round) -> SelectionRound:
    """The round as it is now, locked until the transaction ends."""
    found = SelectionRound.objects.select_for_update(of=("self",)).select_related("notice__edition")
    return found.get(pk=round.pk)


def _being_prepared(round, actor, at, what) -> SelectionRound:
    round = locked(round)
    require_office(prepares, actor, round, at)
    waiting = round.recommendations.filter(decision=None).exists()
    require(round.state in (State.OPEN, State.RECOMMENDED) and not waiting, what, _waits(round), LOOK_AGAIN)
    return round


def _waits(round):
    if round.state in (State.OPEN, State.RECOMMENDED):
        return _("A recommendation waits for the authority.")
    return CLOSED


def _require_limits(budget, seats, most, what) -> None:
    fits = isinstance(seats, int) and seats > 0 and (most is None or seats <= most)
    require(
        fits and (budget is None or (isinstance(budget, int) and 0 <= budget <= LARGEST)),
        what,
        _("The budget is no amount, or the seats are none or more than the call has."),
        _("Give a whole amount, and as many seats as the call has at most."),
    )


def _require_ceiling(round, ceiling) -> None:
    most = compiled(round.notice.edition).track(round.track).ceiling
    largest = minor(most.amount, most.currency) if most else LARGEST
    require(
        ceiling is None or (isinstance(ceiling, int) and 0 < ceiling <= largest),
        NOT_SAVED,
        _("The most for one award is no amount, or more than the %(most)s of the call.")
        % {"most": spoken(largest, round.currency) if round.currency else largest},
        _("Give a whole amount up to that of the call, or leave it empty."),
    )


def _said(amount, round) -> str:
    return "–" if amount is None else spoken(amount, round.currency)
