"""From an admitted proposal to published results, by the people's own actions: on any stage of calls."""

from datetime import timedelta

from calls.stage import AT
from cast import person

from cityloop.assessment.actions import declare_interest, enrol_assessor, save_marks
from cityloop.assessment.actions.evaluation import hand_in_marks
from cityloop.assessment.actions.seating import seat_panel
from cityloop.assessment.models import Declaration
from cityloop.assessment.queries import compiled
from cityloop.calls import actions

NONE = Declaration.Ground.NONE


def step(who, days=10):
    return {"actor": who, "at": AT + timedelta(days=days)}


def pool(officer, scheme, keys=("rho", "sigma", "tau"), fields=()):
    """People in the pool of reviewers of a programme."""
    found = []
    for key in keys:
        one = person(key)
        enrol_assessor(**step(officer, 5), person=one, scheme=scheme, fields=list(fields))
        found.append(one)
    return found


def seat(officer, case, people):
    return seat_panel(**step(officer, 6), case=case, people=people, reason="They know the matter.")


def marks_of(case, level):
    """The same mark on every criterion of the proposal's track, as far as its scale goes."""
    rules = compiled(case.edition)
    asked = [one for one in rules.criteria_of(track=case.profile) if one.marked]
    return {one.id: {"mark": min(level, one.highest), "note": "As it stands."} for one in asked}


def mark(case, who, level, days=7):
    given = {**step(who, days), "case": case}
    declare_interest(**given, ground=NONE)
    save_marks(**given, marks=marks_of(case, level))
    return hand_in_marks(**given)


def review(officer, case, people, levels):
    """Seat everybody on a proposal; each marks at their level."""
    case = seat(officer, case, people)
    for who, level in zip(people, levels, strict=True):
        case = mark(case, who, level)
    case.refresh_from_db()
    return case


def selection(officer, case, **limits):
    """The selection of the round that a proposal belongs to."""
    committee = getattr(case, "proposal", None) and case.proposal.committee
    return actions.open_selection(
        **step(officer, 12), notice=case.notice, track=case.profile, committee=committee or 0, **limits
    )


def recommend(officer, round, name="By rank", policy="rank", **limits):
    scenario = actions.save_scenario(**step(officer, 13), round=round, name=name, policy=policy, **limits)
    return actions.recommend(**step(officer, 13), round=round, scenario=scenario, note="It follows the ranking.")


def decide(authority, recommendation, verdict="approved", reason=""):
    given = {"recommendation": recommendation, "digest": recommendation.digest, "verdict": verdict, "reason": reason}
    return actions.decide_selection(**step(authority, 14), **given)
