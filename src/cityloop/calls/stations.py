"""The stations of a proposal, as a line of steps: what is done and since when, what is now, what comes."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cityloop.assessment.procedure import procedure_of
from cityloop.assessment.queries import compiled
from cityloop.calls import workflow

LINE = (
    (workflow.DRAFT, workflow.SUPPLEMENT),
    (workflow.SUBMITTED,),
    (workflow.SCREENED,),
    (workflow.EVALUATION,),
    (workflow.CONSENSUS,),
    (workflow.ASSESSED, workflow.RESERVE),
)


def stations(case) -> list[dict]:
    """`title`, `note`, `state` of each station, from the events of the case; the last one is how it ended."""
    left = {}
    for event in case.events.all():
        if event.before != event.after:
            left[event.before] = event.at
    line = [states for states in LINE if states != (workflow.CONSENSUS,) or _agrees(case)]
    here = next((n for n, states in enumerate(line) if case.state in states), len(line))
    return [*(_station(n, states, here, case, left) for n, states in enumerate(line)), _end(case)]


def _agrees(case) -> bool:
    """Does the edition have a round in which all agree on one mark?"""
    return any(one.marks == "one" for one in compiled(case.edition).rounds)


def _titles() -> dict:
    return {
        workflow.DRAFT: pgettext("call", "Proposal"),
        workflow.SUBMITTED: _("Screening"),
        workflow.SCREENED: _("Assignment"),
        workflow.EVALUATION: _("Evaluation"),
        workflow.CONSENSUS: _("Consensus"),
        workflow.ASSESSED: _("Selection"),
    }


def _station(n, states, here, case, left) -> dict:
    when = max((left[state] for state in states if state in left), default=None)
    special = case.state if case.state in (workflow.SUPPLEMENT, workflow.RESERVE) else None
    if n == here:
        since = _("since %(day)s") % {"day": f"{timezone.localtime(case.changed_at):%m-%d}"}
        note = procedure_of(case).label(special) if special in states else since
    else:
        note = f"{timezone.localtime(when):%m-%d}" if when else ""
    passed = when is not None and n != here
    return {"title": _titles()[states[0]], "note": note, "state": "now" if n == here else "done" if passed else ""}


def _end(case) -> dict:
    if case.closed_at:
        note = f"{timezone.localtime(case.closed_at):%m-%d}"
        return {"title": procedure_of(case).label(case.state), "note": note, "state": "now"}
    return {"title": _("Result"), "note": "", "state": ""}
