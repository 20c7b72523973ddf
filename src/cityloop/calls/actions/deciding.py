"""The authority decides on a recommendation by its digest; the secretariat publishes; the reserve list moves up."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cityloop.assessment.actions.steps import locked as case_locked
from cityloop.assessment.actions.steps import move, permit
from cityloop.audit.actions import action, done
from cityloop.audit.refusal import Refused, require
from cityloop.calls.actions.award import announce_award, begin_award
from cityloop.calls.actions.selection import LOOK_AGAIN, locked, require_current, require_within
from cityloop.calls.announcing import result_published
from cityloop.calls.choosing import decides, prepares, require_office
from cityloop.calls.models import Recommendation, SelectionDecision, SelectionResult, SelectionRound
from cityloop.calls.seats import take
from cityloop.calls.selecting import candidates
from cityloop.engine.text import Text

State, Verdict, Result = SelectionRound.State, SelectionDecision.Verdict, SelectionResult.Verdict
NOT_DECIDED = _("Nothing was decided.")
NOT_PUBLISHED = _("Nothing was published.")
NOT_MOVED = _("Nobody moved up.")
STEPS = {Result.SELECTED: "select", Result.RESERVE: "put_on_reserve", Result.NOT_SELECTED: "not_select"}
WAITS = Text("예비선정 {n}순위. {r}", "No. {n} on the reserve list. {r}")
MOVED_UP = Text("예비선정에서 승계: {r}", "Moved up from the reserve list: {r}")


@action("calls.decide_selection")
def decide_selection(*, actor, at, recommendation, digest, verdict, reason=""):
    """Approve what was shown, by its digest, or return it for a reason. What is approved takes effect at once."""
    round = locked(recommendation.round)
    recommendation = Recommendation.objects.select_related("scenario", "person").get(pk=recommendation.pk)
    require_office(decides, actor, round, at)
    require(
        round.state == State.RECOMMENDED and not hasattr(recommendation, "decision"),
        NOT_DECIDED,
        _("It was decided before, or another recommendation followed."),
        LOOK_AGAIN,
    )
    require(
        digest == recommendation.digest and recommendation == round.recommendations.last(),
        NOT_DECIDED,
        _("What was shown to you is not what stands now."),
        _("Read it again; the decision binds to the digest shown."),
    )
    require(
        verdict in Verdict.values and (verdict == Verdict.APPROVED or bool(reason.strip())),
        NOT_DECIDED,
        _("A recommendation is returned for a reason, and none was given."),
        _("Write it in a sentence or two."),
    )
    require(
        actor != recommendation.person,
        NOT_DECIDED,
        _("You put this recommendation forward yourself."),
        _("Leave the decision to another officer of the authority."),
    )
    if verdict == Verdict.APPROVED:
        require_current(round, recommendation.scenario, NOT_DECIDED)
        require_within(round, recommendation.scenario, NOT_DECIDED)
        _take_effect(round, recommendation, actor, at)
    round.state = State.DECIDED if verdict == Verdict.APPROVED else State.OPEN
    round.decided_at = at if verdict == Verdict.APPROVED else None
    round.save(update_fields=["state", "decided_at"])
    row = SelectionDecision.objects.create(
        recommendation=recommendation,
        verdict=verdict,
        digest=digest,
        reason=reason.strip(),
        put_forward_by=recommendation.person,
        person=actor,
        at=at,
    )
    return done(row, verdict=verdict, sha256=digest, reason=reason.strip())


@action("calls.move_up")
def move_up(*, actor, at, round, case, reason):
    """Select the first of the reserve list for whom there is room, when somebody declined or money was added."""
    round = locked(round)
    require_office(decides, actor, round, at)
    require(round.decided_at is not None, NOT_MOVED, _("The round is not decided yet."), LOOK_AGAIN)
    by_reference = {one.case.reference: one for one in candidates(round)}
    one = by_reference.get(case.reference)
    require(one is not None and one.case.state == "reserve", NOT_MOVED, _("It is not on the reserve list."), LOOK_AGAIN)
    approved = _approved(round)
    costs = {row["reference"]: row["cost"] for row in approved.scenario.rows}
    ahead = _ahead(round, one, by_reference, approved, costs)
    require(
        ahead is None,
        NOT_MOVED,
        _("%(first)s stands before it on the reserve list, and there is room for it.")
        % {"first": ahead.case.reference if ahead else ""},
        _("Move that one up first, or have its applicant withdraw it."),
    )
    row = _last_result(round, case)
    why = MOVED_UP.format(r=reason.strip() or "–")
    case = case_locked(case)
    move(case, permit(case, "move_up", actor, at), actor, at, reason)
    cost = costs.get(case.reference, one.cost)
    _give(round, one, cost, approved.scenario, actor, at)
    result = _result(round, one, Result.SELECTED, row.rank, why, at, cost)
    if round.published_at:
        announce_award(case.award, actor=actor, at=at)
        result_published(result, at)
    return done(result, case=case.reference, reason=reason.strip())


@action("calls.publish_results")
def publish_results(*, actor, at, round):
    """The results are public, with the reasons; everybody who applied is written to, and an officer reads it first."""
    round = locked(round)
    require_office(prepares, actor, round, at)
    require(round.state == State.DECIDED, NOT_PUBLISHED, _("The authority has not decided yet."), LOOK_AGAIN)
    round.state, round.published_at = State.PUBLISHED, at
    round.save(update_fields=["state", "published_at"])
    for row in round.results.select_related("case__applicant", "case__edition", "case__notice"):
        if row.verdict == Result.SELECTED and hasattr(row.case, "award"):
            announce_award(row.case.award, actor=actor, at=at)
        result_published(row, at)
    return done(round, notice=round.notice.number, results=round.results.count())


def _take_effect(round, recommendation, actor, at) -> None:
    chosen = {row["reference"]: row for row in recommendation.scenario.rows}
    for one in candidates(round):
        row = chosen[one.case.reference]
        verdict, why = Result.SELECTED if row["in"] else Result.NOT_SELECTED, Text(row["ko"], row["en"])
        if not row["in"] and one.case.reference in recommendation.reserve:
            place = recommendation.reserve.index(one.case.reference) + 1
            verdict, why = Result.RESERVE, WAITS.format(n=place, r=why)
        case = case_locked(one.case)
        move(case, permit(case, STEPS[verdict], actor, at), actor, at, row["en"])
        if verdict == Result.SELECTED:
            _give(round, one, row["cost"], recommendation.scenario, actor, at)
        _result(round, one, verdict, row["rank"], why, at, row["cost"])


def _give(round, one, cost, scenario, actor, at) -> None:
    """Take a seat, the money and the caps for one proposal: the database refuses what the round does not have."""
    try:
        with transaction.atomic():
            take(round, one.groups, cost, scenario.limits["caps"])
    except IntegrityError as error:
        raise Refused(
            NOT_DECIDED,
            _("%(case)s no longer fits: seats, budget or a cap of the round are used up.") % {"case": one.case},
            _("Compute a scenario within what is left, or have the budget changed first."),
        ) from error
    if cost:
        begin_award(case=one.case, amount=cost, currency=round.currency, actor=actor, at=at)


def _result(round, one, verdict, rank, why, at, cost) -> SelectionResult:
    amount = cost if verdict == Result.SELECTED else 0
    return SelectionResult.objects.create(
        round=round,
        case=one.case,
        verdict=verdict,
        rank=rank,
        points=one.outcome.points,
        amount=amount,
        reason_ko=why.ko,
        reason_en=why.en,
        at=at,
    )


def _approved(round) -> Recommendation:
    """What the authority approved."""
    return round.recommendations.filter(decision__verdict=Verdict.APPROVED).select_related("scenario").last()


def _ahead(round, one, by_reference, approved, costs):
    """Who stands before it on the reserve list and would fit."""
    listed = approved.reserve
    for reference in listed[: listed.index(one.case.reference)] if one.case.reference in listed else ():
        other = by_reference.get(reference)
        if other and other.case.state == "reserve" and fits(round, other, costs.get(reference, other.cost)):
            return other
    return None


def fits(round, one, cost: int) -> bool:
    """Has the round a seat, the money and room under every cap for one more proposal?"""
    if round.taken >= round.seats or (round.budget is not None and round.spent + cost > round.budget):
        return False
    used = {(cap.by, cap.value): cap for cap in round.caps.all()}
    return all(used[key].taken < used[key].at_most for key in one.groups.items() if key in used)


def _last_result(round, case) -> SelectionResult:
    return round.results.filter(case=case).order_by("at", "pk").last()
