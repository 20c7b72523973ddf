"""The stations of a case, as a line of steps: what is done and since when, what is now, what comes."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cityloop.assessment.procedure import procedure_of
from cityloop.certification import workflow

LINE = (
    (workflow.DRAFT, workflow.SUPPLEMENT),
    (workflow.SUBMITTED,),
    (workflow.ACCEPTED,),
    (workflow.EVALUATION,),
    (workflow.DELIBERATION,),
    (workflow.REVIEW,),
    (workflow.REPORT,),
    (workflow.DECISION,),
)


def stations(case) -> list[dict]:
    """`title`, `note`, `state` of each station, from the events of the case; the last one is how it ended."""
    left = {}
    for event in case.events.all():
        if event.before != event.after:
            left[event.before] = event.at
    here = next((n for n, states in enumerate(LINE) if case.state in states), len(LINE))
    steps = [_station(n, states, here, case, left) for n, states in enumerate(LINE)]
    return [*steps, _end(case)]


def _titles():
    return (
        _("Application"),
        _("Completeness"),
        _("Panel"),
        _("Evaluation"),
        _("Deliberation"),
        _("Review"),
        _("Report"),
        _("Decision"),
    )


def _station(n, states, here, case, left) -> dict:
    when = max((left[state] for state in states if state in left), default=None)
    if n == here:
        note = _("since %(day)s") % {"day": f"{timezone.localtime(case.changed_at):%m-%d}"}
        note = procedure_of(case).label(case.state) if case.state == workflow.SUPPLEMENT else note
    elif when:
        note = f"{timezone.localtime(when):%m-%d}"
    else:
        note = ""
    passed = when is not None and n != here
    return {"title": _titles()[n], "note": note, "state": "now" if n == here else "done" if passed else ""}


def _end(case) -> dict:
    if case.closed_at:
        note = f"{timezone.localtime(case.closed_at):%m-%d}"
        return {"title": procedure_of(case).label_of(case), "note": note, "state": "now"}
    return {"title": _("Result"), "note": "", "state": ""}
